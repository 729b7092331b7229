import { streamXlsxRows, writeXlsx as writeWorkbook } from 'hucre/xlsx'
import { AppError } from '../core/errors.ts'
import { LOST } from './lost-cell.ts'
import type { TableBatch } from './table-batch.ts'
import { auditSheet } from './xlsx-audit.ts'
import { boundedParts } from './xlsx-bounds.ts'

/** The one file that knows the spreadsheet library. */

export type XlsxCell = string | number | null

export interface XlsxSheet {
  readonly name: string
  /** The first row is the header: bold and frozen. */
  readonly rows: readonly (readonly XlsxCell[])[]
  /** Column widths in characters; the last one repeats. */
  readonly widths: readonly number[]
}

const BATCH_ROWS = 500
const MAX_COLUMNS = 2000
const MAX_ROWS = 2 ** 20

/**
 * The first sheet of a workbook as batches of rows of text cells: numbers with a point, dates as yyyy-mm-dd; a value that
 * can't be told, and true or false, as a mark of LOST. Gaps between rows come back as empty rows only in the numbering.
 * Throws AppError `xlsx-unreadable`, `xlsx-too-large`, or `table-too-wide` {limit}.
 */
export async function* readXlsx(bytes: Uint8Array): AsyncGenerator<TableBatch> {
  const corrections = await auditSheet(bytes, boundedParts(bytes))
  let rows: string[][] = []
  let firstRow = 1
  let place = -1
  for await (const { index, values } of readable(bytes)) {
    place += 1
    if (!(Number.isInteger(index) && index >= 0 && index < MAX_ROWS)) throw new AppError('xlsx-unreadable')
    if (values.length > MAX_COLUMNS) throw new AppError('table-too-wide', { limit: MAX_COLUMNS })
    if (rows.length === BATCH_ROWS || index + 1 !== firstRow + rows.length) {
      if (rows.length > 0) yield { firstRow, rows, broken: new Set() }
      rows = []
      firstRow = index + 1
    }
    const correct = (value: unknown, column: number): string => corrections.find(place, column) ?? cellText(value)
    rows.push(values.map(corrections.size === 0 ? cellText : correct))
  }
  if (rows.length > 0) yield { firstRow, rows, broken: new Set() }
}

async function* readable(bytes: Uint8Array): ReturnType<typeof streamXlsxRows> {
  try {
    yield* streamXlsxRows(bytes)
  } catch {
    throw new AppError('xlsx-unreadable')
  }
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? LOST.error : value.toISOString().slice(0, 10)
  if (typeof value === 'boolean') return LOST.boolean
  return String(value).normalize('NFC')
}

/** A workbook with typed cells: numbers are numbers, texts are texts and never formulas. All in memory. */
export function writeXlsx(sheets: readonly XlsxSheet[]): Promise<Uint8Array> {
  return writeWorkbook({
    sheets: sheets.map(({ name, rows, widths }) => ({
      name,
      rows: rows.map((row) => [...row]),
      freezePane: { rows: 1 },
      columns: (rows[0] ?? []).map((_, at) => ({ width: widths[at] ?? widths.at(-1) ?? 12 })),
      rowStyles: { 0: { font: { bold: true } } },
    })),
  })
}
