import { type Selectable, sql } from 'kysely'
import type { Aggregate, Formula, Text } from '../core/questionnaire/questionnaire.ts'
import type { SurveyPeriod } from '../core/survey-period.ts'
import { insertBatch, NEW_BATCH } from './batch-repository.ts'
import type { Db } from './db.ts'
import type { SurveyTable } from './tables.ts'

export interface Survey {
  readonly id: number
  readonly code: string
  readonly name: string
  readonly year: number
  readonly period: SurveyPeriod
  readonly questionnaireVersionId: number
  /** The number within the survey of the version in use; see SurveyVersion. */
  readonly versionId: number
  readonly questionnaireCode: string
  readonly questionnaireVersion: number
  readonly questionnaireTitle: Text
  readonly schemeCode: string
  readonly formula: Formula
  readonly aggregate: Aggregate
  readonly state: 'open' | 'closed'
  readonly isDemonstration: boolean
  /** Paper forms handed out, brought back, and planned; null while not known. */
  readonly issuedCount: number | null
  readonly collectedCount: number | null
  readonly expectedCount: number | null
  readonly dataVersion: number
}

type NewSurvey = Omit<
  Survey,
  'id' | 'versionId' | 'questionnaireCode' | 'questionnaireVersion' | 'questionnaireTitle' | 'dataVersion'
>

/** Newest year first, then the newest made. */
export async function listSurveys(db: Db): Promise<Survey[]> {
  const rows = await selectSurveys(db).orderBy('survey.year', 'desc').orderBy('survey.id', 'desc').execute()
  return rows.map(surveyOf)
}

export async function findSurvey(db: Db, id: number): Promise<Survey | null> {
  const row = await selectSurveys(db).where('survey.id', '=', id).executeTakeFirst()
  return row === undefined ? null : surveyOf(row)
}

export async function findSurveyByCode(db: Db, code: string): Promise<Survey | null> {
  const row = await selectSurveys(db).where('survey.code', '=', code).executeTakeFirst()
  return row === undefined ? null : surveyOf(row)
}

