import { sql } from 'kysely'
import type { Db } from './db.ts'
import { responseOf, type StoredResponse } from './response-repository.ts'

/** A form with everything that the quality rules look at. */
export interface QualityForm extends StoredResponse {
  readonly texts: Readonly<Record<string, string>>
  readonly activeMs: number | null
}

/** Valid forms with ids above `after`, in their order; `withEffort`: also what keying them took. */
export async function pageQualityForms(
  db: Db,
  surveyId: number,
  after: string,
  { limit, withEffort }: { readonly limit: number; readonly withEffort: boolean },
): Promise<QualityForm[]> {
  const rows = await db
    .selectFrom('response')
    .selectAll()
    .where('survey_id', '=', surveyId)
    .where('id', '>', after)
    .where('state', '=', 'valid')
    .orderBy('id')
    .limit(limit)
    .execute()
  const [first, last] = [rows[0]?.id, rows.at(-1)?.id]
  if (first === undefined || last === undefined) return []
  const texts = await textsBetween(db, surveyId, first, last)
  const effort = withEffort ? await effortBetween(db, surveyId, first, last) : new Map<string, number>()
  return rows.map((row) => ({
    ...responseOf(row),
    texts: texts.get(row.id) ?? NONE,
    activeMs: effort.get(row.id) ?? null,
  }))
}

const NONE: Readonly<Record<string, string>> = {}

async function textsBetween(db: Db, surveyId: number, first: string, last: string) {
  const rows = await db
    .selectFrom('response_text')
    .where('survey_id', '=', surveyId)
    .where('response_id', '>=', first)
    .where('response_id', '<=', last)
    .select(['response_id', 'variable_code', 'body'])
    .execute()
  const texts = new Map<string, Record<string, string>>()
  for (const { response_id, variable_code, body } of rows) {
    const known = texts.get(response_id)
    if (known === undefined) texts.set(response_id, { [variable_code]: body })
    else known[variable_code] = body
  }
  return texts
}

async function effortBetween(db: Db, surveyId: number, first: string, last: string): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('keying')
    .where('survey_id', '=', surveyId)
    .where('id', '>=', first)
    .where('id', '<=', last)
    .where('purpose', '=', 'entry')
    .select(['id', 'active_ms'])
    .execute()
  return new Map(rows.map((row) => [row.id, row.active_ms]))
}

/** What the first keying of a form took, ms; null where nobody measured. */
export async function findActiveMs(db: Db, surveyId: number, responseId: string): Promise<number | null> {
  const row = await db
    .selectFrom('keying')
    .where('survey_id', '=', surveyId)
    .where('id', '=', responseId)
    .where('purpose', '=', 'entry')
    .select('active_ms')
    .executeTakeFirst()
  return row?.active_ms ?? null
}

/** Valid forms of a survey whose serial, of the printed shape, is also that of one in another survey of its questionnaire. */
export async function listForeignSerials(
  db: Db,
  surveyId: number,
  questionnaireCode: string,
): Promise<{ responseId: string; serial: string; survey: string }[]> {
  const others = await db
    .selectFrom('survey')
    .innerJoin('questionnaire_version as q', 'q.id', 'survey.questionnaire_version_id')
    .where('q.code', '=', questionnaireCode)
    .where('survey.id', '<>', surveyId)
    .select(['survey.id', 'survey.code'])
    .orderBy('survey.id')
    .execute()
  const found: { responseId: string; serial: string; survey: string }[] = []
  for (const other of others) {
    const rows = await db
      .selectFrom('response as r')
      .innerJoin('response as s', 's.serial', 'r.serial')
      .where('r.survey_id', '=', surveyId)
      .where('s.survey_id', '=', other.id)
      .where('r.state', '=', 'valid')
      .where('s.state', '=', 'valid')
      .where(sql<number>`length(r.serial)`, '=', 8)
      .where(sql<string>`substr(r.serial, 7, 1)`, '=', '-')
      .select(['r.id', 'r.serial'])
      .execute()
    for (const { id, serial } of rows) found.push({ responseId: id, serial, survey: other.code })
  }
  return found
}

/** Valid forms by batch. */
export async function countByBatch(db: Db, surveyId: number): Promise<ReadonlyMap<number, number>> {
  const rows = await db
    .selectFrom('response')
    .where('survey_id', '=', surveyId)
    .where('state', '=', 'valid')
    .groupBy('batch_id')
    .select((e) => ['batch_id', e.fn.countAll<number>().as('count')])
    .execute()
  return new Map(rows.map((row) => [row.batch_id, row.count]))
}
