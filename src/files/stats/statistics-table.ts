import type { MissingKind } from '../../core/questionnaire/record.ts'
import type { Language } from '../../core/words.ts'

/**
 * Responses as statistics programs know them: typed variables with labels, codes for what is missing, and rows that are
 * read anew by every writer. Every format of src/files/stats is written from this.
 */
export interface StatisticsTable {
  /** Of labels. */
  readonly language: Language
  readonly variables: readonly StatisticsVariable[]
  readonly caseCount: number
  /** Values in the order of `variables`, some thousand rows a piece; each call reads them from the start. */
  readonly rows: () => AsyncIterable<readonly (readonly StatisticsValue[])[]>
}

/** Dates are numbers yyyymmdd. Null is what nobody knows a reason for: system-missing, an empty cell. */
export type StatisticsValue = number | string | null

export type StatisticsVariable = NumericVariable | TextVariable

interface AnyVariable {
  /** Code of the variable, the column of every export. */
  readonly name: string
  /** The question's number on paper; '' of what isn't a question. */
  readonly number: string
  /** The question whole. */
  readonly text: string
}

export interface ValueLabel<Value> {
  readonly value: Value
  readonly label: string
  /** Responses with this value, unweighted. */
  readonly count: number
}

/** `withheld`: kept back by de-identification. */
export type MissingReason = MissingKind | 'withheld'

export interface NumericVariable extends AnyVariable {
  readonly kind: 'code' | 'number' | 'date' | 'weight'
  readonly measure: 'nominal' | 'ordinal' | 'scale'
  /** Characters of the longest value, a missing code among them. */
  readonly width: number
  readonly decimals: number
  readonly labels: readonly ValueLabel<number>[]
  /** Why an answer is missing, lowest code first; empty for what can't be. Always a run of codes below every answer. */
  readonly missing: readonly (ValueLabel<number> & { readonly reason: MissingReason })[]
  /** Of the values that aren't missing; null while there are none. */
  readonly range: NumberRange | null
}

export interface NumberRange {
  readonly count: number
  readonly min: number
  readonly max: number
  readonly mean: number
}

export interface TextVariable extends AnyVariable {
  readonly kind: 'text'
  /** Bytes of the longest value in UTF-8, at least 1. */
  readonly bytes: number
  readonly isAscii: boolean
  /** `open`: in a person's own words. */
  readonly role: 'key' | 'open'
  readonly labels: readonly ValueLabel<string>[]
}

/** The variable's label: the question with its number, on one line. */
export function labelOf({ number, text }: Pick<AnyVariable, 'number' | 'text'>): string {
  return oneLine(number === '' ? text : `${number}. ${text}`)
}

/** Line breaks and other control characters are a space each. */
export function oneLine(text: string): string {
  return text.replace(/\r\n|\p{Cc}/gu, ' ')
}

/** As much of a text as fits into so many bytes of UTF-8: whole characters, an accent with its letter. */
export function cutToBytes(text: string, limit: number): string {
  if (Buffer.byteLength(text) <= limit) return text
  let kept = ''
  let bytes = 0
  for (const { segment } of SEGMENTS.segment(text)) {
    bytes += Buffer.byteLength(segment)
    if (bytes > limit) break
    kept += segment
  }
  return kept
}

const SEGMENTS = new Intl.Segmenter('vi', { granularity: 'grapheme' })

/** The day of a yyyymmdd number. */
export function dayOf(date: number): Date {
  return new Date(Date.UTC(Math.floor(date / 10_000), (Math.floor(date / 100) % 100) - 1, date % 100))
}
