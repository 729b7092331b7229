import type { Db } from './db.ts'

/** Valid responses of a survey that have a text to one of these questions; of one agency or sector where given. */
export async function countCommented(
  db: Db,
  surveyId: number,
  variableCodes: readonly string[],
  where: { readonly agencyId?: number | undefined; readonly sectorId?: number | undefined },
): Promise<number> {
  if (variableCodes.length === 0) return 0
  let query = db
    .selectFrom('response_text as text')
    .innerJoin('response', (join) =>
      join.onRef('response.survey_id', '=', 'text.survey_id').onRef('response.id', '=', 'text.response_id'),
    )
    .where('text.survey_id', '=', surveyId)
    .where('response.state', '=', 'valid')
    .where('text.variable_code', 'in', variableCodes)
  if (where.agencyId !== undefined) query = query.where('response.agency_id', '=', where.agencyId)
  if (where.sectorId !== undefined) query = query.where('response.sector_id', '=', where.sectorId)
  const { count } = await query
    .select(({ fn }) => fn.count<number>('text.response_id').distinct().as('count'))
    .executeTakeFirstOrThrow()
  return count
}
