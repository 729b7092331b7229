import type { Db } from './db.ts'
import type { Lane } from './device-repository.ts'
import type { RevisionKind } from './response-tables.ts'

/** One line of a response's history; `content` is the canonical JSON of the whole form. */
export interface Revision {
  readonly rev: number
  readonly kind: string
  readonly reason: string
  readonly operatorName: string
  readonly atMs: number
  readonly content: string
}

/** One link of a writer's lane; sha256 covers all of it and previousSha256. */
export interface NewRevision {
  readonly deviceId: string
  readonly seq: number
  readonly surveyId: number
  readonly responseId: string
  readonly rev: number
  readonly baseRev: number
  readonly kind: RevisionKind
  readonly reason: string
  readonly operatorId: number
  readonly atMs: number
  readonly content: string
  readonly sha256: string
  readonly previousSha256: string
}

export async function insertRevision(db: Db, revision: NewRevision): Promise<void> {
  await db
    .insertInto('response_revision')
    .values({
      device_id: revision.deviceId,
      seq: revision.seq,
      survey_id: revision.surveyId,
      response_id: revision.responseId,
      rev: revision.rev,
      base_rev: revision.baseRev,
      kind: revision.kind,
      reason: revision.reason,
      operator_id: revision.operatorId,
      at_ms: revision.atMs,
      content: revision.content,
      sha256: revision.sha256,
      previous_sha256: revision.previousSha256,
    })
    .execute()
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

/** Ids of a survey's forms that were written since the lane stood so. */
export async function changedSince(
  db: Db,
  surveyId: number,
  { deviceId, nextSeq }: Pick<Lane, 'deviceId' | 'nextSeq'>,
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('response_revision')
    .where('device_id', '=', deviceId)
    .where('seq', '>=', nextSeq)
    .where('survey_id', '=', surveyId)
    .select('response_id')
    .execute()
  return new Set(rows.map(({ response_id }) => response_id))
}
