import type { CommentKey } from './comment-repository.ts'
import type { Db } from './db.ts'

/** A passage as it may be printed, with who chose it. */
export interface StoredQuote extends CommentKey {
  readonly body: string
  /** Within the survey; 0 = none given. */
  readonly sectorId: number
  readonly operatorName: string
  readonly atMs: number
}

/** Newest first; those of void forms, and of comments that were taken out of their form since, are left out. */
export async function listQuotes(db: Db, surveyId: number): Promise<StoredQuote[]> {
  return await db
    .selectFrom('comment_quote as q')
    .innerJoin('response as r', (join) =>
      join.onRef('r.survey_id', '=', 'q.survey_id').onRef('r.id', '=', 'q.response_id'),
    )
    .innerJoin('response_text as t', (join) =>
      join
        .onRef('t.survey_id', '=', 'q.survey_id')
        .onRef('t.response_id', '=', 'q.response_id')
        .onRef('t.variable_code', '=', 'q.variable_code'),
    )
    .innerJoin('operator as o', 'o.id', 'q.operator_id')
    .where('q.survey_id', '=', surveyId)
    .where('r.state', '=', 'valid')
    .select(['q.response_id as responseId', 'q.variable_code as variable', 'q.body', 'r.sector_id as sectorId'])
    .select(['o.name as operatorName', 'q.at_ms as atMs'])
    .orderBy('q.at_ms', 'desc')
    .orderBy('q.response_id')
    .execute()
}

/** One quotation a comment: another takes its place. */
export async function putQuote(
  db: Db,
  surveyId: number,
  quote: CommentKey & { readonly body: string; readonly operatorId: number; readonly atMs: number },
): Promise<void> {
  const { body, operatorId: operator_id, atMs: at_ms } = quote
  await db
    .insertInto('comment_quote')
    .values({
      survey_id: surveyId,
      response_id: quote.responseId,
      variable_code: quote.variable,
      body,
      operator_id,
      at_ms,
    })
    .onConflict((conflict) =>
      conflict.columns(['survey_id', 'response_id', 'variable_code']).doUpdateSet({ body, operator_id, at_ms }),
    )
    .execute()
}

export async function deleteQuote(db: Db, surveyId: number, { responseId, variable }: CommentKey): Promise<void> {
  await db
    .deleteFrom('comment_quote')
    .where('survey_id', '=', surveyId)
    .where('response_id', '=', responseId)
    .where('variable_code', '=', variable)
    .execute()
}
