import { errorMessage } from '../core/errors.ts'
import { isRejectColumn, REJECT_COLUMNS } from '../core/reject-columns.ts'
import type { Delimiter } from '../files/csv/delimiters.ts'
import type { TableFormat } from '../files/table.ts'
import type { Reject } from './import-contract.ts'

type Cells = readonly (string | number)[]

/**
 * What rejects are written with, so that a number means in them what it meant where it came from: `1.250` is unclear where
 * semicolons part the cells, for there decimals have a comma. A workbook has points.
 */
export function rejectDelimiter({ delimiter }: TableFormat): Delimiter {
  return delimiter ?? ','
}

/** The name of a workbook's sheet of rejects says the same. */
export function rejectSheet(delimiter: Delimiter): string {
  return errorMessage(delimiter === ';' ? 'sheet-rejects-comma' : 'sheet-rejects', {}, 'vi')
}

/** Whether a point may part thousands in a table. */
export function isPointUnclear({ delimiter, sheets }: TableFormat, sheet = 0): boolean {
  return delimiter === ';' || sheets[sheet] === rejectSheet(';')
}

/** The rows of a file of rejects; cells are as they stood, so whoever writes them makes them harmless. */
export interface RejectRows {
  readonly header: (cells: readonly string[]) => Cells
  readonly row: (cells: readonly string[], rejects: readonly Reject[]) => Cells
}

/**
 * The refused rows as they stood, with four columns of reasons at the end, so that the file can be mended and imported
 * again; reasons of an earlier time are left out. Cells beyond the header's last column are not given back.
 */
export function rejectRows(): RejectRows {
  let kept: number[] = []
  return {
    header: (cells) => {
      kept = cells.flatMap((cell, at) => (isRejectColumn(cell) ? [] : [at]))
      return [...kept.map((at) => cells[at] ?? ''), ...REJECT_COLUMNS]
    },
    row: (cells, rejects) => {
      const own = kept.map((at) => cells[at] ?? '')
      const all = (pick: (reject: Reject) => string): string => rejects.map(pick).join(' | ')
      const row = rejects[0]?.row ?? ''
      return [...own, row, all(({ column }) => column), all(({ code }) => code), all(({ message }) => message.vi)]
    },
  }
}
