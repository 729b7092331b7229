import type { KeyingPurpose } from './checking-tables.ts'
import type { Db } from './db.ts'

/** What keying one form took; `id` is of the response or of the verification. */
export interface Keying {
  readonly surveyId: number
  readonly id: string
  readonly purpose: KeyingPurpose
  readonly operatorId: number
  readonly keyedAtMs: number
  readonly activeMs: number
  readonly keystrokes: number
  readonly erasures: number
}

/** By code of the field: forms it was keyed in, ms. */
export type FieldTimes = Readonly<Record<string, readonly [forms: number, ms: number]>>

export interface KeyingDayKey {
  readonly surveyId: number
  readonly operatorId: number
  /** Local date, ISO. */
  readonly day: string
  readonly purpose: KeyingPurpose
}

/** A form saved once more (its answer was lost) keeps what is known of it. */
export async function insertKeying(db: Db, keying: Keying): Promise<void> {
  await db
    .insertInto('keying')
    .values({
      survey_id: keying.surveyId,
      id: keying.id,
      purpose: keying.purpose,
      operator_id: keying.operatorId,
      keyed_at_ms: keying.keyedAtMs,
      active_ms: keying.activeMs,
      keystroke_count: keying.keystrokes,
      erasure_count: keying.erasures,
    })
    .onConflict((conflict) => conflict.columns(['survey_id', 'id', 'purpose']).doNothing())
    .execute()
}

export async function findKeying(db: Db, surveyId: number, id: string, purpose: KeyingPurpose): Promise<Keying | null> {
  const row = await db
    .selectFrom('keying')
    .select([
      'survey_id as surveyId',
      'id',
      'purpose',
      'operator_id as operatorId',
      'keyed_at_ms as keyedAtMs',
      'active_ms as activeMs',
      'keystroke_count as keystrokes',
      'erasure_count as erasures',
    ])
    .where('survey_id', '=', surveyId)
    .where('id', '=', id)
    .where('purpose', '=', purpose)
    .executeTakeFirst()
  return row ?? null
}

/** What one keyer keyed of a survey in a day; null where nothing was. */
export async function findDay(
  db: Db,
  { surveyId, operatorId, day, purpose }: KeyingDayKey,
): Promise<{ readonly forms: number; readonly activeMs: number } | null> {
  const row = await db
    .selectFrom('keying_day')
    .select(['form_count as forms', 'active_ms as activeMs'])
    .where('survey_id', '=', surveyId)
    .where('operator_id', '=', operatorId)
    .where('day', '=', day)
    .where('purpose', '=', purpose)
    .executeTakeFirst()
  return row ?? null
}

/** One form less in its day; what it took stays, for it was worked. */
export async function takeFormFromDay(db: Db, { surveyId, operatorId, day, purpose }: KeyingDayKey): Promise<void> {
  await db
    .updateTable('keying_day')
    .set((e) => ({ form_count: e('form_count', '-', 1) }))
    .where('survey_id', '=', surveyId)
    .where('operator_id', '=', operatorId)
    .where('day', '=', day)
    .where('purpose', '=', purpose)
    .execute()
}

export async function findDayFields(db: Db, { surveyId, operatorId, day, purpose }: KeyingDayKey): Promise<FieldTimes> {
  const row = await db
    .selectFrom('keying_day')
    .select('fields')
    .where('survey_id', '=', surveyId)
    .where('operator_id', '=', operatorId)
    .where('day', '=', day)
    .where('purpose', '=', purpose)
    .executeTakeFirst()
  return row === undefined ? {} : (JSON.parse(row.fields) as FieldTimes) // written by addToDay
}

/** Adds one form to its day; `fields` are the day's with this form in them. */
export async function addToDay(
  db: Db,
  key: KeyingDayKey,
  form: Pick<Keying, 'activeMs' | 'keystrokes' | 'erasures'>,
  fields: FieldTimes,
): Promise<void> {
  await db
    .insertInto('keying_day')
    .values({
      survey_id: key.surveyId,
      operator_id: key.operatorId,
      day: key.day,
      purpose: key.purpose,
      form_count: 1,
      active_ms: form.activeMs,
      keystroke_count: form.keystrokes,
      erasure_count: form.erasures,
      fields: JSON.stringify(fields),
    })
    .onConflict((conflict) =>
      conflict.columns(['survey_id', 'operator_id', 'day', 'purpose']).doUpdateSet((e) => ({
        form_count: e('keying_day.form_count', '+', 1),
        active_ms: e('keying_day.active_ms', '+', form.activeMs),
        keystroke_count: e('keying_day.keystroke_count', '+', form.keystrokes),
        erasure_count: e('keying_day.erasure_count', '+', form.erasures),
        fields: JSON.stringify(fields),
      })),
    )
    .execute()
}
