import type { Insertable, Selectable } from 'kysely'
import type { ParMethod, ParRespondents, ParStep } from '../core/par/par-points.ts'
import type { ParComponentTable } from './action-tables.ts'
import type { Db } from './db.ts'

/** A part of a year's PAR INDEX that comes from an index: of a survey of ours, or entered by hand. */
export interface ParComponent {
  readonly code: string
  readonly name: string
  readonly respondents: ParRespondents
  readonly surveyId: number | null
  /** Within the survey; 0 = everybody asked. */
  readonly groupId: number
  /** Of the survey's measuring scheme; empty while no survey is chosen. */
  readonly node: string
  /** 0-100, where no survey of ours has it. */
  readonly value: number | null
  readonly maxPoints: number
  readonly weight: number
  readonly method: ParMethod
  readonly steps: readonly ParStep[]
  readonly document: string
}

/** In the order of the office's table. */
export async function listParComponents(db: Db, year: number): Promise<ParComponent[]> {
  const rows = await db
    .selectFrom('par_component')
    .selectAll()
    .where('year', '=', year)
    .orderBy('position')
    .orderBy('id')
    .execute()
  return rows.map(componentOf)
}

/** Years that have a table, the newest first. */
export async function listParYears(db: Db): Promise<number[]> {
  const rows = await db.selectFrom('par_component').select('year').distinct().orderBy('year', 'desc').execute()
  return rows.map(({ year }) => year)
}

/** Puts a year's whole table in place of the one of before. */
export async function replaceParComponents(db: Db, year: number, components: readonly ParComponent[]): Promise<void> {
  await db.deleteFrom('par_component').where('year', '=', year).execute()
  for (const [position, component] of components.entries()) {
    await db
      .insertInto('par_component')
      .values(rowOf(year, position, component))
      .execute()
  }
}

function rowOf(year: number, position: number, component: ParComponent): Insertable<ParComponentTable> {
  const { surveyId, groupId, maxPoints, steps, ...rest } = component
  return {
    year,
    position,
    ...rest,
    survey_id: surveyId,
    group_id: groupId,
    max_points: maxPoints,
    steps: JSON.stringify(steps),
  }
}

function componentOf(row: Selectable<ParComponentTable>): ParComponent {
  return {
    code: row.code,
    name: row.name,
    respondents: row.respondents,
    surveyId: row.survey_id,
    groupId: row.group_id,
    node: row.node,
    value: row.value,
    maxPoints: row.max_points,
    weight: row.weight,
    method: row.method,
    steps: JSON.parse(row.steps) as ParStep[], // written by rowOf
    document: row.document,
  }
}
