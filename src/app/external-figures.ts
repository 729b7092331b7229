import { AppError } from '../core/errors.ts'
import { cleanFigure, type Figure, figureKey, isSameFigure } from '../core/external/figure.ts'
import { type FigureReject, figureColumns, figureReader } from '../core/external/read-figures.ts'
import type { Db } from '../data/db.ts'
import {
  deleteFigure,
  type ExternalFigure,
  insertFigure,
  listFigures,
  updateFigure,
} from '../data/external-figure-repository.ts'
import { openTable } from '../files/table.ts'
import { inTransaction } from './in-transaction.ts'
import type { Services } from './services.ts'

export type { ExternalFigure }

/** All of them, by source, measure, place and year. */
export async function listExternalFigures(services: Services): Promise<ExternalFigure[]> {
  return listFigures(services.store.db)
}

/** A new one, or the change of one. Throws AppError `figure-not-found`, `figure-repeated`. */
export async function saveExternalFigure(
  services: Services,
  input: Figure & { readonly id?: number | undefined },
): Promise<void> {
  const { id, ...given } = input
  const figure = cleanFigure(given)
  await inTransaction(services, async (db) => {
    const present = await listFigures(db)
    if (id !== undefined && !present.some((one) => one.id === id)) throw new AppError('figure-not-found')
    const other = present.find((one) => figureKey(one) === figureKey(figure))
    if (other !== undefined && other.id !== id) {
      throw new AppError('figure-repeated', { source: figure.source, place: figure.place, year: figure.year })
    }
    if (id === undefined) await insertFigure(db, figure)
    else await updateFigure(db, id, figure)
  })
}

/** Throws AppError `figure-not-found`. */
export async function removeExternalFigure(services: Services, id: number): Promise<void> {
  await inTransaction(services, async (db) => {
    if (!(await deleteFigure(db, id))) throw new AppError('figure-not-found')
  })
}

export interface FigureImportInput {
  readonly open: () => AsyncIterable<Uint8Array>
  /** Only says what would be. */
  readonly isDryRun: boolean
  /** Figures that are there with another value take the file's; otherwise they stay. */
  readonly isUpdating: boolean
}

export interface FigureImport {
  readonly rowsRead: number
  readonly added: readonly Figure[]
  /** There already, and different in the file. */
  readonly changed: readonly { readonly before: ExternalFigure; readonly after: Figure }[]
  /** There already, the same. */
  readonly unchanged: number
  readonly rejects: readonly FigureReject[]
}

const MOST_ROWS = 20_000

/**
 * Reads a CSV or XLSX file of figures; what is refused is told by row. Throws AppError as openTable and `file-empty`,
 * `figure-columns-missing`, `figure-too-many`; nothing is saved then.
 */
export async function importExternalFigures(services: Services, input: FigureImportInput): Promise<FigureImport> {
  const { figures, rejects, rowsRead } = await readFile(input.open())
  const work = async (db: Db): Promise<FigureImport> => {
    const present = new Map((await listFigures(db)).map((figure) => [figureKey(figure), figure]))
    const added = figures.filter((figure) => !present.has(figureKey(figure)))
    const changed = figures.flatMap((after) => {
      const before = present.get(figureKey(after))
      return before === undefined || isSameFigure(before, after) ? [] : [{ before, after }]
    })
    if (!input.isDryRun) {
      for (const figure of added) await insertFigure(db, figure)
      if (input.isUpdating) for (const { before, after } of changed) await updateFigure(db, before.id, after)
    }
    return { rowsRead, added, changed, unchanged: figures.length - added.length - changed.length, rejects }
  }
  return input.isDryRun ? work(services.store.db) : inTransaction(services, work)
}

async function readFile(bytes: AsyncIterable<Uint8Array>) {
  const { batches } = await openTable(bytes, { encoding: 'auto', delimiter: 'auto' })
  const figures: Figure[] = []
  const rejects: FigureReject[] = []
  let read: ReturnType<typeof figureReader> | null = null
  let rowsRead = 0
  for await (const { rows, firstRow } of batches) {
    for (const [at, cells] of rows.entries()) {
      if (cells.every((cell) => cell.trim() === '')) continue
      if (read === null) {
        const { at: places, missing } = figureColumns(cells)
        if (missing.length > 0) throw new AppError('figure-columns-missing', { columns: missing.join(', ') })
        read = figureReader(places)
        continue
      }
      rowsRead += 1
      if (rowsRead > MOST_ROWS) throw new AppError('figure-too-many', { limit: MOST_ROWS })
      const figure = read(cells, firstRow + at)
      if ('problem' in figure) rejects.push(figure)
      else figures.push(figure)
    }
  }
  if (read === null) throw new AppError('file-empty')
  return { figures, rejects, rowsRead }
}
