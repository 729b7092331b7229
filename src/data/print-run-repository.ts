import type { Db } from './db.ts'

/** Whether forms were ever printed for a survey; a cancelled run counts, some of its pages may be in the field. */
export async function hasPrintedForms(db: Db, surveyId: number): Promise<boolean> {
  const run = await db
    .selectFrom('print_run')
    .select('first_number')
    .where('survey_id', '=', surveyId)
    .limit(1)
    .executeTakeFirst()
  return run !== undefined
}
