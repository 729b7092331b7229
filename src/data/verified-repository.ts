import type { Db } from './db.ts'

/** Somebody has keyed the response a second time. */
export async function hasVerification(db: Db, surveyId: number, responseId: string): Promise<boolean> {
  const row = await db
    .selectFrom('verification')
    .select('id')
    .where('survey_id', '=', surveyId)
    .where('response_id', '=', responseId)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
