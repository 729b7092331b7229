import { type ExpressionBuilder, sql } from 'kysely'
import { FIRST_BATCH } from './batch-repository.ts'
import type { Db } from './db.ts'
import { countValid } from './response-repository.ts'
import type { Database, VerifyPlan } from './tables.ts'

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

export async function countBatch(db: Db, { surveyId, batchId, verifyPlan }: BatchOf): Promise<BatchCounts> {
  const rows = await db
    .selectFrom('verification as v')
    .leftJoin('response as r', (join) =>
      join.onRef('r.survey_id', '=', 'v.survey_id').onRef('r.id', '=', 'v.response_id'),
    )
    .where('v.survey_id', '=', surveyId)
    .where('v.batch_id', '=', batchId)
    .where((e) => e.or([e('v.state', '=', 'unmatched'), e('r.state', '=', 'valid')]))
    .groupBy(['v.scope', 'v.state'])
    .select((e) => ['v.scope', 'v.state', e.fn.countAll<number>().as('count')])
    .execute()
  const sum = (is: (row: (typeof rows)[number]) => boolean): number =>
    rows.filter(is).reduce((total, { count }) => total + count, 0)
  const verifiedWhole = sum(({ scope, state }) => scope === 'whole' && state !== 'unmatched')
  const verifiedPart = sum(({ scope, state }) => scope === 'identifiers' && state !== 'unmatched')
  return {
    keyed: await countInBatch(db, surveyId, batchId),
    // Whoever has keyed a form whole after its identifiers is counted once: such forms have two rows.
    verified: verifyPlan === 'all' || verifiedPart === 0 ? verifiedWhole : await countVerified(db, surveyId, batchId),
    verifiedWhole,
    differs: sum(({ state }) => state === 'differs'),
    unmatched: sum(({ state }) => state === 'unmatched'),
  }
}

async function countVerified(db: Db, surveyId: number, batchId: number): Promise<number> {
  const row = await db
    .selectFrom('verification as v')
    .innerJoin('response as r', (join) =>
      join.onRef('r.survey_id', '=', 'v.survey_id').onRef('r.id', '=', 'v.response_id'),
    )
    .where('v.survey_id', '=', surveyId)
    .where('v.batch_id', '=', batchId)
    .where('r.state', '=', 'valid')
    .select((e) => e.fn.count<number>('v.response_id').distinct().as('count'))
    .executeTakeFirstOrThrow()
  return row.count
}

async function countInBatch(db: Db, surveyId: number, batchId: number): Promise<number> {
  const { count } = await db
    .selectFrom('response')
    .where('survey_id', '=', surveyId)
    .where('batch_id', '>', FIRST_BATCH) // by the partial index
    .$if(batchId !== FIRST_BATCH, (query) => query.where('batch_id', '=', batchId))
    .where('state', '=', 'valid')
    .select((e) => e.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return batchId === FIRST_BATCH ? (await countValid(db, surveyId)) - count : count
}

/**
 * The lowest serial after `after` that is to be keyed a second time by somebody who didn't key it first; null when none.
 */
export async function findNextSerial(
  db: Db,
  { surveyId, batchId, verifyPlan }: BatchOf,
  operatorId: number,
  after = '',
): Promise<string | null> {
  const row = await db
    .selectFrom('response as r')
    .where('r.survey_id', '=', surveyId)
    .where('r.batch_id', '=', batchId)
    .$if(batchId !== FIRST_BATCH, (query) => query.where('r.batch_id', '>', FIRST_BATCH)) // by the partial index
    .where('r.state', '=', 'valid')
    .where('r.serial', '>', after)
    .where((e) => e.not(e.exists(verificationsOf(e, verifyPlan))))
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom('response_revision as w')
            .whereRef('w.survey_id', '=', 'r.survey_id')
            .whereRef('w.response_id', '=', 'r.id')
            .where('w.rev', '=', 1)
            .where('w.operator_id', '=', operatorId)
            .select(sql.lit(1).as('one')),
        ),
      ),
    )
    .select('r.serial')
    .orderBy('r.serial')
    .limit(1)
    .executeTakeFirst()
  return row?.serial ?? null
}

/** Second keyings of the row's form that are all its batch asks. */
function verificationsOf(e: ExpressionBuilder<Database & { r: Database['response'] }, 'r'>, plan: VerifyPlan) {
  return e
    .selectFrom('verification as v')
    .whereRef('v.survey_id', '=', 'r.survey_id')
    .whereRef('v.response_id', '=', 'r.id')
    .$if(plan === 'all', (query) => query.where('v.scope', '=', 'whole'))
    .select(sql.lit(1).as('one'))
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
