import { type ErrorCode, errorMessage } from '../core/errors.ts'
import type { Delimiter } from './csv/delimiters.ts'
import { BYTE_ORDER_MARK, csvLines } from './csv/write-csv.ts'
import { writeXlsx } from './xlsx.ts'

/** A file on its way out: written piece by piece, under a name a person reads. */
export interface Download {
  readonly name: string
  readonly type: string
  readonly chunks: AsyncIterable<Uint8Array>
}

export type Rows = readonly (readonly (string | number | null)[])[]

export const CSV_TYPE = 'text/csv; charset=utf-8'
export const HTML_TYPE = 'text/html; charset=utf-8'
export const PDF_TYPE = 'application/pdf'
export const PPTX_TYPE = 'application/vnd.openxmlformats-officedocument.presentationml.presentation'
export const TEXT_TYPE = 'text/plain; charset=utf-8'
export const ZIP_TYPE = 'application/zip'
export const DOCX_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
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

interface TableFormat {
  readonly format: 'csv' | 'xlsx'
  readonly delimiter?: Delimiter | undefined
}

/** Columns of figures that are computed, as the screens show them. */
const FIGURE_COLUMNS: readonly ErrorCode[] = [
  ...(['column-index', 'column-standard-error', 'column-lower', 'column-upper', 'column-percent'] as const),
  ...(['column-index-then', 'column-change', 'column-change-lower', 'column-change-upper'] as const),
  ...(['column-index-a', 'column-index-b', 'column-difference', 'column-gap', 'column-dissatisfied'] as const),
  ...(['column-points', 'column-points-lower', 'column-points-upper', 'column-points-gap'] as const),
]

function figureColumns(header: Rows[number]): Set<number> {
  const words = new Set<Rows[number][number]>(FIGURE_COLUMNS.map((code) => errorMessage(code, {}, 'vi')))
  return new Set(header.flatMap((heading, at) => (words.has(heading) ? [at] : [])))
}

/**
 * One table that fits in memory, as CSV or as a workbook of one sheet. The workbook shows figures with two decimals and
 * keeps them unrounded.
 */
export function tableDownload(name: string, sheet: string, rows: Rows, { format, delimiter }: TableFormat): Download {
  if (format === 'csv') return { name, type: CSV_TYPE, chunks: csvChunks(once(rows), delimiter ?? ',') }
  const one = { name: sheet, rows, widths: [14], twoDecimals: figureColumns(rows[0] ?? []) }
  return { name, type: XLSX_TYPE, chunks: once(() => writeXlsx([one])) }
}

/** What is made only when it is asked for, as the one piece of a file. */
export async function* once<Piece>(piece: Piece | (() => Promise<Piece>)): AsyncGenerator<Piece> {
  yield piece instanceof Function ? await piece() : piece
}

type FileNameCode =
  | 'file-responses'
  | 'file-responses-deidentified'
  | 'file-codebook'
  | 'file-index'
  | 'file-distribution'
  | 'file-indicators'
  | 'file-mapping'
  | 'file-deidentification'
  | 'file-ranking'
  | 'file-questionnaire'
  | 'file-form'
  | 'file-page-map'
  | 'file-findings'
  | 'file-actions'
  | 'file-review'
  | 'file-comments'
  | 'file-comment-counts'
  | 'file-targets'
  | 'file-par'
  | 'file-comparison'
  | 'file-report'
  | 'file-notice'
  | 'file-workbook'
  | 'file-slides'

/** Bytes of one name within a file's, which may have 255. */
export const LONGEST_NAME = 120

/** A name without what file systems refuse or what turns the reading round, for example `Phiếu trả lời 2026-A.csv`. */
export function fileName(code: FileNameCode, survey: string, extension: string): string {
  const safe = survey.replace(/[\p{Cf}\p{Zl}\p{Zp}]/gu, '').replace(/[\\/:*?"<>|\p{Cc}]/gu, '-')
  return `${errorMessage(code, { code: safe }, 'vi')}.${extension}`
}
