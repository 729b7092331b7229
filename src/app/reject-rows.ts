import { REJECT_COLUMNS } from '../files/responses/column-plan.ts'
import type { Reject } from './import-contract.ts'

type Cells = readonly (string | number)[]

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
      const isReason = (cell: string): boolean => REJECT_COLUMNS.some((column) => column === cell.trim())
      kept = cells.flatMap((cell, at) => (isReason(cell) ? [] : [at]))
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
