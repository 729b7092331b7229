import { AppError } from '../../core/errors.ts'
import { readCsv } from '../csv/read-csv.ts'
import { decodeText } from '../encoding/decode-text.ts'
import type { TableBatch } from '../table-batch.ts'
import { readSheetNames, readXlsx } from '../xlsx.ts'
import { boundedParts } from '../xlsx-bounds.ts'

export interface SheetRow {
  /** As the spreadsheet numbers it. */
  readonly row: number
  readonly cells: readonly string[]
}

/** One sheet of a form; rows without any cell are left out. */
export interface FormSheet {
  readonly name: string
  readonly header: SheetRow
  readonly rows: readonly SheetRow[]
}

export interface FormFile {
  /** By name in small letters. */
  readonly sheets: ReadonlyMap<string, FormSheet>
  /** Sheets whose rows are not read, as they are called. */
  readonly unread: readonly string[]
}

/** A form of more rows is a list of something else. */
const MOST_ROWS = 10_000
/** Unpacked: ten thousand rows of forty filled columns; reading more would take a minute before it is refused. */
const MOST_SHEET_MEGABYTES = 32
const SHEET = /^xl\/worksheets\//
const READ = ['survey', 'choices', 'settings', 'sipas', 'sipas_checks', 'sipas_schemes'] as const

/**
 * The sheets of a form from a workbook. Throws AppError `form-file-too-large`, `form-no-survey`, `form-sheet-twice`, `form-too-many-rows`
 * {sheet, limit}, `form-too-wide` {sheet, row, limit}, and those of readXlsx.
 */
export async function readWorkbook(bytes: Uint8Array): Promise<FormFile> {
  const limit = MOST_SHEET_MEGABYTES
  const isLarge = boundedParts(bytes).some(({ name, unpacked }) => SHEET.test(name) && unpacked > limit * 1_000_000)
  if (isLarge) throw new AppError('form-file-too-large', { limit })
  const names = (await readSheetNames(bytes)).map((name) => name.trim())
  const sheets = new Map<string, FormSheet>()
  const unread: string[] = []
  for (const [index, name] of names.entries()) {
    const key = name.toLowerCase()
    if (!READ.some((known) => known === key)) unread.push(name)
    else addSheet(sheets, key, await collect(key, readXlsx(bytes, { sheet: index, hasBooleans: true })))
  }
  return withSurvey({ sheets, unread })
}

/**
 * The sheets of a form from one table, as form tools write it: the first column names the sheet, its rows follow beneath.
 * Throws AppError as readWorkbook, and those of readCsv.
 */
export async function readTables(bytes: Uint8Array): Promise<FormFile> {
  const text = decodeText(once(bytes), 'auto', () => undefined)
  const rows = await collect(
    '',
    readCsv(text, 'auto', () => undefined),
  )
  const sheets = new Map<string, FormSheet>()
  const unread: string[] = []
  let [name, start] = ['', 0]
  const end = (at: number): void => {
    const body = rows.slice(start, at).map(({ row, cells }) => ({ row, cells: cells.slice(1) }))
    if (READ.some((known) => known === name)) addSheet(sheets, name, body)
    else if (name !== '') unread.push(name)
  }
  for (const [at, { cells }] of rows.entries()) {
    const named = cells[0]?.trim() ?? ''
    if (named === '') continue
    end(at)
    name = named.toLowerCase()
    start = at + 1
  }
  end(rows.length)
  return withSurvey({ sheets, unread })
}

function addSheet(sheets: Map<string, FormSheet>, name: string, rows: readonly SheetRow[]): void {
  if (sheets.has(name)) throw new AppError('form-sheet-twice', { sheet: name })
  const [header = { row: 1, cells: [] }, ...body] = rows
  sheets.set(name, { name, header, rows: body })
}

function withSurvey(file: FormFile): FormFile {
  if (!file.sheets.has('survey')) throw new AppError('form-no-survey')
  return file
}

async function collect(sheet: string, batches: AsyncIterable<TableBatch>): Promise<SheetRow[]> {
  const rows: SheetRow[] = []
  try {
    for await (const batch of batches) {
      for (const [at, cells] of batch.rows.entries()) {
        if (cells.some((cell) => cell.trim() !== '')) rows.push({ row: batch.firstRow + at, cells })
        if (rows.length > MOST_ROWS) throw new AppError('form-too-many-rows', { sheet, limit: MOST_ROWS })
      }
    }
  } catch (error) {
    const isWide = error instanceof AppError && error.code === 'table-too-wide'
    throw isWide ? new AppError('form-too-wide', { ...error.params, sheet }) : error
  }
  return rows
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
