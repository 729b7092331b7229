import { streamXlsxRows, writeXlsx as writeWorkbook } from 'hucre/xlsx'
import { AppError } from '../core/errors.ts'
import { LOST } from './lost-cell.ts'
import type { TableBatch } from './table-batch.ts'
import { auditSheet, sheetNames } from './xlsx-audit.ts'
import { boundedParts } from './xlsx-bounds.ts'
import { escapeMarks } from './xlsx-marks.ts'

/** With xlsx-book, which writes workbooks to be read by people, the only files that know the spreadsheet library. */

export type XlsxCell = string | number | null

export interface XlsxSheet {
  readonly name: string
  /** The first row is the header: bold and frozen. */
  readonly rows: readonly (readonly XlsxCell[])[]
  /** Column widths in characters; the last one repeats. */
  readonly widths: readonly number[]
  /** Columns, from 0, whose numbers show two decimals; the cells keep the whole value. */
  readonly twoDecimals?: ReadonlySet<number>
}

const BATCH_ROWS = 500
const MAX_COLUMNS = 2000
const MAX_ROWS = 2 ** 20

export interface XlsxChoice {
  /** Which sheet, from 0; the first where absent. */
  readonly sheet?: number
  /** true and false as the words TRUE and FALSE; otherwise as LOST.boolean, since they are no codes of answers. */
  readonly hasBooleans?: boolean
}

/**
 * One sheet of a workbook as batches of rows of text cells: numbers with a point, dates as yyyy-mm-dd; a value that can't
 * be told as a mark of LOST. Gaps between rows come back as empty rows only in the numbering.
 * Throws AppError `xlsx-unreadable`, `xlsx-too-large`, or `table-too-wide` {limit, row}.
 */
export async function* readXlsx(bytes: Uint8Array, choice: XlsxChoice = {}): AsyncGenerator<TableBatch> {
  const { sheet = 0, hasBooleans = false } = choice
  const corrections = await auditSheet(bytes, boundedParts(bytes), sheet)
  const textOf = (value: unknown): string =>
    hasBooleans && typeof value === 'boolean' ? String(value).toUpperCase() : cellText(value)
  let rows: string[][] = []
  let firstRow = 1
  let place = -1
  for await (const { index, values } of readable(bytes, sheet)) {
    place += 1
    if (!(Number.isInteger(index) && index >= 0 && index < MAX_ROWS)) throw new AppError('xlsx-unreadable')
    if (values.length > MAX_COLUMNS) {
      throw new AppError('table-too-wide', { limit: MAX_COLUMNS, row: index + 1 })
    }
    if (rows.length === BATCH_ROWS || index + 1 !== firstRow + rows.length) {
      if (rows.length > 0) yield { firstRow, rows, broken: new Set() }
      rows = []
      firstRow = index + 1
    }
    const correct = (value: unknown, column: number): string => corrections.find(place, column) ?? textOf(value)
    rows.push(values.map(corrections.size === 0 ? textOf : correct))
  }
  if (rows.length > 0) yield { firstRow, rows, broken: new Set() }
}

/** The names of a workbook's sheets, in order. Throws as readXlsx. */
export function readSheetNames(bytes: Uint8Array): Promise<string[]> {
  return sheetNames(bytes, boundedParts(bytes))
}

async function* readable(bytes: Uint8Array, sheet: number): ReturnType<typeof streamXlsxRows> {
  try {
    yield* streamXlsxRows(bytes, { sheet })
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
    sheets: sheets.map(({ name, rows, widths, twoDecimals }) => ({
      name,
      rows: rows.map((row) => row.map((cell) => (typeof cell === 'string' ? escapeMarks(cell) : cell))),
      freezePane: { rows: 1 },
      columns: (rows[0] ?? []).map((_, at) => ({
        width: widths[at] ?? widths.at(-1) ?? 12,
        ...(twoDecimals?.has(at) && { numFmt: '0.00' }),
      })),
      cells: new Map((rows[0] ?? []).map((_, at) => [`0,${at}`, { style: { font: { bold: true } } }])),
    })),
  })
}
