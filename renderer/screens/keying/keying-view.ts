import { addKeying, errorsPerThousand, type KeyingSum, NO_KEYING } from '../../../src/core/entry/keying-rates.ts'
import type { Outputs } from '../../api-client.ts'

export type KeyingFigures = Outputs['keying']['figures']
export type Purpose = KeyingFigures['days'][number]['purpose']

export const PURPOSES = ['entry', 'second', 'verify'] as const satisfies readonly Purpose[]

/** Which figures are looked at; `keyerId` null = of all together. */
export interface KeyingChoice {
  readonly purpose: Purpose
  readonly keyerId: number | null
}

export interface SumLine {
  /** A day, ISO, or the keyer's id. */
  readonly key: string
  readonly sum: KeyingSum
  readonly errorsPerThousand: number | null
}

export interface QuestionTime {
  readonly code: string
  readonly forms: number
  readonly seconds: number
}

export interface KeyingView {
  readonly all: SumLine
  /** The newest first. */
  readonly days: readonly SumLine[]
  /** In the order of the names. */
  readonly keyers: readonly SumLine[]
  /** Mean time of a form in each field, the longest first. */
  readonly questions: readonly QuestionTime[]
  /** Of serial, agency and the like. */
  readonly headerSeconds: number | null
}

/** A mean of fewer forms says more about the forms than about the question. */
export const FEWEST_FORMS = 5

export function keyingView(figures: KeyingFigures, { purpose, keyerId }: KeyingChoice): KeyingView {
  const isMeant = (row: { operatorId: number }): boolean => keyerId === null || row.operatorId === keyerId
  const days = figures.days.filter((row) => row.purpose === purpose && isMeant(row))
  const errorsOf = (id: number | null): number | null => {
    const rows = figures.errors.filter(
      (row) => (row.as === 'first') === (purpose === 'entry') && (id === null || row.operatorId === id),
    )
    return errorsPerThousand({
      compared: rows.reduce((total, row) => total + row.compared, 0),
      errors: rows.reduce((total, row) => total + row.errors, 0),
    })
  }
  const sumOf = (rows: readonly KeyingSum[]): KeyingSum => rows.reduce(addKeying, NO_KEYING)
  const keyed = new Set(days.map(({ operatorId }) => operatorId))
  const { header, questions } = timesOf(figures.fields.filter((row) => row.purpose === purpose && isMeant(row)))
  return {
    all: { key: '', sum: sumOf(days), errorsPerThousand: errorsOf(keyerId) },
    days: [...new Set(days.map(({ day }) => day))].map((day) => ({
      key: day,
      sum: sumOf(days.filter((row) => row.day === day)),
      errorsPerThousand: null, // what is wrong shows days later
    })),
    keyers: figures.keyers
      .filter(({ id }) => keyed.has(id))
      .map(({ id }) => ({
        key: String(id),
        sum: sumOf(days.filter((row) => row.operatorId === id)),
        errorsPerThousand: errorsOf(id),
      })),
    questions,
    headerSeconds: header,
  }
}

function timesOf(fields: KeyingFigures['fields']): { header: number | null; questions: QuestionTime[] } {
  const sums = new Map<string, { forms: number; ms: number }>()
  for (const { code, forms, ms } of fields) {
    const before = sums.get(code) ?? { forms: 0, ms: 0 }
    sums.set(code, { forms: before.forms + forms, ms: before.ms + ms })
  }
  const times = [...sums].map(([code, { forms, ms }]) => ({ code, forms, seconds: ms / 1000 / forms }))
  return {
    header: times.find(({ code }) => code === '')?.seconds ?? null,
    questions: times
      .filter(({ code, forms }) => code !== '' && forms >= FEWEST_FORMS)
      .toSorted((a, b) => b.seconds - a.seconds || (a.code < b.code ? -1 : 1)),
  }
}
