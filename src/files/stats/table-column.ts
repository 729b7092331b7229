import type { ExportedResponse } from '../responses/response-table.ts'
import type { NumberRange, StatisticsValue, StatisticsVariable } from './statistics-table.ts'

/** One variable in the making: told of every response first, then described, then asked for values. */
export interface TableColumn {
  readonly note: (response: ExportedResponse) => void
  readonly describe: () => StatisticsVariable
  readonly valueOf: (response: ExportedResponse) => StatisticsValue
  /** Whether what was described has room for the value. */
  readonly fits: (value: StatisticsValue) => boolean
}

export interface Tally<Value> {
  readonly add: (value: Value) => void
  readonly countOf: (value: Value) => number
  readonly values: () => Value[]
}

export function tally<Value>(): Tally<Value> {
  const counts = new Map<Value, number>()
  return {
    add: (value) => counts.set(value, (counts.get(value) ?? 0) + 1),
    countOf: (value) => counts.get(value) ?? 0,
    values: () => [...counts.keys()],
  }
}

/** Count, least, largest and mean of numbers added one by one. */
export function rangeTally(): { readonly add: (value: number) => void; readonly range: () => NumberRange | null } {
  let count = 0
  let min = Infinity
  let max = -Infinity
  let mean = 0
  return {
    add: (value) => {
      count += 1
      min = Math.min(min, value)
      max = Math.max(max, value)
      mean += (value - mean) / count
    },
    range: () => (count === 0 ? null : { count, min, max, mean }),
  }
}

/** A number without an exponent, as fixed-width files and syntax need it. */
export function plainNumber(value: number): string {
  const text = String(value)
  return text.includes('e') ? value.toFixed(Math.abs(value) < 1 ? 16 : 0) : text
}
