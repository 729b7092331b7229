import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Log } from '../app/services.ts'

/** A file beyond this many bytes is kept once as `.1` and begun anew. */
const MAX_BYTES = 5_000_000

/**
 * A log of JSON lines `{at, event, …fields}`, `at` in ISO UTC, appended to a file that is rotated once. Writing never
 * throws, because a full disk must not stop what was being logged.
 */
export function openLog(file: string): Log {
  return (event, fields = {}) => {
    try {
      rotate(file)
      appendFileSync(file, `${JSON.stringify({ at: new Date().toISOString(), event, ...fields })}\n`)
    } catch {}
  }
}

function rotate(file: string): void {
  mkdirSync(dirname(file), { recursive: true })
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (size > MAX_BYTES) renameSync(file, `${file}.1`)
}
