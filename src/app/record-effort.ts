import type { Effort } from '../core/entry/effort.ts'
import type { KeyingSum } from '../core/entry/keying-rates.ts'
import type { KeyingPurpose } from '../data/checking-tables.ts'
import type { Db } from '../data/db.ts'
import {
  addToDay,
  type FieldTimes,
  findDay,
  findDayFields,
  findKeying,
  insertKeying,
  type Keying,
  takeFormFromDay,
} from '../data/keying-repository.ts'
import type { Operator } from './operators.ts'

export interface EffortOf {
  readonly surveyId: number
  /** Of the response, or of the second keying. */
  readonly id: string
  readonly purpose: KeyingPurpose
  readonly keyedAtMs: number
  /** The response that the form was before it was taken back; its row gets the work of both. */
  readonly formerId?: string
}

/**
 * Writes down what keying a form took, in the transaction that saves it: one row of the form, and the sums of the keyer's
 * day, so that neither a save nor a statistic costs more the more was keyed. Answers the ms of the whole form, with what it
 * took before it was taken back.
 */
export async function recordEffort(db: Db, operator: Operator, of: EffortOf, effort: Effort): Promise<number> {
  const { keystrokes, erasures, activeMs, fieldMs } = effort
  const form = { keystrokes, erasures, activeMs: Math.round(activeMs) }
  const { surveyId, purpose, formerId = '' } = of
  const before = formerId === '' ? null : await findKeying(db, surveyId, formerId, purpose)
  const whole = sumOf(form, before)
  await insertKeying(db, { ...of, ...whole, operatorId: operator.id })
  const key = { surveyId, operatorId: operator.id, day: localDay(of.keyedAtMs), purpose }
  const isCounted = before !== null && localDay(before.keyedAtMs) === key.day
  await addToDay(db, key, form, withForm(await findDayFields(db, key), fieldMs, isCounted))
  return whole.activeMs
}

/** What an operator keyed of a survey on the day of `atMs`, second keyings left out. */
export async function keyedOnDay(
  db: Db,
  { surveyId, operatorId, atMs }: { readonly surveyId: number; readonly operatorId: number; readonly atMs: number },
): Promise<Pick<KeyingSum, 'forms' | 'activeMs'>> {
  const day = await findDay(db, { surveyId, operatorId, day: localDay(atMs), purpose: 'entry' })
  return day ?? { forms: 0, activeMs: 0 }
}

type Work = Pick<Keying, 'keystrokes' | 'erasures' | 'activeMs'>

const sumOf = (form: Work, before: Work | null): Work => ({
  keystrokes: form.keystrokes + (before?.keystrokes ?? 0),
  erasures: form.erasures + (before?.erasures ?? 0),
  activeMs: form.activeMs + (before?.activeMs ?? 0),
})

/** A form taken back is no longer one of its day's forms; it counts when it is saved again. */
export async function takeBackEffort(db: Db, surveyId: number, responseId: string): Promise<void> {
  const keying = await findKeying(db, surveyId, responseId, 'entry')
  if (keying !== null) await takeFormFromDay(db, { ...keying, day: localDay(keying.keyedAtMs) })
}

/**
 * The day's fields with a form in them. `isCounted`: the form was taken back on the same day, its fields are counted already
 * and only their times grow; which of them that were isn't kept, so one the day doesn't know yet counts all the same.
 */
function withForm(day: FieldTimes, fieldMs: Effort['fieldMs'], isCounted: boolean): FieldTimes {
  const sums = new Map(Object.entries(day))
  for (const [code, ms] of Object.entries(fieldMs)) {
    const [forms, before] = sums.get(code) ?? [0, 0]
    sums.set(code, [isCounted && forms > 0 ? forms : forms + 1, before + Math.round(ms)])
  }
  return Object.fromEntries(sums)
}

/** yyyy-mm-dd on this machine's clock: an office's day, not Greenwich's. */
export function localDay(atMs: number): string {
  const date = new Date(atMs)
  const two = (part: number): string => String(part).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
