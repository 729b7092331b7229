import type { Insertable, Selectable } from 'kysely'
import type { Db } from './db.ts'
import type { ResponseTable } from './response-tables.ts'
import { firstUuidV7Of } from './uuid-v7.ts'

/** The keys of a form. Numbers are ids within the survey (unitId: of the unit table); 0 = none given, and never a batch. */
export interface ResponseHeader {
  readonly serial: string
  readonly agencyId: number
  readonly sectorId: number
  readonly unitId: number
  readonly stratumId: number
  readonly clusterId: number
  readonly groupId: number
  readonly batchId: number
  readonly weight: number
  /** ISO date, or null. */
  readonly collectedOn: string | null
}

export interface StoredResponse {
  readonly surveyId: number
  readonly id: string
  readonly header: ResponseHeader
  /** By which of the survey's versions `record` is laid out. */
  readonly surveyVersionId: number
  readonly record: string
  readonly state: 'valid' | 'void'
  readonly rev: number
  readonly operatorId: number
  readonly savedAtMs: number
}

export async function findResponse(db: Db, surveyId: number, id: string): Promise<StoredResponse | null> {
  const row = await db
    .selectFrom('response')
    .selectAll()
    .where('survey_id', '=', surveyId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row === undefined ? null : responseOf(row)
}

/** The valid response that carries this serial; void ones free theirs. */
export async function findValidBySerial(
  db: Db,
  surveyId: number,
  serial: string,
): Promise<{ id: string; savedAtMs: number; operatorName: string } | null> {
  const row = await db
    .selectFrom('response')
    .innerJoin('operator', 'operator.id', 'response.operator_id')
    .where('survey_id', '=', surveyId)
    .where('serial', '=', serial)
    .where('state', '=', 'valid')
    .select(['response.id', 'saved_at_ms as savedAtMs', 'operator.name as operatorName'])
    .executeTakeFirst()
  return row ?? null
}

/** A form's first revision: who saves it keyed it first. */
export async function insertResponse(db: Db, response: StoredResponse): Promise<void> {
  await db
    .insertInto('response')
    .values({ ...columnsOf(response), first_operator_id: response.operatorId })
    .execute()
}

/**
 * Replaces a response at `baseRev` by its next revision, in one statement: false when someone else was faster.
 */
export async function replaceResponse(db: Db, response: StoredResponse, baseRev: number): Promise<boolean> {
  const { survey_id, id, rev, ...columns } = columnsOf(response)
  const result = await db
    .updateTable('response')
    .set((e) => ({ ...columns, rev: e('rev', '+', 1) }))
    .where('survey_id', '=', survey_id)
    .where('id', '=', id)
    .where('rev', '=', baseRev)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/**
 * Forms that an operator keyed since a moment, less those taken back to be keyed again. Ids begin with their time, so only that stretch of the survey is read,
 * however many forms it holds.
 */
export async function countKeyedBy(db: Db, surveyId: number, operatorId: number, sinceMs: number): Promise<number> {
  const row = await db
    .selectFrom('response as r')
    .innerJoin('response_revision as v', (join) =>
      join.onRef('v.survey_id', '=', 'r.survey_id').onRef('v.response_id', '=', 'r.id').on('v.rev', '=', 1),
    )
    .where('r.survey_id', '=', surveyId)
    .where('r.id', '>=', firstUuidV7Of(sinceMs))
    .where('v.operator_id', '=', operatorId)
    .where('v.kind', '=', 'entry')
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom('response_revision as u')
            .select('u.rev')
            .whereRef('u.survey_id', '=', 'r.survey_id')
            .whereRef('u.response_id', '=', 'r.id')
            .where('u.kind', '=', 'undo'),
        ),
      ),
    )
    .select((e) => e.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return row.count
}

/** The serial of the last form that an operator keyed, looked for among the newest 500 of the survey; corrections don't count. */
export async function findLastSerialBy(db: Db, surveyId: number, operatorId: number): Promise<string | null> {
  const newest = db
    .selectFrom('response')
    .select(['serial', 'id'])
    .where('survey_id', '=', surveyId)
    .orderBy('id', 'desc')
    .limit(500)
    .as('newest')
  const row = await db
    .selectFrom(newest)
    .innerJoin('response_revision as v', (join) => join.onRef('v.response_id', '=', 'newest.id').on('v.rev', '=', 1))
    .where('v.survey_id', '=', surveyId)
    .where('v.operator_id', '=', operatorId)
    .where('v.kind', '=', 'entry')
    .select('newest.serial')
    .orderBy('newest.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.serial ?? null
}

/** Valid forms of a survey, from its batches' counters. */
export async function countValid(db: Db, surveyId: number): Promise<number> {
  const row = await db
    .selectFrom('batch')
    .where('survey_id', '=', surveyId)
    .select((e) => e.fn.sum<number | null>('form_count').as('count'))
    .executeTakeFirstOrThrow()
  return row.count ?? 0
}

/** Open texts by variable code. */
export async function readTexts(db: Db, surveyId: number, responseId: string): Promise<Record<string, string>> {
  const rows = await db
    .selectFrom('response_text')
    .where('survey_id', '=', surveyId)
    .where('response_id', '=', responseId)
    .select(['variable_code', 'body'])
    .orderBy('variable_code')
    .execute()
  return Object.fromEntries(rows.map((row) => [row.variable_code, row.body]))
}

export async function replaceTexts(
  db: Db,
  surveyId: number,
  responseId: string,
  texts: Readonly<Record<string, string>>,
): Promise<void> {
  await db.deleteFrom('response_text').where('survey_id', '=', surveyId).where('response_id', '=', responseId).execute()
  const rows = Object.entries(texts).map(([variable_code, body]) => ({
    survey_id: surveyId,
    response_id: responseId,
    variable_code,
    body,
  }))
  if (rows.length > 0) await db.insertInto('response_text').values(rows).execute()
}

function columnsOf(response: StoredResponse): Insertable<ResponseTable> & { rev: number } {
  const { header } = response
  return {
    survey_id: response.surveyId,
    id: response.id,
    serial: header.serial,
    agency_id: header.agencyId,
    sector_id: header.sectorId,
    unit_id: header.unitId,
    stratum_id: header.stratumId,
    cluster_id: header.clusterId,
    group_id: header.groupId,
    batch_id: header.batchId,
    weight: header.weight,
    collected_on: header.collectedOn,
    record: response.record,
    state: response.state,
    rev: response.rev,
    operator_id: response.operatorId,
    saved_at_ms: response.savedAtMs,
    survey_version_id: response.surveyVersionId,
  }
}

export function responseOf(row: Selectable<ResponseTable>): StoredResponse {
  return {
    surveyId: row.survey_id,
    id: row.id,
    header: {
      serial: row.serial,
      agencyId: row.agency_id,
      sectorId: row.sector_id,
      unitId: row.unit_id,
      stratumId: row.stratum_id,
      clusterId: row.cluster_id,
      groupId: row.group_id,
      batchId: row.batch_id,
      weight: row.weight,
      collectedOn: row.collected_on,
    },
    surveyVersionId: row.survey_version_id,
    record: row.record,
    state: row.state,
    rev: row.rev,
    operatorId: row.operator_id,
    savedAtMs: row.saved_at_ms,
  }
}
