import type { Db } from './db.ts'
import { countResponsesBySurvey } from './survey-repository.ts'

/**
 * Valid and void responses, by the id of the questionnaire version they were keyed with. A survey that never moved is
 * counted from an index alone.
 */
export async function countResponsesByVersion(db: Db): Promise<ReadonlyMap<number, number>> {
  const counts = new Map<number, number>()
  const add = (versionId: number, count: number): void =>
    void counts.set(versionId, (counts.get(versionId) ?? 0) + count)
  const bySurvey = await countResponsesBySurvey(db)
  const versions = Map.groupBy(await db.selectFrom('survey_version').selectAll().execute(), (row) => row.survey_id)
  for (const [surveyId, rows] of versions) {
    const [only] = rows
    const all = bySurvey.get(surveyId)
    if (only === undefined || all === undefined) continue
    if (rows.length === 1) add(only.questionnaire_version_id, all.valid + all.void)
    else for (const row of rows) add(row.questionnaire_version_id, await countOfVersion(db, surveyId, row.id))
  }
  return counts
}

async function countOfVersion(db: Db, surveyId: number, surveyVersionId: number): Promise<number> {
  const row = await db
    .selectFrom('response')
    .where('survey_id', '=', surveyId)
    .where('survey_version_id', '=', surveyVersionId)
    .select((e) => e.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return row.count
}

const PAGE = 10_000

/** Records of the valid responses keyed with a version, in pages; of one survey, or of all that used it. */
export async function* pageRecords(db: Db, versionId: number, surveyId: number | null): AsyncGenerator<string[]> {
  for (const survey of await surveysOf(db, versionId, surveyId)) {
    for (let last = ''; ; ) {
      const page = await db
        .selectFrom('response')
        .where('survey_id', '=', survey.survey_id)
        .where('survey_version_id', '=', survey.id)
        .where('state', '=', 'valid')
        .where('id', '>', last)
        .select(['id', 'record'])
        .orderBy('id')
        .limit(PAGE)
        .execute()
      const end = page.at(-1)
      if (end === undefined) break
      last = end.id
      yield page.map(({ record }) => record)
    }
  }
}

/** Valid responses keyed with a version that have words for an open text; of one survey, or of all that used it. */
export async function countTexts(db: Db, versionId: number, code: string, surveyId: number | null): Promise<number> {
  let count = 0
  for (const survey of await surveysOf(db, versionId, surveyId)) {
    const row = await db
      .selectFrom('response_text as t')
      .innerJoin('response as r', (join) =>
        join.onRef('t.survey_id', '=', 'r.survey_id').onRef('t.response_id', '=', 'r.id'),
      )
      .where('r.survey_id', '=', survey.survey_id)
      .where('r.survey_version_id', '=', survey.id)
      .where('r.state', '=', 'valid')
      .where('t.variable_code', '=', code)
      .select((e) => e.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    count += row.count
  }
  return count
}

function surveysOf(db: Db, versionId: number, surveyId: number | null) {
  const all = db
    .selectFrom('survey_version')
    .where('questionnaire_version_id', '=', versionId)
    .select(['survey_id', 'id'])
  return (surveyId === null ? all : all.where('survey_id', '=', surveyId)).execute()
}
