import type { Condition } from '../questionnaire/condition.ts'
import type { Dictionary } from '../questionnaire/dictionary.ts'
import { choiceColumn } from './columns.ts'
import type { KeyColumn, SurveyAnswers } from './survey-answers.ts'

/** The keys a filter may name, as they are called outside, and the column each stands in. */
export const FILTER_KEYS = {
  agency: 'agency',
  sector: 'sector',
  unit: 'unit',
  stratum: 'stratum',
  respondent_group: 'group',
} as const satisfies Record<string, KeyColumn>
export type FilterKey = keyof typeof FILTER_KEYS

/** What a survey's small integers mean outside: the code of each, by key and id. */
export type KeyCodes = Readonly<Record<FilterKey, ReadonlyMap<number, string>>>

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
    const { codes, range } = valuesOf(answers, dictionary, name)
    for (let row = 0; row < answers.count; row++) combination[row] = (combination[row] ?? 0) * range + (codes[row] ?? 0)
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

/** Values of a name by row as whole numbers under `range`. */
function valuesOf(answers: SurveyAnswers, dictionary: Dictionary, name: string) {
  const variable = dictionary.byCode.get(name)
  if (variable === undefined) {
    const codes = answers.keys[FILTER_KEYS[name as FilterKey]] // compiled over these keys
    let highest = 0
    for (let row = 0; row < answers.count; row++) highest = Math.max(highest, codes[row] ?? 0)
    return { codes, range: highest + 1 }
  }
  if (variable.choices.length > 0) {
    return { codes: choiceColumn(answers, variable).codes, range: variable.choices.length + 1 }
  }
  return numberedFields(answers, variable.start, variable.width)
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

function keysAt(answers: SurveyAnswers, row: number, keyCodes: KeyCodes): Record<FilterKey, string | null> {
  const codeOf = (key: FilterKey): string | null => keyCodes[key].get(answers.keys[FILTER_KEYS[key]][row] ?? 0) ?? null
  return {
    agency: codeOf('agency'),
    sector: codeOf('sector'),
    unit: codeOf('unit'),
    stratum: codeOf('stratum'),
    respondent_group: codeOf('respondent_group'),
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
