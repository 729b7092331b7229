import { on } from 'node:events'
import { getCompileCacheDir } from 'node:module'
import { extname, join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { AppError, type ErrorCode, type ErrorParams } from '../core/errors.ts'
import { type RowsRequest, type RowsTold, readRows } from './read-rows.ts'

/** What the thread that reads asks and tells. */
export type ReaderMessage =
  | RowsTold
  /** The next bytes of the file are wanted; null stands for its end. */
  | { readonly kind: 'wanted' }
  /** An AppError: as itself it would arrive without its code. */
  | { readonly kind: 'refused'; readonly code: ErrorCode; readonly params: ErrorParams }

export interface ReaderData {
  readonly request: RowsRequest
  /** Its one number: how much of what was told has been taken. The reader waits for it, so that the memory stays flat. */
  readonly taken: Int32Array<SharedArrayBuffer>
}

/** A file up to this is read sooner than a thread has started: 5000 rows. */
const SMALL_BYTES = 768 * 1024

/** A reader keeps next to nothing, so that its rows are gone soon after they were told. */
const READER_HEAP = { maxYoungGenerationSizeMb: 12 }

/** Beside this file: in the bundle as in the sources. */
const WORKER = join(import.meta.dirname, `import-reader-worker${extname(import.meta.filename)}`)

/**
 * readRows beside the caller: a large file's rows are read in a thread of their own, while those before are saved.
 * Throws as readRows does, and what `bytes` throws.
 */
export async function* readRowsAhead(request: RowsRequest, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<RowsTold> {
  const source = bytes[Symbol.asyncIterator]()
  try {
    const start = await firstPieces(source)
    yield* start.isAll ? readRows(request, whole(start.pieces)) : readInThread(request, start.pieces, source)
  } finally {
    await source.return?.()
  }
}

async function firstPieces(source: AsyncIterator<Uint8Array>): Promise<{ pieces: Uint8Array[]; isAll: boolean }> {
  const pieces: Uint8Array[] = []
  for (let length = 0; length <= SMALL_BYTES; length += pieces.at(-1)?.length ?? 0) {
    const next = await source.next()
    if (next.done === true) return { pieces, isAll: true }
    pieces.push(next.value)
  }
  return { pieces, isAll: false }
}

/** Between the pieces others have their turn: who cancels is heard. */
async function* whole(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) {
    yield piece
    await setImmediate()
  }
}

async function* readInThread(
  request: RowsRequest,
  start: Uint8Array[],
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<RowsTold> {
  const taken = new Int32Array(new SharedArrayBuffer(4))
  const workerData: ReaderData = { request, taken }
  const worker = new Worker(WORKER, { workerData, execArgv: [], env: environment(), resourceLimits: READER_HEAP })
  try {
    for await (const [message] of on(worker, 'message', { close: ['exit'] }) as AsyncIterable<[ReaderMessage]>) {
      if (message.kind === 'wanted') {
        const piece = start.shift() ?? (await rest.next()).value
        worker.postMessage(piece === undefined ? null : new Uint8Array(piece)) // a view would take its whole buffer along
      } else if (message.kind === 'refused') {
        throw new AppError(message.code, message.params)
      } else {
        yield message
        if (message.kind === 'end') return
        Atomics.add(taken, 0, 1)
        Atomics.notify(taken, 0)
      }
    }
    throw new Error('Bug: the reader left before it had told the end')
  } finally {
    await worker.terminate()
  }
}

/** Ours, with what is compiled already where it is kept: from the sources, a thread is up in half the time and 10 MB less. */
function environment(): NodeJS.ProcessEnv {
  const folder = getCompileCacheDir()
  return folder === undefined ? process.env : { ...process.env, NODE_COMPILE_CACHE: folder }
}
