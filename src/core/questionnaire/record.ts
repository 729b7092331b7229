import type { Dictionary, Variable } from './dictionary.ts'

/**
 * A response's closed answers as one fixed-width ASCII text. Every field is filled: a code padded with zeros on the
 * left (`05`), or one missing sign repeated over the width (`..`). A blank stands only in a draft: not keyed yet.
 */
export const MISSING = {
  notAnswered: '.',
  refused: '?',
  illegible: '#',
  multipleTicks: '*',
  notAsked: '-',
} as const

export type MissingKind = keyof typeof MISSING
export const MISSING_SIGNS: string = Object.values(MISSING).join('')
const MISSING_ENTRIES = Object.entries(MISSING)
export const NOT_KEYED = ' '

/** A variable's field as it stands in the record, padded to its width. */
export function fieldOf(record: string, variable: Variable): string {
  return record.slice(variable.start, variable.start + variable.width)
}

/** The record with one field replaced; `value` is a code (padded here) or a missing sign (repeated here). */
export function withField(record: string, variable: Variable, value: string): string {
  return record.slice(0, variable.start) + padField(variable, value) + record.slice(variable.start + variable.width)
}

/** `5` → `05` for a field of two; a missing sign or the draft's blank fills the whole field; numbers `-3` → `-03`. */
export function padField(variable: Variable, value: string): string {
  if (value.length === 1 && (MISSING_SIGNS.includes(value) || value === NOT_KEYED)) return value.repeat(variable.width)
  return value.startsWith('-')
    ? `-${value.slice(1).padStart(variable.width - 1, '0')}`
    : value.padStart(variable.width, '0')
}

/** Which missing sign fills the field, or null for a real value. A field of `-` signs is "not asked"; `-3` is a number. */
export function missingKindOf(field: string): MissingKind | null {
  const sign = field[0] ?? NOT_KEYED
  for (const [kind, mark] of MISSING_ENTRIES) {
    if (mark === sign && field === sign.repeat(field.length)) return kind as MissingKind // keys of MISSING
  }
  return null
}

/** Whether the paper led to the question: anything but "not asked" stands there. Told from its first sign but for negative numbers. */
export function isAsked(record: string, variable: Variable): boolean {
  return record[variable.start] !== MISSING.notAsked || missingKindOf(fieldOf(record, variable)) !== 'notAsked'
}

export function emptyRecord(dictionary: Dictionary): string {
  return NOT_KEYED.repeat(dictionary.recordWidth)
}

/** A field's code without padding (`05` → `5`), or its number; null when missing or not keyed. */
export function answerOf(field: string): string | null {
  if (missingKindOf(field) !== null || field.trim() === '') return null
  return field.replace(/^(-?)0+(?=\d)/, '$1')
}

export interface RecordProblem {
  readonly variable: string
  readonly field: string
  readonly problem:
    | 'blank'
    | 'unknown-code'
    | 'not-a-number'
    | 'too-many-decimals'
    | 'out-of-range'
    | 'not-a-date'
    | 'wrong-width'
}

/** Every field that no complete response may carry; an empty list means the record is well formed. */
export function findRecordProblems(dictionary: Dictionary, record: string): RecordProblem[] {
  if (record.length !== dictionary.recordWidth) {
    return [{ variable: '', field: record.slice(0, 20), problem: 'wrong-width' }]
  }
  return dictionary.variables.flatMap((variable) => {
    const field = fieldOf(record, variable)
    const problem = fieldProblem(variable, field)
    return problem === null ? [] : [{ variable: variable.code, field, problem }]
  })
}

/** What is wrong with one padded field, or null. */
export function fieldProblem(variable: Variable, field: string): RecordProblem['problem'] | null {
  if (field.includes(NOT_KEYED)) return 'blank'
  if (missingKindOf(field) !== null) return null
  switch (variable.kind) {
    case 'choice':
    case 'flag':
      return variable.choices.some((choice) => padField(variable, choice.code) === field) ? null : 'unknown-code'
    case 'number':
      return numberProblem(variable, field)
    case 'date':
      return isCalendarDate(field) ? null : 'not-a-date'
  }
}

function numberProblem(variable: Variable, field: string): RecordProblem['problem'] | null {
  const written = field.match(/^-?\d+(?:\.(\d+))?$/)
  if (written === null) return 'not-a-number'
  if ((written[1]?.length ?? 0) > variable.decimals) return 'too-many-decimals'
  const value = Number(field)
  return value >= (variable.min ?? -Infinity) && value <= (variable.max ?? Infinity) ? null : 'out-of-range'
}

/** yyyymmdd of a real day. */
function isCalendarDate(field: string): boolean {
  if (!/^\d{8}$/.test(field)) return false
  const date = new Date(Date.UTC(Number(field.slice(0, 4)), Number(field.slice(4, 6)) - 1, Number(field.slice(6, 8))))
  return date.toISOString().slice(0, 10).replaceAll('-', '') === field
}
