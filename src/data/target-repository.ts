import type { Selectable } from 'kysely'
import type { Db } from './db.ts'
import type { TargetTable } from './tables.ts'

/** What a node should reach (0-100), for an agency, a sector, a level of units, or (all three null) the whole. */
export interface Target {
  readonly id: number
  /** null: every year. */
  readonly year: number | null
  readonly node: string
  readonly agencyUnitId: number | null
  readonly sectorId: number | null
  readonly level: string | null
  readonly value: number
  readonly document: string
}

/** Targets of one year and those of every year; all of them when `year` is null. */
export async function listTargets(db: Db, year: number | null): Promise<Target[]> {
  let query = db.selectFrom('target').selectAll().orderBy('id')
  if (year !== null) query = query.where((e) => e.or([e('year', 'is', null), e('year', '=', year)]))
  return (await query.execute()).map(targetOf)
}

/** With its id where it had one before. */
export async function insertTarget(
  db: Db,
  target: Omit<Target, 'id'> & { readonly id?: number | undefined },
): Promise<void> {
  const { id } = target
  const columns = columnsOf(target)
  await db
    .insertInto('target')
    .values(id === undefined ? columns : { ...columns, id })
    .execute()
}

export async function deleteTargets(db: Db, ids: readonly number[]): Promise<void> {
  if (ids.length > 0) await db.deleteFrom('target').where('id', 'in', ids).execute()
}

function columnsOf(target: Omit<Target, 'id'>): Omit<Selectable<TargetTable>, 'id'> {
  return {
    year: target.year,
    node: target.node,
    agency_unit_id: target.agencyUnitId,
    sector_id: target.sectorId,
    level: target.level,
    value: target.value,
    document: target.document,
  }
}

function targetOf(row: Selectable<TargetTable>): Target {
  return {
    id: row.id,
    year: row.year,
    node: row.node,
    agencyUnitId: row.agency_unit_id,
    sectorId: row.sector_id,
    level: row.level,
    value: row.value,
    document: row.document,
  }
}
