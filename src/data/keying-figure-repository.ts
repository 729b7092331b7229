import type { KeyingPurpose } from './checking-tables.ts'
import type { Db } from './db.ts'
import type { FieldTimes } from './keying-repository.ts'

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
