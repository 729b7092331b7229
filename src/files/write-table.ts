import { errorMessage } from '../core/errors.ts'
import type { Delimiter } from './csv/delimiters.ts'
import { BYTE_ORDER_MARK, csvLines } from './csv/write-csv.ts'

/** A file on its way out: written piece by piece, under a name a person reads. */
export interface Download {
  readonly name: string
  readonly type: string
  readonly chunks: AsyncIterable<Uint8Array>
}

export type Rows = readonly (readonly (string | number | null)[])[]

export const CSV_TYPE = 'text/csv; charset=utf-8'
export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/**
 * Batches of rows as UTF-8 CSV with a byte order mark. Between semicolons, the separator of a Vietnamese Excel, decimals
 * take that Excel's comma; otherwise a point.
 */
export async function* csvChunks(batches: AsyncIterable<Rows>, delimiter: Delimiter): AsyncGenerator<Uint8Array> {
  yield Buffer.from(BYTE_ORDER_MARK)
  const text = (cell: string | number | null): string => {
    if (typeof cell !== 'number') return cell ?? ''
    return delimiter === ';' ? String(cell).replace('.', ',') : String(cell)
  }
  for await (const rows of batches)
    yield Buffer.from(
      csvLines(
        rows.map((row) => row.map(text)),
        delimiter,
      ),
    )
}

/** A name without what file systems refuse, for example `Phiếu trả lời 2026-A.csv`. */
export function fileName(
  code: 'file-responses' | 'file-index' | 'file-questionnaire',
  survey: string,
  extension: string,
): string {
  const safe = survey.replace(/[\\/:*?"<>|\p{Cc}]/gu, '-')
  return `${errorMessage(code, { code: safe }, 'vi')}.${extension}`
}
