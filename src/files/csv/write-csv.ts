import Papa from 'papaparse'
import type { Delimiter } from './delimiters.ts'

export const BYTE_ORDER_MARK = '\ufeff'

/** Rows as CSV text with CR LF line ends; cells are quoted where they need it. Cells must already be harmless (guardFormula). */
export function csvLines(rows: readonly (readonly (string | number)[])[], delimiter: Delimiter): string {
  if (rows.length === 0) return ''
  return `${Papa.unparse(
    rows.map((row) => [...row]),
    { delimiter, newline: '\r\n' },
  )}\r\n`
}
