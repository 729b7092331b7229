import { type Condition, compileCondition, type KeyValue } from '../questionnaire/condition.ts'
import type { Dictionary } from '../questionnaire/dictionary.ts'
import { choiceColumn } from './columns.ts'
import { isoDay } from './days.ts'
import type { KeyColumn, SurveyAnswers } from './survey-answers.ts'

/** The keys a filter may name, as they are called outside, and the column each stands in. */
export const FILTER_KEYS = {
  agency: 'agency',
  sector: 'sector',
  unit: 'unit',
  stratum: 'stratum',
  respondent_group: 'group',
  version: 'version',
  collected_on: 'day',
} as const satisfies Record<string, KeyColumn>
export type FilterKey = keyof typeof FILTER_KEYS

/**
 * Compared with the number of the questionnaire's version: `version == 2`. The others are texts: codes, and the ISO day of
 * `collected_on >= "2026-04-01"`.
 */
const NUMBER_KEYS = ['version'] as const satisfies readonly FilterKey[]

/** A condition over the variables of a form and the keys of FILTER_KEYS. Throws the AppErrors of compileCondition. */
export function compileFilter(source: string, dictionary: Dictionary): Condition {
  return compileCondition(source, dictionary, Object.keys(FILTER_KEYS), NUMBER_KEYS)
}

/** What a survey's small integers mean outside: the code of each, by key and id. A day speaks for itself. */
export type KeyCodes = Readonly<Record<Exclude<FilterKey, 'collected_on'>, ReadonlyMap<number, string>>>

const DENSE_LIMIT = 2 ** 22

/**
 * By row: 1 where the condition holds. The condition is evaluated once for each combination of values of what it refers
 * to, not once a row. One pass over the rows for each name in it, and one more.
 */
export function filterRows(
  answers: SurveyAnswers,
  dictionary: Dictionary,
  condition: Condition,
  keyCodes: KeyCodes,
): Uint8Array {
  const combination = new Float64Array(answers.count)
  let combinations = 1
  for (const name of condition.variables) {
    const { codes, lowest = 1, range } = valuesOf(answers, dictionary, name)
    if (combinations * range > Number.MAX_SAFE_INTEGER) combinations = renumber(combination)
    for (let row = 0; row < answers.count; row++) {
      const code = codes[row] ?? 0
      combination[row] = (combination[row] ?? 0) * range + (code === 0 ? 0 : code - lowest + 1)
    }
    combinations *= range
  }
  const known = combinations <= DENSE_LIMIT ? new DenseMemo(combinations) : new Map<number, number>()
  const mask = new Uint8Array(answers.count)
  for (let row = 0; row < answers.count; row++) {
    const key = combination[row] ?? 0
    let holds = known.get(key)
    if (holds === undefined) {
      holds = Number(condition.evaluate(answers.recordAt(row), keysAt(answers, row, keyCodes)))
      known.set(key, holds)
    }
    mask[row] = holds
  }
  return mask
}

/** Numbers anew, from 0 on, what of all combinations is there: never more than rows. Answers how many there are. */
function renumber(combination: Float64Array): number {
  const numbers = new Map<number, number>()
  for (const [row, key] of combination.entries()) {
    const number = numbers.get(key) ?? numbers.size
    numbers.set(key, number)
    combination[row] = number
  }
  return numbers.size
}

interface Values {
  /** By row; 0 is none. */
  readonly codes: Uint8Array | Int32Array
  /** The smallest code but 0; 1 when absent. */
  readonly lowest?: number
  /** Codes less `lowest`, plus 1, are under this. */
  readonly range: number
}

/** Values of a name by row as whole numbers. */
function valuesOf(answers: SurveyAnswers, dictionary: Dictionary, name: string): Values {
  const variable = dictionary.byCode.get(name)
  if (variable === undefined) return keyValues(answers.keys[FILTER_KEYS[name as FilterKey]], answers.count) // compiled over these keys
  if (variable.choices.length > 0) {
    return { codes: choiceColumn(answers, variable).codes, range: variable.choices.length + 1 }
  }
  return numberedFields(answers, variable.start, variable.width)
}

/** Days of one year are few, though their numbers are large: counted from the first of them. */
function keyValues(codes: Int32Array, count: number): Values {
  let highest = 0
  let lowest = Number.POSITIVE_INFINITY
  for (let row = 0; row < count; row++) {
    const code = codes[row] as number // inside the array: read a million times
    if (code > highest) highest = code
    if (code !== 0 && code < lowest) lowest = code
  }
  return highest === 0 ? { codes, range: 1 } : { codes, lowest, range: highest - lowest + 2 }
}

/** Numbers and dates: distinct fields numbered as they are met. */
function numberedFields(answers: SurveyAnswers, start: number, width: number) {
  const numbers = new Map<string, number>()
  const codes = new Int32Array(answers.count)
  for (let row = 0; row < answers.count; row++) {
    const place = row * answers.recordWidth + start
    const field = String.fromCharCode(...answers.records.subarray(place, place + width))
    const number = numbers.get(field) ?? numbers.size
    numbers.set(field, number)
    codes[row] = number
  }
  return { codes, range: Math.max(1, numbers.size) }
}

function keysAt(answers: SurveyAnswers, row: number, keyCodes: KeyCodes): Record<FilterKey, KeyValue> {
  const codeOf = (key: keyof KeyCodes): string | null =>
    keyCodes[key].get(answers.keys[FILTER_KEYS[key]][row] ?? 0) ?? null
  const version = codeOf('version')
  return {
    agency: codeOf('agency'),
    sector: codeOf('sector'),
    unit: codeOf('unit'),
    stratum: codeOf('stratum'),
    respondent_group: codeOf('respondent_group'),
    version: version === null ? null : BigInt(version),
    collected_on: isoDay(answers.keys.day[row] ?? 0),
  }
}

/** A Map of small whole numbers to 0 or 1 as one byte array: the lookup is made a million times. */
class DenseMemo {
  private readonly bytes: Uint8Array

  constructor(size: number) {
    this.bytes = new Uint8Array(size)
  }

  get(key: number): number | undefined {
    const byte = this.bytes[key] ?? 0
    return byte === 0 ? undefined : byte - 1
  }

  set(key: number, value: number): void {
    this.bytes[key] = value + 1
  }
}
