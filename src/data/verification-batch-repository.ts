import { sql } from 'kysely'
import type { VerifyPlan } from './checking-tables.ts'
import type { Db } from './db.ts'

/** A batch whose second keying is looked at. */
export interface BatchOf {
  readonly surveyId: number
  readonly batchId: number
  readonly verifyPlan: VerifyPlan
}

/** How far the second keying of a batch has come; forms made void count nowhere. */
export interface BatchCounts {
  /** Forms keyed once at least. */
  readonly keyed: number
  /** Of them keyed a second time, as much as the plan asks. */
  readonly verified: number
  /** Of them keyed a second time whole. */
  readonly verifiedWhole: number
  /** Whose two keyings differ and wait for a third person. */
  readonly differs: number
  /** Second keyings whose first isn't there yet. */
  readonly unmatched: number
}

/** From the batch's counters; the caller has seen that the survey has it. */
export async function countBatch(db: Db, { surveyId, batchId, verifyPlan }: BatchOf): Promise<BatchCounts> {
  const { whole, verified, ...counts } = await db
    .selectFrom('batch')
    .where('survey_id', '=', surveyId)
    .where('id', '=', batchId)
    .select(['form_count as keyed', 'verified_count as verified', 'whole_count as whole'])
    .select(['differing_count as differs', 'unmatched_count as unmatched'])
    .executeTakeFirstOrThrow()
  return { ...counts, verified: verifyPlan === 'all' ? whole : verified, verifiedWhole: whole }
}

/**
 * The lowest serial after `after` that is to be keyed a second time by somebody who didn't key it first, and that nobody
 * else is keying; null when none.
 * One look-up in the index for every other person, however many forms are done already.
 */
export async function findNextSerial(db: Db, of: BatchOf, operatorId: number, after = ''): Promise<string | null> {
  const levels = of.verifyPlan === 'all' ? ([0, 1] as const) : ([0] as const)
  const found = await Promise.all(levels.map((level) => lowestDue(db, of, { level, operatorId, after })))
  return found.filter((serial) => serial !== null).sort()[0] ?? null
}

async function lowestDue(
  db: Db,
  { surveyId, batchId }: BatchOf,
  { level, operatorId, after }: { readonly level: 0 | 1; readonly operatorId: number; readonly after: string },
): Promise<string | null> {
  const row = await db
    .selectFrom('operator as o')
    .where('o.id', '<>', operatorId)
    .select((e) =>
      e
        .selectFrom('response as r')
        .where('r.survey_id', '=', surveyId)
        .where('r.batch_id', '=', batchId)
        .where(sql<boolean>`r.state = 'valid' AND r.second_keyed < 2`) // said literally, as the partial index wants it
        .where('r.second_keyed', '=', level)
        .whereRef('r.first_operator_id', '=', 'o.id')
        .where('r.serial', '>', after)
        .where((form) =>
          form.not(
            form.exists(
              form
                .selectFrom('draft as d')
                .whereRef('d.survey_id', '=', 'r.survey_id')
                .whereRef('d.serial', '=', 'r.serial')
                .where('d.purpose', 'in', ['second', 'verify'])
                .where('d.operator_id', '<>', operatorId)
                .select(sql.lit(1).as('one')),
            ),
          ),
        )
        .orderBy('r.serial')
        .limit(1)
        .select('r.serial')
        .as('serial'),
    )
    .orderBy(sql`serial IS NULL`)
    .orderBy('serial')
    .limit(1)
    .executeTakeFirst()
  return row?.serial ?? null
}

/** Who keyed a form first: the operator of its first revision; null when the log has none. */
export async function findFirstKeyer(db: Db, surveyId: number, responseId: string): Promise<number | null> {
  const row = await db
    .selectFrom('response_revision')
    .where('survey_id', '=', surveyId)
    .where('response_id', '=', responseId)
    .where('rev', '=', 1)
    .select('operator_id')
    .executeTakeFirst()
  return row?.operator_id ?? null
}
