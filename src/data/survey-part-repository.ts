import type { Text } from '../core/questionnaire/questionnaire.ts'
import { type Batch, findBatch, listBatches } from './batch-repository.ts'
import type { Db } from './db.ts'

/**
 * What a survey is divided by. Ids are small integers within the survey, from 1; a response carries 0 for "none given".
 */
export interface SurveyParts {
  readonly agencies: readonly {
    readonly id: number
    readonly unitId: number
    readonly code: string
    readonly name: string
  }[]
  readonly sectors: readonly {
    readonly id: number
    readonly sectorId: number
    readonly code: string
    readonly name: Text
  }[]
  readonly strata: readonly {
    readonly id: number
    readonly code: string
    readonly name: string
    /** Units in the stratum, N_h of the finite population correction; null = not corrected. */
    readonly population: number | null
  }[]
  readonly groups: readonly { readonly id: number; readonly code: string; readonly name: string }[]
  readonly clusters: readonly { readonly id: number; readonly code: string }[]
  /** In the order they were made; the first has no code and takes what belongs to none that has one. */
  readonly batches: readonly Batch[]
  readonly partners: readonly {
    readonly name: string
    readonly issuedCount: number | null
    readonly collectedCount: number | null
  }[]
}

/** `batchId`: of the batches this one alone. */
export async function readSurveyParts(db: Db, surveyId: number, batchId?: number): Promise<SurveyParts> {
  const agencies = await db
    .selectFrom('survey_agency')
    .innerJoin('unit', 'unit.id', 'survey_agency.unit_id')
    .where('survey_id', '=', surveyId)
    .select(['survey_agency.id', 'unit_id as unitId', 'unit.code', 'unit.name'])
    .orderBy('survey_agency.id')
    .execute()
  const sectors = await db
    .selectFrom('survey_sector')
    .innerJoin('sector', 'sector.id', 'survey_sector.sector_id')
    .where('survey_id', '=', surveyId)
    .select(['survey_sector.id', 'sector_id as sectorId', 'sector.code', 'name_vi', 'name_en'])
    .orderBy('survey_sector.id')
    .execute()
  const strata = await db
    .selectFrom('survey_stratum')
    .where('survey_id', '=', surveyId)
    .select(['id', 'code', 'name', 'population'])
    .orderBy('id')
    .execute()
  return {
    agencies,
    sectors: sectors.map(({ name_vi, name_en, ...sector }) => ({ ...sector, name: { vi: name_vi, en: name_en } })),
    strata,
    groups: await selectCodes(db, 'survey_group', surveyId).select('name').execute(),
    clusters: await selectCodes(db, 'survey_cluster', surveyId).execute(),
    batches: batchId === undefined ? await listBatches(db, surveyId) : await listOne(db, surveyId, batchId),
    partners: await db
      .selectFrom('survey_partner')
      .where('survey_id', '=', surveyId)
      .select(['name', 'issued_count as issuedCount', 'collected_count as collectedCount'])
      .orderBy('name')
      .execute(),
  }
}

async function listOne(db: Db, surveyId: number, batchId: number): Promise<Batch[]> {
  const batch = await findBatch(db, surveyId, batchId)
  return batch === null ? [] : [batch]
}

function selectCodes<T extends 'survey_group' | 'survey_cluster'>(db: Db, table: T, surveyId: number) {
  // One of two tables that share these columns; Kysely cannot see that through the type parameter.
  return db
    .selectFrom(table as 'survey_group')
    .where('survey_id', '=', surveyId)
    .select(['id', 'code'])
    .orderBy('id')
}

export type SurveyPartKind = 'agency' | 'sector' | 'stratum' | 'cluster' | 'group'

const PART_COLUMNS = {
  agency: 'agency_id',
  sector: 'sector_id',
  stratum: 'stratum_id',
  cluster: 'cluster_id',
  group: 'group_id',
} as const

/** Responses, void ones included, by part id: a part that has any stays. */
export async function countResponsesByPart(
  db: Db,
  surveyId: number,
  kind: SurveyPartKind,
): Promise<ReadonlyMap<number, number>> {
  const column = PART_COLUMNS[kind]
  const rows = await db
    .selectFrom('response')
    .where('survey_id', '=', surveyId)
    .groupBy(column)
    .select((e) => [e.ref(column).as('part'), e.fn.countAll<number>().as('count')])
    .execute()
  return new Map(rows.map((row) => [row.part, row.count]))
}

export async function insertSurveyAgencies(
  db: Db,
  surveyId: number,
  rows: readonly { readonly id: number; readonly unitId: number }[],
): Promise<void> {
  for (const row of rows) {
    await db.insertInto('survey_agency').values({ survey_id: surveyId, id: row.id, unit_id: row.unitId }).execute()
  }
}

export async function insertSurveySectors(
  db: Db,
  surveyId: number,
  rows: readonly { readonly id: number; readonly sectorId: number }[],
): Promise<void> {
  for (const row of rows) {
    await db.insertInto('survey_sector').values({ survey_id: surveyId, id: row.id, sector_id: row.sectorId }).execute()
  }
}

export async function putSurveyStratum(db: Db, surveyId: number, row: SurveyParts['strata'][number]): Promise<void> {
  await db
    .insertInto('survey_stratum')
    .values({ survey_id: surveyId, ...row })
    .onConflict((c) => c.columns(['survey_id', 'id']).doUpdateSet({ name: row.name, population: row.population }))
    .execute()
}

export async function putSurveyGroup(db: Db, surveyId: number, row: SurveyParts['groups'][number]): Promise<void> {
  await db
    .insertInto('survey_group')
    .values({ survey_id: surveyId, ...row })
    .onConflict((c) => c.columns(['survey_id', 'id']).doUpdateSet({ name: row.name }))
    .execute()
}

export async function insertSurveyClusters(db: Db, surveyId: number, rows: SurveyParts['clusters']): Promise<void> {
  for (const row of rows) {
    await db
      .insertInto('survey_cluster')
      .values({ survey_id: surveyId, ...row })
      .execute()
  }
}

/** Takes parts out of the survey; the caller has seen that no response refers to them. */
export async function deleteSurveyParts(
  db: Db,
  surveyId: number,
  kind: SurveyPartKind,
  ids: readonly number[],
): Promise<void> {
  if (ids.length === 0) return
  // The five tables share these two columns; the name is from a closed union, never from input.
  const table = `survey_${kind}` as 'survey_agency'
  await db.deleteFrom(table).where('survey_id', '=', surveyId).where('id', 'in', ids).execute()
}

export async function replaceSurveyPartners(db: Db, surveyId: number, rows: SurveyParts['partners']): Promise<void> {
  await db.deleteFrom('survey_partner').where('survey_id', '=', surveyId).execute()
  for (const row of rows) {
    await db
      .insertInto('survey_partner')
      .values({
        survey_id: surveyId,
        name: row.name,
        issued_count: row.issuedCount,
        collected_count: row.collectedCount,
      })
      .execute()
  }
}
