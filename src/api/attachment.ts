import type { Download } from '../files/write-table.ts'

/**
 * A file as the answer to a link, sent piece by piece; to be saved, or shown in its own frame of a screen. Its name goes twice (RFC 6266, RFC 5987): in plain ASCII for
 * whoever reads no more, and whole.
 */
export function attachment({ name, type, chunks }: Download, { isShown = false } = {}): Response {
  const ascii = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .replace(/[^\x20-\x7e]|["\\]/g, '_')
  const whole = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return new Response(streamOf(chunks), {
    headers: {
      'content-type': type,
      'content-disposition': `${isShown ? 'inline' : 'attachment'}; filename="${ascii}"; filename*=UTF-8''${whole}`,
      'cache-control': 'no-store',
    },
  })
}

/** One piece at a time, made when it is asked for; whoever stops listening ends the making. */
function streamOf(chunks: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const source = chunks[Symbol.asyncIterator]()
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const next = await source.next()
      if (next.done === true) controller.close()
      else controller.enqueue(next.value)
    },
    cancel: async () => {
      await source.return?.()
    },
  })
}
