import type { Db } from './db.ts'
import type { ResponseRevisionRow } from './tables.ts'

/** One line of a response's history; `content` is the canonical JSON of the whole form. */
export interface Revision {
  readonly rev: number
  readonly kind: ResponseRevisionRow['kind']
  readonly reason: string
  readonly operatorName: string
  readonly atMs: number
  readonly content: string
}

export async function insertRevision(db: Db, revision: ResponseRevisionRow): Promise<void> {
  await db.insertInto('response_revision').values(revision).execute()
}

/** Oldest first. */
export async function listRevisions(db: Db, surveyId: number, responseId: string): Promise<Revision[]> {
  return await db
    .selectFrom('response_revision')
    .innerJoin('operator', 'operator.id', 'response_revision.operator_id')
    .where('survey_id', '=', surveyId)
    .where('response_id', '=', responseId)
    .select(['rev', 'kind', 'reason', 'operator.name as operatorName', 'at_ms as atMs', 'content'])
    .orderBy('rev')
    .orderBy('device_id')
    .orderBy('seq')
    .execute()
}
