import { FIRST_BATCH } from './batch-repository.ts'
import type { Db } from './db.ts'
import { type StoredDifference, type Verification, verificationOf } from './verification-repository.ts'

export interface FirstKeyedForm {
  readonly id: string
  readonly serial: string
  readonly batchId: number
  readonly record: string
  readonly surveyVersionId: number
  readonly firstOperatorId: number
}

/** Every valid form with its first keyer, by serial; of one batch when given. */
export async function listFirstKeyings(db: Db, surveyId: number, batchId: number | null): Promise<FirstKeyedForm[]> {
  return await db
    .selectFrom('response as r')
    .innerJoin('response_revision as w', (join) =>
      join.onRef('w.survey_id', '=', 'r.survey_id').onRef('w.response_id', '=', 'r.id').on('w.rev', '=', 1),
    )
    .where('r.survey_id', '=', surveyId)
    .$if(batchId !== null, (query) => query.where('r.batch_id', '=', batchId ?? 0))
    .$if((batchId ?? 0) > FIRST_BATCH, (query) => query.where('r.batch_id', '>', FIRST_BATCH)) // by the partial index
    .where('r.state', '=', 'valid')
    .select(['r.id', 'r.serial', 'r.batch_id as batchId', 'r.record', 'r.survey_version_id as surveyVersionId'])
    .select('w.operator_id as firstOperatorId')
    .orderBy('r.serial')
    .execute()
}

/** Second keyings, those of void forms aside, with their differences; of one batch when given. */
export async function listSecondKeyings(
  db: Db,
  surveyId: number,
  batchId: number | null,
): Promise<(Verification & { readonly differences: readonly StoredDifference[] })[]> {
  const rows = await db
    .selectFrom('verification as v')
    .leftJoin('response as r', (join) =>
      join.onRef('r.survey_id', '=', 'v.survey_id').onRef('r.id', '=', 'v.response_id'),
    )
    .where('v.survey_id', '=', surveyId)
    .$if(batchId !== null, (query) => query.where('v.batch_id', '=', batchId ?? 0))
    .where((e) => e.or([e('v.state', '=', 'unmatched'), e('r.state', '=', 'valid')]))
    .selectAll('v')
    .orderBy('v.keyed_at_ms')
    .orderBy('v.id')
    .execute()
  const differences = Map.groupBy(
    await db
      .selectFrom('difference')
      .where('survey_id', '=', surveyId)
      .select(['verification_id', 'place', 'first_value as firstValue', 'second_value as secondValue'])
      .select('settled_value as settledValue')
      .execute(),
    (row) => row.verification_id,
  )
  return rows.map((row) => ({ ...verificationOf(row), differences: differences.get(row.id) ?? [] }))
}
