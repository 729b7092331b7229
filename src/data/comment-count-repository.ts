import type { Db } from './db.ts'

/** Ids within the survey; absent: all. */
export interface CommentedWhere {
  readonly agencyId?: number | undefined
  readonly sectorId?: number | undefined
  readonly groupId?: number | undefined
  readonly stratumId?: number | undefined
}

/** How many valid responses of a survey have a text to one of these questions, among those of the given parts. */
export async function countCommented(
  db: Db,
  surveyId: number,
  variableCodes: readonly string[],
  where: CommentedWhere,
): Promise<number> {
  if (variableCodes.length === 0) return 0
  const { count } = await commented(db, surveyId, variableCodes, where)
    .select(({ fn }) => fn.count<number>('text.response_id').distinct().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** Which ones they are. */
export async function listCommented(
  db: Db,
  surveyId: number,
  variableCodes: readonly string[],
  where: CommentedWhere,
): Promise<string[]> {
  if (variableCodes.length === 0) return []
  const rows = await commented(db, surveyId, variableCodes, where).select('text.response_id as id').distinct().execute()
  return rows.map(({ id }) => id)
}

function commented(
  db: Db,
  surveyId: number,
  variableCodes: readonly string[],
  { agencyId, sectorId, groupId, stratumId }: CommentedWhere,
) {
  let query = db
    .selectFrom('response_text as text')
    .innerJoin('response', (join) =>
      join.onRef('response.survey_id', '=', 'text.survey_id').onRef('response.id', '=', 'text.response_id'),
    )
    .where('text.survey_id', '=', surveyId)
    .where('response.state', '=', 'valid')
    .where('text.variable_code', 'in', variableCodes)
  if (agencyId !== undefined) query = query.where('response.agency_id', '=', agencyId)
  if (sectorId !== undefined) query = query.where('response.sector_id', '=', sectorId)
  if (groupId !== undefined) query = query.where('response.group_id', '=', groupId)
  if (stratumId !== undefined) query = query.where('response.stratum_id', '=', stratumId)
  return query
}
