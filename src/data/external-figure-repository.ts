import type { Insertable, Selectable } from 'kysely'
import type { Figure } from '../core/external/figure.ts'
import type { ExternalFigureTable } from './action-tables.ts'
import type { Db } from './db.ts'

export interface ExternalFigure extends Figure {
  readonly id: number
}

/** By source, measure, place and year. */
export async function listFigures(db: Db): Promise<ExternalFigure[]> {
  const rows = await db
    .selectFrom('external_figure')
    .selectAll()
    .orderBy('source')
    .orderBy('measure')
    .orderBy('place')
    .orderBy('year')
    .execute()
  return rows.map(figureOf)
}

export async function insertFigure(db: Db, figure: Figure): Promise<void> {
  await db.insertInto('external_figure').values(rowOf(figure)).execute()
}

export async function updateFigure(db: Db, id: number, figure: Figure): Promise<void> {
  await db.updateTable('external_figure').set(rowOf(figure)).where('id', '=', id).execute()
}

/** Answers whether there was one. */
export async function deleteFigure(db: Db, id: number): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('external_figure').where('id', '=', id).executeTakeFirst()
  return numDeletedRows > 0n
}

function rowOf({
  source,
  measure,
  place,
  year,
  value,
  scale,
  rank,
  document,
  link,
}: Figure): Insertable<ExternalFigureTable> {
  return { source, measure, place, year, value, scale, place_rank: rank, document, link }
}

function figureOf({ place_rank: rank, ...row }: Selectable<ExternalFigureTable>): ExternalFigure {
  return { ...row, rank }
}