export async function insertSurvey(db: Db, survey: NewSurvey, createdAtMs: number): Promise<number> {
  const { id } = await db
    .insertInto('survey')
    .values({
      ...changeableColumns(survey),
      code: survey.code,
      questionnaire_version_id: survey.questionnaireVersionId,
      scheme_code: survey.schemeCode,
      is_demonstration: survey.isDemonstration ? 1 : 0,
      created_at_ms: createdAtMs,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const { questionnaireVersionId } = survey
  await insertSurveyVersion(db, { surveyId: id, id: FIRST_VERSION, questionnaireVersionId, sinceMs: createdAtMs })
  await insertBatch(db, id, NEW_BATCH, createdAtMs)
  return id
}

/** One of the versions a survey has been keyed with; `id` is a small integer within the survey. */
export interface SurveyVersion {
  readonly surveyId: number
  readonly id: number
  readonly questionnaireVersionId: number
  readonly code: string
  readonly version: number
  readonly sinceMs: number
}

/** What a response is laid out by in a survey that never moved. */
export const FIRST_VERSION = 1

/** Oldest first; the last is the one in use. */
export async function listSurveyVersions(db: Db, surveyId: number): Promise<SurveyVersion[]> {
  return db
    .selectFrom('survey_version as v')
    .innerJoin('questionnaire_version as q', 'q.id', 'v.questionnaire_version_id')
    .where('v.survey_id', '=', surveyId)
    .select([
      'v.survey_id as surveyId',
      'v.id',
      'v.questionnaire_version_id as questionnaireVersionId',
      'q.code',
      'q.version',
      'v.since_ms as sinceMs',
    ])
    .orderBy('v.id')
    .execute()
}

/** Numbers of the questionnaire's versions that the survey has forms of, void ones among them; oldest first. */
export async function listKeyedVersions(db: Db, surveyId: number): Promise<number[]> {
  const rows = await db
    .selectFrom('survey_version as v')
    .innerJoin('questionnaire_version as q', 'q.id', 'v.questionnaire_version_id')
    .where('v.survey_id', '=', surveyId)
    .where((e) =>
      e.exists(
        e
          .selectFrom('response as r')
          .whereRef('r.survey_id', '=', 'v.survey_id')
          .whereRef('r.survey_version_id', '=', 'v.id')
          .select('r.id'),
      ),
    )
    .select('q.version')
    .orderBy('v.id')
    .execute()
  return rows.map(({ version }) => version)
}

/** The survey's forms are of another version from now on; those keyed before keep theirs. */
export async function moveSurveyTo(
  db: Db,
  survey: Survey,
  to: { readonly questionnaireVersionId: number; readonly schemeCode: string; readonly sinceMs: number },
): Promise<void> {
  const { questionnaireVersionId, schemeCode, sinceMs } = to
  await insertSurveyVersion(db, { surveyId: survey.id, id: survey.versionId + 1, questionnaireVersionId, sinceMs })
  await db
    .updateTable('survey')
    .set({ questionnaire_version_id: questionnaireVersionId, scheme_code: schemeCode })
    .where('id', '=', survey.id)
    .execute()
}

async function insertSurveyVersion(db: Db, version: Omit<SurveyVersion, 'code' | 'version'>): Promise<void> {
  const { surveyId, id, questionnaireVersionId, sinceMs } = version
  const row = { survey_id: surveyId, id, questionnaire_version_id: questionnaireVersionId, since_ms: sinceMs }
  await db.insertInto('survey_version').values(row).execute()
}

/** What may change after a survey is made; its code never does, its questionnaire and scheme by moveSurveyTo only. */
export async function updateSurvey(db: Db, survey: NewSurvey & { readonly id: number }): Promise<void> {
  await db.updateTable('survey').set(changeableColumns(survey)).where('id', '=', survey.id).execute()
}

/** Raised in every transaction that changes responses: the answer cache is rebuilt when it differs. Answers the new one. */
export async function raiseDataVersion(db: Db, surveyId: number): Promise<number> {
  const { data_version } = await db
    .updateTable('survey')
    .set((e) => ({ data_version: e('data_version', '+', 1) }))
    .where('id', '=', surveyId)
    .returning('data_version')
    .executeTakeFirstOrThrow()
  return data_version
}

export interface ResponseCounts {
  readonly valid: number
  readonly void: number
}

/** Valid and void responses of every survey, from its batches' counters and by an index of the few void ones. */
export async function countResponsesBySurvey(db: Db): Promise<ReadonlyMap<number, ResponseCounts>> {
  const valid = await db
    .selectFrom('batch')
    .groupBy('survey_id')
    .select((e) => ['survey_id as id', e.fn.sum<number>('form_count').as('count')])
    .execute()
  const voids = await db
    .selectFrom('response')
    .where(sql<boolean>`state = 'void'`) // said literally, as the partial index wants it
    .groupBy('survey_id')
    .select((e) => ['survey_id as id', e.fn.countAll<number>().as('count')])
    .execute()
  const voidById = new Map(voids.map(({ id, count }) => [id, count]))
  return new Map(valid.map(({ id, count }) => [id, { valid: count, void: voidById.get(id) ?? 0 }]))
}

function selectSurveys(db: Db) {
  return db
    .selectFrom('survey')
    .innerJoin('questionnaire_version as q', 'q.id', 'survey.questionnaire_version_id')
    .selectAll('survey')
    .select(['q.code as q_code', 'q.version as q_version', 'q.title_vi as q_title_vi', 'q.title_en as q_title_en'])
    .select((e) =>
      e
        .selectFrom('survey_version as v')
        .whereRef('v.survey_id', '=', 'survey.id')
        .select((v) => v.fn.max<number>('v.id').as('id'))
        .as('version_id'),
    )
}

function changeableColumns(survey: NewSurvey) {
  return {
    name: survey.name,
    year: survey.year,
    period: survey.period,
    formula: survey.formula,
    aggregate: survey.aggregate,
    state: survey.state,
    issued_count: survey.issuedCount,
    collected_count: survey.collectedCount,
    expected_count: survey.expectedCount,
  }
}

interface JoinedRow extends Selectable<SurveyTable> {
  readonly q_code: string
  readonly q_version: number
  readonly q_title_vi: string
  readonly q_title_en: string
  readonly version_id: number | null
}

function surveyOf(row: JoinedRow): Survey {
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    year: row.year,
    period: row.period,
    questionnaireVersionId: row.questionnaire_version_id,
    versionId: row.version_id ?? FIRST_VERSION,
    questionnaireCode: row.q_code,
    questionnaireVersion: row.q_version,
    questionnaireTitle: { vi: row.q_title_vi, en: row.q_title_en },
    schemeCode: row.scheme_code,
    formula: row.formula,
    aggregate: row.aggregate,
    state: row.state,
    isDemonstration: row.is_demonstration === 1,
    issuedCount: row.issued_count,
    collectedCount: row.collected_count,
    expectedCount: row.expected_count,
    dataVersion: row.data_version,
  }
}
