import type { ErrorCode } from '../core/errors.ts'

/**
 * What stands in a cell whose value the file doesn't give: the sign of a lost character, so that no reader takes it for an
 * answer, then why.
 */
export const LOST = {
  formula: '\ufffd{formula}',
  text: '\ufffd{text}',
  twice: '\ufffd{twice}',
  error: '\ufffd{error}',
  boolean: '\ufffd{boolean}',
} as const

const CODES: ReadonlyMap<string, ErrorCode> = new Map([
  [LOST.formula, 'cell-formula-empty'],
  [LOST.text, 'cell-text-lost'],
  [LOST.twice, 'cell-twice'],
  [LOST.error, 'cell-excel-error'],
  [LOST.boolean, 'cell-true-false'],
])

/** Why a cell with a lost character can't be read. */
export function lostCode(cell: string): ErrorCode {
  return CODES.get(cell.trim()) ?? 'cell-unreadable'
}
