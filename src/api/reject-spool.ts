import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'
import type { ImportInput } from '../app/import-responses.ts'
import { rejectRows, rejectSheet } from '../app/reject-rows.ts'
import { AppError, errorMessage } from '../core/errors.ts'
import { guardFormula } from '../core/formula-guard.ts'
import type { Delimiter } from '../files/csv/delimiters.ts'
import { BYTE_ORDER_MARK, csvLines } from '../files/csv/write-csv.ts'
import { openTable } from '../files/table.ts'
import { CSV_TYPE, type Download, XLSX_TYPE } from '../files/write-table.ts'
import { writeXlsx } from '../files/xlsx.ts'
import { removeSpooled, spoolFolder } from './spool-body.ts'

interface Kept {
  readonly id: string
  readonly operatorId: number
  readonly folder: string
  readonly delimiter: Delimiter
}

/** The last few; an older one is made again by reading its file again. */
const kept: Kept[] = []
const MOST_KEPT = 4
const MOST_IN_XLSX = 100_000
const FLUSH_LENGTH = 64 * 1024

interface RejectKeeper {
  readonly listeners: Pick<ImportInput, 'onHeader' | 'onRejected'>
  /** Answers the id under which the rows can be had, or null when there are none. */
  readonly end: (isWanted: boolean) => Promise<string | null>
}

/**
 * Collects the refused rows of one import in a file that only this user can read, for the operator who imported, until
 * a few imports later or the end of the program.
 */
export function keepRejects(operatorId: number): RejectKeeper {
  const rows = rejectRows()
  let text = ''
  let delimiter: Delimiter = ','
  let writing: Promise<{ folder: string; handle: FileHandle }> | null = null
  const flush = (): void => {
    const chunk = text
    text = ''
    writing = (writing ?? begin()).then(async (file) => {
      await file.handle.write(chunk)
      return file
    })
    writing.catch(() => undefined) // told by end()
  }
  const write = (cells: readonly (string | number)[]): void => {
    text += csvLines([cells.map((cell) => (typeof cell === 'string' ? guardFormula(cell) : cell))], delimiter)
    if (text.length > FLUSH_LENGTH) flush()
  }
  return {
    listeners: {
      onHeader: (cells, ownDelimiter) => {
        delimiter = ownDelimiter
        text = BYTE_ORDER_MARK
        write(rows.header(cells))
      },
      onRejected: (cells, rejects) => write(rows.row(cells, rejects)),
    },
    end: async (isWanted) => {
      if (isWanted) flush()
      if (writing === null) return null
      const { folder, handle } = await writing
      await handle.close()
      if (!isWanted) {
        await removeSpooled(folder)
        return null
      }
      const id = randomUUID()
      kept.push({ id, operatorId, folder, delimiter })
      const [oldest] = kept
      if (kept.length > MOST_KEPT && oldest !== undefined) {
        kept.shift()
        await removeSpooled(oldest.folder)
      }
      return id
    },
  }
}

async function begin(): Promise<{ folder: string; handle: FileHandle }> {
  const folder = await spoolFolder()
  return { folder, handle: await open(join(folder, 'rejects'), 'wx', 0o600) }
}

interface Wanted {
  readonly id: string
  readonly operatorId: number
  readonly format: 'csv' | 'xlsx'
  /** Of the file that was imported. */
  readonly name: string
}

/** Throws AppError `rejects-gone`, `xlsx-too-many-rows`. */
export async function keptRejects({ id, operatorId, format, name }: Wanted): Promise<Download> {
  const found = kept.find((one) => one.id === id && one.operatorId === operatorId)
  if (found === undefined) throw new AppError('rejects-gone')
  const file = join(found.folder, 'rejects')
  const fileName = `${errorMessage('file-rejects', { name: name.replace(/\.[^.]*$/, '') }, 'vi')}.${format}`
  if (format === 'csv') return { name: fileName, type: CSV_TYPE, chunks: createReadStream(file) }
  const table = await openTable(createReadStream(file), { encoding: 'utf-8', delimiter: found.delimiter })
  const rows: string[][] = []
  for await (const batch of table.batches) {
    rows.push(...batch.rows)
    if (rows.length > MOST_IN_XLSX)
      throw new AppError('xlsx-too-many-rows', { count: rows.length, limit: MOST_IN_XLSX })
  }
  const sheet = { name: rejectSheet(found.delimiter), rows, widths: [14, 12] }
  const workbook = await writeXlsx([sheet])
  return {
    name: fileName,
    type: XLSX_TYPE,
    chunks: (async function* () {
      yield workbook
    })(),
  }
}
