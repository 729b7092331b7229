import type { Db } from './db.ts'
import { responseOf, type StoredResponse } from './response-repository.ts'

/** Ids of a survey's valid responses, by serial: the same data always comes out in the same order. */
export async function listValidIds(db: Db, surveyId: number): Promise<string[]> {
  const rows = await db
    .selectFrom('response')
    .where('survey_id', '=', surveyId)
    .where('state', '=', 'valid')
    .select('id')
    .orderBy('serial')
    .execute()
  return rows.map(({ id }) => id)
}

/** A response with its open texts by variable code. */
export interface ResponseWithTexts extends StoredResponse {
  readonly texts: Readonly<Record<string, string>>
}

/** The valid ones among these ids, in the order of `ids`. At most some thousand ids a call. */
export async function readResponses(db: Db, surveyId: number, ids: readonly string[]): Promise<ResponseWithTexts[]> {
  const bodies = await db
    .selectFrom('response_text')
    .selectAll()
    .where('survey_id', '=', surveyId)
    .where('response_id', 'in', ids)
    .execute()
  const texts = new Map<string, Record<string, string>>()
  for (const { response_id, variable_code, body } of bodies) {
    texts.set(response_id, { ...texts.get(response_id), [variable_code]: body })
  }
  const responses = await readWithoutTexts(db, surveyId, ids)
  return responses.map((response) => ({ ...response, texts: texts.get(response.id) ?? {} }))
}

/** As readResponses, for who may not or need not see the open texts. */
export async function readWithoutTexts(db: Db, surveyId: number, ids: readonly string[]): Promise<StoredResponse[]> {
  const rows = await db
    .selectFrom('response')
    .selectAll()
    .where('survey_id', '=', surveyId)
    .where('id', 'in', ids)
    .where('state', '=', 'valid')
    .execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const row = byId.get(id)
    return row === undefined ? [] : [responseOf(row)]
  })
}
