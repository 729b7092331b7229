import type { Selectable } from 'kysely'
import type { Db } from './db.ts'
import type { UnitLevel, UnitTable } from './tables.ts'

/** A unit of the dated tree: an agency, a commune, a branch. Dates are ISO, null = open. */
export interface Unit {
  readonly id: number
  readonly code: string
  readonly name: string
  readonly level: UnitLevel
  readonly parentId: number | null
  readonly validFrom: string | null
  readonly validTo: string | null
}

export async function listUnits(db: Db): Promise<Unit[]> {
  const rows = await db.selectFrom('unit').selectAll().orderBy('code').execute()
  return rows.map(unitOf)
}

export async function insertUnit(db: Db, unit: Omit<Unit, 'id'>): Promise<Unit> {
  return unitOf(await db.insertInto('unit').values(columnsOf(unit)).returningAll().executeTakeFirstOrThrow())
}

export async function updateUnit(db: Db, unit: Unit): Promise<void> {
  await db.updateTable('unit').set(columnsOf(unit)).where('id', '=', unit.id).execute()
}

/** The year of the first survey that had each unit as an agency. */
export async function firstSurveyYears(db: Db): Promise<ReadonlyMap<number, number>> {
  const rows = await db
    .selectFrom('survey_agency')
    .innerJoin('survey', 'survey.id', 'survey_agency.survey_id')
    .groupBy('unit_id')
    .select(({ fn }) => ['unit_id', fn.min('survey.year').as('year')])
    .execute()
  return new Map(rows.map(({ unit_id, year }) => [unit_id, year]))
}

function columnsOf(unit: Omit<Unit, 'id'>): Omit<Selectable<UnitTable>, 'id'> {
  return {
    code: unit.code,
    name: unit.name,
    level: unit.level,
    parent_id: unit.parentId,
    valid_from: unit.validFrom,
    valid_to: unit.validTo,
  }
}

function unitOf(row: Selectable<UnitTable>): Unit {
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    level: row.level,
    parentId: row.parent_id,
    validFrom: row.valid_from,
    validTo: row.valid_to,
  }
}
