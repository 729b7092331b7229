import { createWriteStream, rmSync } from 'node:fs'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { AppError } from '../core/errors.ts'

const MOST_MEGABYTES = 2000
const PREFIX = 'sipas-upload-'

export interface Spooled {
  readonly file: string
  /** Removes the file; to be called whatever happened. */
  readonly remove: () => Promise<void>
}

/**
 * A request's body in a file that only this user can read, until `remove`. Throws AppError `too-large`, `disk-full`,
 * and `import-cancelled` when the sender goes away.
 */
export async function spoolBody(request: Request): Promise<Spooled> {
  const folder = await spoolFolder()
  const file = join(folder, 'body')
  const remove = (): Promise<void> => removeSpooled(folder)
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

/** A new folder that only this user can read, gone at the latest when the process ends. */
export async function spoolFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`))
  removeAtExit(folder)
  return folder
}

export async function removeSpooled(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true })
  spooled.delete(folder)
}

const spooled = new Set<string>()

/** Whoever awaits an import is not heard any more when the process ends in the middle of it. */
function removeAtExit(folder: string): void {
  spooled.add(folder)
  if (isWatching) return
  isWatching = true
  process.once('exit', () => {
    for (const left of spooled) rmSync(left, { recursive: true, force: true })
  })
}

let isWatching = false

/**
 * Removes what a killed process left of forms in the temporary folder: ours by name, older than this process, of a process
 * that is no more. What can't be removed stays for the next start.
 */
export async function sweepSpooled(): Promise<void> {
  const startedMs = Date.now() - process.uptime() * 1000
  const names = await readdir(tmpdir()).catch(() => [])
  for (const name of names.filter((one) => one.startsWith(PREFIX))) {
    const folder = join(tmpdir(), name)
    const modifiedMs = await stat(folder)
      .then(({ mtimeMs }) => mtimeMs)
      .catch(() => Number.POSITIVE_INFINITY)
    const owner = /^\d+(?=-)/.exec(name.slice(PREFIX.length))?.[0]
    if (modifiedMs >= startedMs || (owner !== undefined && isRunning(Number(owner)))) continue
    await rm(folder, { recursive: true, force: true }).catch(() => undefined)
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
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
