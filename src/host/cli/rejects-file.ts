import { randomUUID } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { ImportInput } from '../../app/import-responses.ts'
import { AppError } from '../../core/errors.ts'
import { BYTE_ORDER_MARK, csvLines } from '../../files/csv/write-csv.ts'
import { guardFormula } from '../../files/formula-guard.ts'
import { REJECT_COLUMNS } from '../../files/responses/column-plan.ts'

type Listeners = Pick<ImportInput, 'onHeader' | 'onRejected' | 'onRead'>

interface RejectsFile {
  readonly listeners: Listeners
  /** Gives the file its name, after the import is committed; answers where the rows are if that was not possible. */
  readonly keep: () => string | null
  /** Leaves nothing behind but what was kept. */
  readonly close: () => void
}

/**
 * The refused rows as they stood, with four columns of reasons at the end, so that the file can be mended and imported
 * again; reasons of an earlier time are left out. Cells beyond the header's last column are not given back. Everything
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
  const onRead = (): void => {
    fsyncSync(descriptor)
    close()
  }
  return {
    listeners: { ...rowWriter(file, descriptor), onRead: () => guarded(file, onRead) },
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

function rowWriter(file: string, descriptor: number): Listeners {
  let kept: number[] = []
  const write = (cells: readonly (string | number)[]): void => {
    const harmless = cells.map((cell) => (typeof cell === 'string' ? guardFormula(cell) : cell))
    guarded(file, () => writeSync(descriptor, csvLines([harmless], ',')))
  }
  return {
    onHeader: (cells) => {
      const isReason = (cell: string): boolean => REJECT_COLUMNS.some((column) => column === cell.trim())
      kept = cells.flatMap((cell, at) => (isReason(cell) ? [] : [at]))
      guarded(file, () => writeSync(descriptor, BYTE_ORDER_MARK))
      write([...kept.map((at) => cells[at] ?? ''), ...REJECT_COLUMNS])
    },
    onRejected: (cells, rejects) => {
      const own = kept.map((at) => cells[at] ?? '')
      const all = (pick: (reject: (typeof rejects)[number]) => string): string => rejects.map(pick).join(' | ')
      const row = rejects[0]?.row ?? ''
      write([...own, row, all(({ column }) => column), all(({ code }) => code), all(({ message }) => message.vi)])
    },
  }
}

function guarded<Result>(file: string, work: () => Result): Result {
  try {
    return work()
  } catch {
    throw new AppError('file-unwritable', { file: basename(file) })
  }
}
