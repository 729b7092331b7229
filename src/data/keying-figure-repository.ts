import type { Db } from './db.ts'
import type { FieldTimes } from './keying-repository.ts'
import type { KeyingPurpose } from './tables.ts'

/** One keyer's day; `day` is a local date, ISO. */
export interface KeyingDay {
  readonly operatorId: number
  readonly day: string
  readonly purpose: KeyingPurpose
  readonly forms: number
  readonly activeMs: number
  readonly keystrokes: number
  readonly erasures: number
  readonly fields: FieldTimes
}

/** Every keyer's days in the survey, or one keyer's; the newest first. As many rows as days were keyed, however many forms. */
export async function listKeyingDays(db: Db, surveyId: number, operatorId: number | null): Promise<KeyingDay[]> {
  let query = db
    .selectFrom('keying_day')
    .select([
      'operator_id as operatorId',
      'day',
      'purpose',
      'form_count as forms',
      'active_ms as activeMs',
      'keystroke_count as keystrokes',
      'erasure_count as erasures',
      'fields',
    ])
    .where('survey_id', '=', surveyId)
  if (operatorId !== null) query = query.where('operator_id', '=', operatorId)
  const rows = await query.orderBy('day', 'desc').orderBy('operator_id').orderBy('purpose').execute()
  return rows.map((row) => ({ ...row, fields: JSON.parse(row.fields) as FieldTimes })) // written by addToDay
}

/** Answers that a keyer keyed and somebody else keyed too, and how many of them were found wrong. */
export interface ErrorCount {
  readonly operatorId: number
  /** As the first keyer, or as the second. */
  readonly as: 'first' | 'second'
  readonly compared: number
  readonly errors: number
}

/**
 * Of second keyings that are done with (agreed, or settled): a difference still open is nobody's error yet. Who was wrong
 * is who did not key what was settled; both may be.
 */
export async function countKeyingErrors(db: Db, surveyId: number, operatorId: number | null): Promise<ErrorCount[]> {
  const first = await countAs(db, surveyId, operatorId, 'first')
  return [...first, ...(await countAs(db, surveyId, operatorId, 'second'))]
}

const KEYED_BY = {
  first: { keyer: 'verification.first_operator_id', value: 'difference.first_value' },
  second: { keyer: 'verification.operator_id', value: 'difference.second_value' },
} as const

async function countAs(
  db: Db,
  surveyId: number,
  operatorId: number | null,
  as: 'first' | 'second',
): Promise<ErrorCount[]> {
  const { keyer, value } = KEYED_BY[as]
  let done = db
    .selectFrom('verification')
    .where('verification.survey_id', '=', surveyId)
    .where('verification.state', 'in', ['agreed', 'settled'])
    .where(keyer, 'is not', null)
  if (operatorId !== null) done = done.where(keyer, '=', operatorId)
  const compared = await done
    .select([`${keyer} as operatorId`])
    .select((e) => e.fn.sum<number>('verification.compared_count').as('compared'))
    .groupBy(keyer)
    .execute()
  const wrong = await done
    .innerJoin('difference', (join) =>
      join
        .onRef('difference.survey_id', '=', 'verification.survey_id')
        .onRef('difference.verification_id', '=', 'verification.id'),
    )
    .whereRef('difference.settled_value', '<>', value)
    .select([`${keyer} as operatorId`])
    .select((e) => e.fn.countAll<number>().as('errors'))
    .groupBy(keyer)
    .execute()
  const errors = new Map(wrong.map((row) => [row.operatorId, row.errors]))
  return compared.map((row) => ({
    operatorId: row.operatorId ?? 0, // not null by the condition above
    as,
    compared: row.compared,
    errors: errors.get(row.operatorId) ?? 0,
  }))
}
