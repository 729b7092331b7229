import type { Dictionary, Variable } from '../questionnaire/dictionary.ts'
import { fieldOf, missingKindOf } from '../questionnaire/record.ts'
import type { Skips } from '../questionnaire/skips.ts'
import type { Difference } from './compare-forms.ts'
import { isIdentifier } from './places.ts'

/** What a third person decides at once: an identifier, a variable, or a whole multiple choice under its question's code. */
export interface PlaceToSettle {
  readonly place: string
  /** Of a multiple choice the values of all its columns, side by side. */
  readonly values: readonly [string, string]
}

const columnsOf = (dictionary: Dictionary, questionCode: string): Variable[] =>
  dictionary.variables.filter((variable) => variable.kind === 'flag' && variable.questionCode === questionCode)

/** Under which place a difference is settled: ticks are settled together, so that their number stays one of the paper's. */
export function settledAs(dictionary: Dictionary, place: string): string {
  const variable = dictionary.byCode.get(place)
  return variable?.kind === 'flag' ? variable.questionCode : place
}

/**
 * The places to settle, identifiers first, then as the paper has them; `values` first and second keying's.
 * @param record the first keying's
 */
export function placesToSettle(
  dictionary: Dictionary,
  record: string,
  differences: readonly Difference[],
): PlaceToSettle[] {
  const rank = new Map(dictionary.variables.map(({ code }, index) => [code, index]))
  const sorted = [...differences].sort((a, b) => (rank.get(a.place) ?? -1) - (rank.get(b.place) ?? -1))
  return [...Map.groupBy(sorted, ({ place }) => settledAs(dictionary, place))].map(([place, ones]) => {
    const columns = columnsOf(dictionary, place)
    const [only] = ones
    if (columns.length === 0 && only !== undefined) return { place, values: [only.firstValue, only.secondValue] }
    const second = new Map(ones.map((one) => [one.place, one.secondValue]))
    const firsts = columns.map((column) => fieldOf(record, column))
    const seconds = columns.map(({ code }, index) => second.get(code) ?? firsts[index] ?? '')
    return { place, values: [firsts.join(''), seconds.join('')] }
  })
}

/** The values column by column; those of a multiple choice that aren't one for each of its columns stay as they are. */
export function byColumn(
  dictionary: Dictionary,
  values: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const pairs = Object.entries(values).flatMap(([place, value]): (readonly [string, string])[] => {
    const columns = dictionary.byCode.has(place) ? [] : columnsOf(dictionary, place)
    const isWhole = columns.length > 0 && columns.length === value.length
    return isWhole ? columns.map(({ code }, index) => [code, value[index] ?? ''] as const) : [[place, value] as const]
  })
  return Object.fromEntries(pairs)
}

/**
 * What is still to be said, as places to settle: differences without a value, and questions that the values make asked
 * although nobody's answer to them is known. On the strict path what is no longer asked is not owed.
 * @param keyed the record with the values, skips not applied
 * @param final the same, skips applied
 */
export function placesOwed(
  { dictionary, skips }: { readonly dictionary: Dictionary; readonly skips: Skips },
  isStrict: boolean,
  differing: readonly string[],
  values: Readonly<Record<string, string>>,
  { keyed, final }: { readonly keyed: string; readonly final: string },
): string[] {
  const isOwed = (place: string): boolean =>
    values[place] === undefined && (isIdentifier(place) || !isStrict || skips.isAsked(place, final))
  const unknown = dictionary.variables.filter(
    (variable) => missingKindOf(fieldOf(keyed, variable)) === 'notAsked' && skips.isAsked(variable.code, final),
  )
  const places = [...differing.filter(isOwed), ...unknown.map(({ code }) => code)]
  return [...new Set(places.map((place) => settledAs(dictionary, place)))]
}
