import { AppError } from '../core/errors.ts'

/** What went wrong, in one line for a person at a terminal or a dialog. */
export function failureLine(error: unknown): string {
  if (error instanceof AppError) return error.message
  return error instanceof Error ? error.message : String(error)
}
