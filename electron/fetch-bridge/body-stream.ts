import type { Part } from './message.ts'

/** Bytes under way and not yet used by the receiver. A 50 MB file holds this much of memory, not 50 MB. */
export const WINDOW_BYTES = 1_048_576

/** Posts within one exchange. */
export type Post = (message: Part) => void

export type OutgoingBody = {
  /** The other side has used up so many bytes. */
  readonly credit: (bytes: number) => void
  /** Nobody reads any more: the source is cancelled. */
  readonly cancel: () => void
}

/** Sends a stream chunk by chunk, never more than the window ahead of what the other side has used. */
export function sendBody(body: ReadableStream<Uint8Array>, post: Post): OutgoingBody {
  const reader = body.getReader()
  let credit = WINDOW_BYTES
  let wake = () => {}
  let isCancelled = false
  const run = async () => {
    while (!isCancelled) {
      const { done, value } = await reader.read()
      if (isCancelled) return
      if (done) return post({ kind: 'end' })
      credit -= value.byteLength
      post({ kind: 'chunk', bytes: compact(value) })
      while (credit <= 0 && !isCancelled) await new Promise<void>((resolve) => (wake = resolve))
    }
  }
  run().catch(() => {
    if (!isCancelled) post({ kind: 'abort' })
  })
  return {
    credit: (bytes) => {
      credit += bytes
      wake()
    },
    cancel: () => {
      isCancelled = true
      wake()
      reader.cancel().catch(() => {})
    },
  }
}

export type IncomingBody = {
  readonly stream: ReadableStream<Uint8Array>
  readonly push: (bytes: Uint8Array) => void
  readonly end: () => void
  /** Reads, waiting and to come, fail with this. */
  readonly fail: (reason: unknown) => void
}

/** A stream of what the other side sends. Nothing is asked for before somebody reads, so buffers stay within the window. */
export function receiveBody(post: Post, onCancel: () => void = () => post({ kind: 'cancel' })): IncomingBody {
  const queue: Uint8Array[] = []
  let ending: { readonly reason: unknown } | 'end' | null = null
  let wake = () => {}
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        while (queue.length === 0 && ending === null) await new Promise<void>((resolve) => (wake = resolve))
        const bytes = queue.shift()
        if (bytes !== undefined) {
          controller.enqueue(bytes)
          post({ kind: 'credit', bytes: bytes.byteLength })
        } else if (ending === 'end') controller.close()
        else controller.error(ending?.reason)
      },
      cancel() {
        ending ??= 'end'
        queue.length = 0
        onCancel()
      },
    },
    { highWaterMark: 0 },
  )
  const finish = (how: typeof ending) => {
    ending ??= how
    wake()
  }
  return {
    stream,
    push: (bytes) => {
      if (ending === null) queue.push(bytes)
      wake()
    },
    end: () => finish('end'),
    fail: (reason) => {
      queue.length = 0
      finish({ reason })
    },
  }
}

/** A message carries the whole buffer below a view, so a small view of a large or shared buffer is copied first. */
function compact(bytes: Uint8Array): Uint8Array {
  return bytes.byteLength === bytes.buffer.byteLength ? bytes : Uint8Array.prototype.slice.call(bytes)
}
