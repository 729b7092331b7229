import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { basename } from 'node:path'
import type { ImportInput } from '../../app/import-responses.ts'
import { AppError } from '../../core/errors.ts'
import { BYTE_ORDER_MARK, csvLines } from '../../files/csv/write-csv.ts'
import { guardFormula } from '../../files/formula-guard.ts'
import { REJECT_COLUMNS } from '../../files/responses/column-plan.ts'

interface RejectsFile {
  readonly listeners: Pick<ImportInput, 'onHeader' | 'onRejected'>
  /** Gives the file its name; without it, close() leaves nothing behind. */
  readonly keep: () => void
  readonly close: () => void
}

/**
 * The refused rows as they stood, with four columns of reasons at the end, so that the file can be mended and imported
 * again; reasons of an earlier time are left out. Cells beyond the header's last column are not given back.
 */
export function openRejectsFile(file: string | undefined): RejectsFile {
  if (file === undefined) return { listeners: {}, keep: () => undefined, close: () => undefined }
  const part = `${file}.part`
  const descriptor = guarded(file, () => openSync(part, 'w'))
  let kept: number[] = []
  let isOpen = true
  const write = (cells: readonly (string | number)[]): void => {
    const harmless = cells.map((cell) => (typeof cell === 'string' ? guardFormula(cell) : cell))
    guarded(file, () => writeSync(descriptor, csvLines([harmless], ',')))
  }
  const close = (): void => {
    if (isOpen) closeSync(descriptor)
    isOpen = false
  }
  return {
    listeners: {
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
    },
    keep: () => {
      close()
      guarded(file, () => renameSync(part, file))
    },
    close: () => {
      close()
      rmSync(part, { force: true })
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
