import { type ExpressionBuilder, sql } from 'kysely'
import type { Db } from './db.ts'
import type { Database } from './tables.ts'

type OfResponse = ExpressionBuilder<Database & { r: Database['response'] }, 'r'>

/** What keeps the answers of a form from those who key: what it waits for, and whether the asking one keyed it. */
export interface Seal {
  readonly isAwaitingSecond: boolean
  readonly isDiffering: boolean
  readonly isFirstKeyer: boolean
  readonly isSecondKeyer: boolean
}

export async function findSeal(db: Db, surveyId: number, responseId: string, operatorId: number): Promise<Seal | null> {
  const row = await db
    .selectFrom('response as r')
    .where('r.survey_id', '=', surveyId)
    .where('r.id', '=', responseId)
    .select((e) => [
      e.case().when(isAwaitingSecond(e)).then(1).else(0).end().as('awaiting'),
      e.case().when(isDiffering(e)).then(1).else(0).end().as('differing'),
      e.case().when(isKeyedFirstBy(e, operatorId)).then(1).else(0).end().as('first'),
      e
        .case()
        .when(e.exists(secondKeyings(e).where('v.operator_id', '=', operatorId)))
        .then(1)
        .else(0)
        .end()
        .as('second'),
    ])
    .executeTakeFirst()
  if (row === undefined) return null
  const { awaiting, differing, first, second } = row
  return {
    isAwaitingSecond: awaiting === 1,
    isDiffering: differing === 1,
    isFirstKeyer: first === 1,
    isSecondKeyer: second === 1,
  }
}

/** Whether the answers of the row's form are to be kept from a keyer or verifier. */
export function isSealedFor(e: OfResponse, operatorId: number) {
  return e.or([isDiffering(e), e.and([isAwaitingSecond(e), e.not(isKeyedFirstBy(e, operatorId))])])
}

/** Of a batch keyed blind, and not yet keyed again as much as the batch asks. */
function isAwaitingSecond(e: OfResponse) {
  const isVerified = e.exists(
    secondKeyings(e)
      .where('v.state', '<>', 'unmatched')
      .where((w) => w.or([w('v.scope', '=', 'whole'), w(sql.ref<string>('b.verify_plan'), '<>', 'all')])),
  )
  return e.exists(
    e
      .selectFrom('batch as b')
      .whereRef('b.survey_id', '=', 'r.survey_id')
      .whereRef('b.id', '=', 'r.batch_id')
      .where('b.verify_mode', '=', 'blind')
      .where((w) => w.not(isVerified))
      .select(sql.lit(1).as('one')),
  )
}

/** Two keyings of it differ and wait for a third person; also while it is void, when they wait for their serial. */
function isDiffering(e: OfResponse) {
  return e.exists(
    secondKeyings(e)
      .innerJoin('difference as d', (join) =>
        join.onRef('d.survey_id', '=', 'v.survey_id').onRef('d.verification_id', '=', 'v.id'),
      )
      .where('d.settled_value', 'is', null),
  )
}

function isKeyedFirstBy(e: OfResponse, operatorId: number) {
  return e.exists(
    e
      .selectFrom('response_revision as w')
      .whereRef('w.survey_id', '=', 'r.survey_id')
      .whereRef('w.response_id', '=', 'r.id')
      .where('w.rev', '=', 1)
      .where('w.operator_id', '=', operatorId)
      .select(sql.lit(1).as('one')),
  )
}

function secondKeyings(e: OfResponse) {
  return e
    .selectFrom('verification as v')
    .whereRef('v.survey_id', '=', 'r.survey_id')
    .whereRef('v.response_id', '=', 'r.id')
    .select(sql.lit(1).as('one'))
}
