import type { KeyingSum } from '../core/entry/keying-rates.ts'
import type { KeyingPurpose } from '../data/checking-tables.ts'
import type { Db } from '../data/db.ts'
import { type KeyingDay, listKeyingDays } from '../data/keying-figure-repository.ts'
import { listOperators } from '../data/operator-repository.ts'
import { type KeyerTally, tallyKeyers } from '../data/verification-report-repository.ts'
import { surveyById } from './find-survey.ts'
import type { Operator } from './operators.ts'
import { localDay } from './record-effort.ts'
import type { Services } from './services.ts'

/** One keyer's sums of a day. */
export type KeyingDaySum = KeyingSum & Pick<KeyingDay, 'operatorId' | 'day' | 'purpose'>

/** How long a question took one keyer, of all days. `code`: of the field; empty = serial, agency and the like. */
export interface FieldTime {
  readonly operatorId: number
  readonly purpose: KeyingPurpose
  readonly code: string
  readonly forms: number
  readonly ms: number
}

export interface KeyingFigures {
  /** Everybody's, or only one's own. */
  readonly isOfAll: boolean
  /** By name: these figures rank nobody. */
  readonly keyers: readonly { readonly id: number; readonly name: string }[]
  /** The newest first. */
  readonly days: readonly KeyingDaySum[]
  readonly fields: readonly FieldTime[]
  readonly errors: readonly KeyerTally[]
  /** Today on the service's clock, ISO. */
  readonly today: string
}

/**
 * What keying takes in a survey: a keyer's own, everybody's for who leads the work. Read from the sums of days, so that
 * it costs the same however many forms there are. Throws AppError `survey-not-found`.
 */
export async function keyingFigures(
  services: Services,
  operator: Operator,
  { surveyId }: { readonly surveyId: number },
): Promise<KeyingFigures> {
  const { db } = services.store
  await surveyById(db, surveyId)
  const isOfAll = operator.role === 'supervisor' || operator.role === 'administrator'
  const whose = isOfAll ? null : operator.id
  const days = await listKeyingDays(db, surveyId, whose)
  const errors = await tallyKeyers(db, { surveyId, batchId: null }, whose)
  return {
    isOfAll,
    keyers: await keyersOf(db, [...days, ...errors]),
    days: days.map(({ fields: _, ...day }) => day),
    fields: fieldTimes(days),
    errors,
    today: localDay(services.now()),
  }
}

async function keyersOf(db: Db, rows: readonly { readonly operatorId: number }[]) {
  const ids = new Set(rows.map(({ operatorId }) => operatorId))
  const keyers = (await listOperators(db)).filter(({ id }) => ids.has(id))
  return keyers.map(({ id, name }) => ({ id, name }))
}

function fieldTimes(days: readonly KeyingDay[]): FieldTime[] {
  const times = new Map<string, FieldTime>()
  for (const { operatorId, purpose, fields } of days) {
    for (const [code, [forms, ms]] of Object.entries(fields)) {
      const key = `${operatorId} ${purpose} ${code}`
      const before = times.get(key) ?? { operatorId, purpose, code, forms: 0, ms: 0 }
      times.set(key, { ...before, forms: before.forms + forms, ms: before.ms + ms })
    }
  }
  return [...times.values()]
}
