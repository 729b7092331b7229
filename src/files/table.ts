import { AppError } from '../core/errors.ts'
import type { Delimiter } from './csv/delimiters.ts'
import { readCsv } from './csv/read-csv.ts'
import { decodeText, type EncodingChoice } from './encoding/decode-text.ts'
import type { TextEncoding } from './encoding/detect-encoding.ts'
import type { TableBatch } from './table-batch.ts'

export interface TableOptions {
  readonly encoding: EncodingChoice
  readonly delimiter: Delimiter | 'auto'
  /** Of a workbook, which sheet, from 0; the first where absent. */
  readonly sheet?: number | undefined
}

/** What was recognised; complete once the rows have been read. A workbook has neither encoding nor delimiter. */
export interface TableFormat {
  format: 'csv' | 'xlsx'
  encoding: TextEncoding | null
  delimiter: Delimiter | null
  /** The names of a workbook's sheets, in order. */
  sheets: readonly string[]
}

export interface Table {
  readonly batches: AsyncIterable<TableBatch>
  readonly format: TableFormat
}

const ZIP_START = 0x04034b50
const OLE_START = 0xe011cfd0
const MAX_WORKBOOK_BYTES = 64 * 2 ** 20

/**
 * A CSV (in constant memory) or XLSX file (in memory, bounded), told apart by its first bytes, never by its name.
 * Throws AppError while reading: `file-empty`, `file-is-old-excel`, `xlsx-*`, `csv-quote-open`.
 */
export async function openTable(bytes: AsyncIterable<Uint8Array>, options: TableOptions): Promise<Table> {
  const source = bytes[Symbol.asyncIterator]()
  const first = await firstBytes(source)
  if (first.length === 0) throw new AppError('file-empty')
  const start = first.length >= 4 ? first.readUInt32LE(0) : 0
  if (start === OLE_START) throw new AppError('file-is-old-excel')
  const all = prepend(first, source)
  if (start === ZIP_START) {
    const { readSheetNames, readXlsx } = await import('./xlsx.ts') // large, and most files are CSV
    const workbook = await collect(all)
    const sheets = await readSheetNames(workbook)
    const { sheet = 0 } = options
    if (sheet > 0 && sheet >= sheets.length) throw new AppError('xlsx-no-sheet', { number: sheet + 1 })
    return { batches: readXlsx(workbook, { sheet }), format: { ...NOT_YET, format: 'xlsx', sheets } }
  }
  const format: TableFormat = { ...NOT_YET }
  const text = decodeText(all, options.encoding, (encoding) => {
    format.encoding = encoding
  })
  const batches = readCsv(text, options.delimiter, (delimiter) => {
    format.delimiter = delimiter
  })
  return { batches, format }
}

const NOT_YET: TableFormat = { format: 'csv', encoding: null, delimiter: null, sheets: [] }

async function firstBytes(source: AsyncIterator<Uint8Array>): Promise<Buffer> {
  let first: Buffer = Buffer.alloc(0)
  while (first.length < 4) {
    const next = await source.next()
    if (next.done === true) break
    first = Buffer.concat([first, next.value])
  }
  return first
}

async function* prepend(first: Uint8Array, source: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield first
    for (let next = await source.next(); next.done !== true; next = await source.next()) yield next.value
  } finally {
    await source.return?.()
  }
}

async function collect(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of bytes) {
    length += chunk.length
    if (length > MAX_WORKBOOK_BYTES) throw new AppError('xlsx-too-large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
