import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** What a log line may carry: codes, counts, durations. Never an answer, a name or a path. */
export type LogFields = Readonly<Record<string, string | number | boolean | null>>

/** Writes one event; never throws, because a full disk must not stop what was being logged. */
export type Log = (event: string, fields?: LogFields) => void

/** A file beyond this many bytes is kept once as `.1` and begun anew. */
const MAX_BYTES = 5_000_000

/** A log of JSON lines `{at, event, …fields}`, `at` in ISO UTC, appended to a file that is rotated once. */
export function openLog(file: string): Log {
  return (event, fields = {}) => {
    try {
      rotate(file)
      appendFileSync(file, `${JSON.stringify({ at: new Date().toISOString(), event, ...fields })}\n`)
    } catch {}
  }
}

/** For doors that have no data folder of their own. */
export const noLog: Log = () => {}

function rotate(file: string): void {
  mkdirSync(dirname(file), { recursive: true })
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (size > MAX_BYTES) renameSync(file, `${file}.1`)
}
