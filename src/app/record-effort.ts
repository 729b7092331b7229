import type { Effort } from '../core/entry/effort.ts'
import type { Db } from '../data/db.ts'
import { addToDay, type FieldTimes, findDayFields, insertKeying } from '../data/keying-repository.ts'
import type { KeyingPurpose } from '../data/tables.ts'
import type { Operator } from './operators.ts'

export interface EffortOf {
  readonly surveyId: number
  /** Of the response, or of the second keying. */
  readonly id: string
  readonly purpose: KeyingPurpose
  readonly keyedAtMs: number
}

/**
 * Writes down what keying a form took, in the transaction that saves it: one row of the form, and the sums of the keyer's
 * day, so that neither a save nor a statistic costs more the more was keyed.
 */
export async function recordEffort(db: Db, operator: Operator, of: EffortOf, effort: Effort): Promise<void> {
  const { keystrokes, erasures, activeMs, fieldMs } = effort
  const form = { keystrokes, erasures, activeMs: Math.round(activeMs) }
  const { surveyId, purpose } = of
  await insertKeying(db, { ...of, ...form, operatorId: operator.id })
  const key = { surveyId, operatorId: operator.id, day: localDay(of.keyedAtMs), purpose }
  await addToDay(db, key, form, withForm(await findDayFields(db, key), fieldMs))
}

function withForm(day: FieldTimes, fieldMs: Effort['fieldMs']): FieldTimes {
  const sums = new Map(Object.entries(day))
  for (const [code, ms] of Object.entries(fieldMs)) {
    const [forms, before] = sums.get(code) ?? [0, 0]
    sums.set(code, [forms + 1, before + Math.round(ms)])
  }
  return Object.fromEntries(sums)
}

/** yyyy-mm-dd on this machine's clock: an office's day, not Greenwich's. */
export function localDay(atMs: number): string {
  const date = new Date(atMs)
  const two = (part: number): string => String(part).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
