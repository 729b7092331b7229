import { AppError, type ErrorCode } from '../../core/errors.ts'

/** What fails through no fault of the command line: the disk, the file, another program, Ctrl+C. */
const FAILED: readonly ErrorCode[] = [
  'unexpected',
  'import-cancelled',
  'print-cancelled',
  'report-cancelled',
  'cli-stopped',
  'file-unwritable',
  'disk-full',
  'disk-error',
  'database-in-use',
  'database-damaged',
  'database-unreachable',
  'database-read-only',
  'database-setting-refused',
  'port-taken',
]

/** 1 failed · 2 wrong use or bad input. */
export function exitCodeOf(error: unknown): 1 | 2 {
  return error instanceof AppError && !FAILED.includes(error.code) ? 2 : 1
}
