import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { AppError } from '../core/errors.ts'

const MOST_MEGABYTES = 2000

interface Spooled {
  readonly file: string
  /** Removes the file; to be called whatever happened. */
  readonly remove: () => Promise<void>
}

/**
 * A request's body in a file that only this user can read, until `remove`. Throws AppError `too-large`, `disk-full`,
 * and `import-cancelled` when the sender goes away.
 */
export async function spoolBody(request: Request): Promise<Spooled> {
  const folder = await mkdtemp(join(tmpdir(), 'sipas-upload-'))
  const file = join(folder, 'body')
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true })
  try {
    // The two kinds of ReadableStream are one and the same; their types differ between Node and the web.
    const body = request.body === null ? [] : (request.body as unknown as AsyncIterable<Uint8Array>)
    await pipeline(Readable.from(body), capped(), createWriteStream(file, { mode: 0o600 }), { signal: request.signal })
    return { file, remove }
  } catch (error) {
    await remove()
    throw spoolError(error, request.signal.aborted)
  }
}

function capped(): Transform {
  let bytes = 0
  return new Transform({
    transform: (chunk: Uint8Array, _, done) => {
      bytes += chunk.length
      const isTooLarge = bytes > MOST_MEGABYTES * 1_000_000
      done(isTooLarge ? new AppError('too-large', { limit: MOST_MEGABYTES }) : null, chunk)
    },
  })
}

function spoolError(error: unknown, isAborted: boolean): unknown {
  if (error instanceof AppError) return error
  if (isAborted) return new AppError('import-cancelled')
  const isFull = error instanceof Error && 'code' in error && error.code === 'ENOSPC'
  return isFull ? new AppError('disk-full', { file: 'tmp' }) : error
}
