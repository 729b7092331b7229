// The thread that reads the rows of a large import: see import-reader.ts, which starts it.
import { on } from 'node:events'
import { parentPort, workerData } from 'node:worker_threads'
import { assert } from '../core/assert.ts'
import { AppError } from '../core/errors.ts'
import type { ReaderData, ReaderMessage } from './import-reader.ts'
import { readRows } from './read-rows.ts'

/** Pieces of the file that are under way at once, and messages that may wait to be taken. */
const PIECES_AHEAD = 2
const MESSAGES_AHEAD = 2

assert(parentPort !== null, 'a thread has its parent')
const port = parentPort
const { request, taken } = workerData as ReaderData // import-reader.ts gives it
const tell = (message: ReaderMessage): void => port.postMessage(message)

async function* bytes(): AsyncGenerator<Uint8Array> {
  for (let piece = 0; piece < PIECES_AHEAD; piece += 1) tell({ kind: 'wanted' })
  for await (const [piece] of on(port, 'message') as AsyncIterable<[Uint8Array | null]>) {
    if (piece === null) return
    tell({ kind: 'wanted' })
    yield piece
  }
}

/** Stands still until no more than the last few of so many messages wait. */
function waitUntilTaken(told: number): void {
  for (let count = Atomics.load(taken, 0); told - count > MESSAGES_AHEAD; count = Atomics.load(taken, 0)) {
    Atomics.wait(taken, 0, count)
  }
}

try {
  let told = 0
  for await (const message of readRows(request, bytes())) {
    tell(message)
    told += 1
    waitUntilTaken(told)
  }
} catch (error) {
  if (!(error instanceof AppError)) throw error // a bug: it reaches the parent as the thread's error
  tell({ kind: 'refused', code: error.code, params: error.params })
}
