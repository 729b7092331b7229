import type { Db } from './db.ts'

/** What somebody wrote beside an open question of a valid form. */
export interface StoredComment {
  readonly responseId: string
  readonly variable: string
  readonly body: string
  /** Within the survey; 0 = none given. */
  readonly agencyId: number
  readonly sectorId: number
  readonly groupId: number
}

export type CommentKey = Pick<StoredComment, 'responseId' | 'variable'>

export interface CommentTag {
  readonly id: number
  readonly name: string
}

/** `of`: these forms (at most some thousand); otherwise the next `most` comments after one, or from the first. */
export type CommentSlice =
  | { readonly of: readonly string[] }
  | { readonly after: CommentKey | null; readonly most: number }

/** Comments of valid forms, by form and question. */
export async function listComments(db: Db, surveyId: number, slice: CommentSlice): Promise<StoredComment[]> {
  let query = db
    .selectFrom('response_text as t')
    .innerJoin('response as r', (join) =>
      join.onRef('r.survey_id', '=', 't.survey_id').onRef('r.id', '=', 't.response_id'),
    )
    .where('t.survey_id', '=', surveyId)
    .where('r.state', '=', 'valid')
    .select(['t.response_id as responseId', 't.variable_code as variable', 't.body'])
    .select(['r.agency_id as agencyId', 'r.sector_id as sectorId', 'r.group_id as groupId'])
    .orderBy('t.response_id')
    .orderBy('t.variable_code')
  if ('of' in slice) return await query.where('t.response_id', 'in', slice.of).execute()
  const { after, most } = slice
  if (after !== null) {
    const { responseId, variable } = after
    query = query.where((e) => e(e.refTuple('t.response_id', 't.variable_code'), '>', e.tuple(responseId, variable)))
  }
  return await query.limit(most).execute()
}

export async function hasComment(db: Db, surveyId: number, { responseId, variable }: CommentKey): Promise<boolean> {
  const row = await db
    .selectFrom('response_text as t')
    .innerJoin('response as r', (join) =>
      join.onRef('r.survey_id', '=', 't.survey_id').onRef('r.id', '=', 't.response_id'),
    )
    .where('t.survey_id', '=', surveyId)
    .where('t.response_id', '=', responseId)
    .where('t.variable_code', '=', variable)
    .where('r.state', '=', 'valid')
    .select('t.response_id')
    .executeTakeFirst()
  return row !== undefined
}

/** In the order they were made. */
export async function listTags(db: Db): Promise<CommentTag[]> {
  return await db.selectFrom('comment_tag').select(['id', 'name']).orderBy('id').execute()
}

export async function findTagByFolded(db: Db, folded: string): Promise<CommentTag | null> {
  const row = await db.selectFrom('comment_tag').select(['id', 'name']).where('folded', '=', folded).executeTakeFirst()
  return row ?? null
}

export async function insertTag(db: Db, name: string, folded: string, atMs: number): Promise<CommentTag> {
  return await db
    .insertInto('comment_tag')
    .values({ name, folded, created_at_ms: atMs })
    .returning(['id', 'name'])
    .executeTakeFirstOrThrow()
}

export async function renameTag(db: Db, id: number, name: string, folded: string): Promise<void> {
  await db.updateTable('comment_tag').set({ name, folded }).where('id', '=', id).execute()
}

/** With all its taggings, in whatever survey. */
export async function deleteTag(db: Db, id: number): Promise<void> {
  await db.deleteFrom('comment_tagging').where('tag_id', '=', id).execute()
  await db.deleteFrom('comment_tag').where('id', '=', id).execute()
}

/** Taggings of each tag in all surveys. */
export async function countTaggings(db: Db): Promise<ReadonlyMap<number, number>> {
  const rows = await db
    .selectFrom('comment_tagging')
    .select((e) => ['tag_id', e.fn.countAll<number>().as('count')])
    .groupBy('tag_id')
    .execute()
  return new Map(rows.map(({ tag_id, count }) => [tag_id, count]))
}

/** Of these forms, at most some thousand. */
export async function listTaggings(
  db: Db,
  surveyId: number,
  responseIds: readonly string[],
): Promise<(CommentKey & { readonly tagId: number })[]> {
  return await db
    .selectFrom('comment_tagging')
    .where('survey_id', '=', surveyId)
    .where('response_id', 'in', responseIds)
    .select(['response_id as responseId', 'variable_code as variable', 'tag_id as tagId'])
    .execute()
}

/** A comment that carries the tag already keeps who gave it, and when. */
export async function putTagging(
  db: Db,
  surveyId: number,
  { responseId, variable }: CommentKey,
  { tagId, operatorId, atMs }: { readonly tagId: number; readonly operatorId: number; readonly atMs: number },
): Promise<void> {
  await db
    .insertInto('comment_tagging')
    .values({
      survey_id: surveyId,
      response_id: responseId,
      variable_code: variable,
      tag_id: tagId,
      operator_id: operatorId,
      at_ms: atMs,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function deleteTagging(db: Db, surveyId: number, key: CommentKey, tagId: number): Promise<void> {
  await db
    .deleteFrom('comment_tagging')
    .where('survey_id', '=', surveyId)
    .where('response_id', '=', key.responseId)
    .where('variable_code', '=', key.variable)
    .where('tag_id', '=', tagId)
    .execute()
}

/** Valid forms of a survey by agency or by sector (0 = none given). */
export async function countFormsOf(
  db: Db,
  surveyId: number,
  part: 'agency_id' | 'sector_id',
): Promise<ReadonlyMap<number, number>> {
  const rows = await db
    .selectFrom('response')
    .where('survey_id', '=', surveyId)
    .where('state', '=', 'valid')
    .select((e) => [e.ref(part).as('id'), e.fn.countAll<number>().as('count')])
    .groupBy(part)
    .execute()
  return new Map(rows.map(({ id, count }) => [id, count]))
}
