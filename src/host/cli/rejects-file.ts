import { randomUUID } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { ImportInput } from '../../app/import-responses.ts'
import { rejectRows } from '../../app/reject-rows.ts'
import { AppError } from '../../core/errors.ts'
import { guardFormula } from '../../core/formula-guard.ts'
import type { Delimiter } from '../../files/csv/delimiters.ts'
import { BYTE_ORDER_MARK, csvLines } from '../../files/csv/write-csv.ts'

type Listeners = Pick<ImportInput, 'onHeader' | 'onRejected' | 'onRead'>

interface RejectsFile {
  readonly listeners: Listeners
  /** Gives the file its name, after the import is committed; answers where the rows are if that was not possible. */
  readonly keep: () => string | null
  /** Leaves nothing behind but what was kept. */
  readonly close: () => void
}

/**
 * The rows of rejectRows as CSV, with the delimiter of the file they came from. Everything
 * that can go wrong goes wrong before the import is committed: a target that cannot be written here and now, a full disk
 * at `onRead`. Throws AppError `file-unwritable`.
 */
export function openRejectsFile(file: string | undefined): RejectsFile {
  if (file === undefined) return { listeners: {}, keep: () => null, close: () => undefined }
  const part = join(dirname(file), `.${basename(file)}.${randomUUID().slice(0, 8)}.part`)
  // A folder of that name, a file without the right to write, or one that Excel holds open.
  if (existsSync(file)) guarded(file, () => closeSync(openSync(file, 'r+')))
  const descriptor = guarded(file, () => openSync(part, 'wx'))
  let isOpen = true
  let isKept = false
  const close = (): void => {
    if (isOpen) closeSync(descriptor)
    isOpen = false
  }
  const { flush, ...listeners } = rowWriter(file, descriptor)
  const onRead = (): void => {
    flush()
    fsyncSync(descriptor)
    close()
  }
  return {
    listeners: { ...listeners, onRead: () => guarded(file, onRead) },
    keep: () => {
      isKept = true
      try {
        renameSync(part, file)
        return null
      } catch {
        return part // the forms are in: their rejects must not be lost, and the command has not failed
      }
    },
    close: () => {
      close()
      if (!isKept) rmSync(part, { force: true })
    },
  }
}

/** Characters that are written at once: a call for each row would cost as much as reading ten. */
const PIECE = 32 * 1024

function rowWriter(file: string, descriptor: number): Listeners & { readonly flush: () => void } {
  const rows = rejectRows()
  let delimiter: Delimiter = ','
  let waiting = BYTE_ORDER_MARK
  const flush = (): void => {
    if (waiting !== '') writeSync(descriptor, waiting)
    waiting = ''
  }
  const write = (cells: readonly (string | number)[]): void => {
    const harmless = cells.map((cell) => (typeof cell === 'string' ? guardFormula(cell) : cell))
    waiting += csvLines([harmless], delimiter)
    if (waiting.length >= PIECE) guarded(file, flush)
  }
  return {
    flush,
    onHeader: (cells, ownDelimiter) => {
      delimiter = ownDelimiter
      write(rows.header(cells))
    },
    onRejected: (cells, rejects) => write(rows.row(cells, rejects)),
  }
}

function guarded<Result>(file: string, work: () => Result): Result {
  try {
    return work()
  } catch {
    throw new AppError('file-unwritable', { file: basename(file) })
  }
}
