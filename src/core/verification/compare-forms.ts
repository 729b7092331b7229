import type { Dictionary, Variable } from '../questionnaire/dictionary.ts'
import { compileMove } from '../questionnaire/move-record.ts'
import { fieldOf, isAsked, padField, withField } from '../questionnaire/record.ts'
import {
  IDENTIFIER_PLACES,
  identifierValue,
  isIdentifier,
  isKeyedIdentifier,
  type KeyedKeys,
  withIdentifier,
} from './places.ts'

/** One keying of a form. `dictionary`: of the version that `record` is laid out by. */
export interface Keying {
  readonly header: KeyedKeys
  readonly record: string
  readonly dictionary: Dictionary
}

/** What is keyed a second time: all closed answers and the identifiers, or the identifiers alone. */
export type VerificationScope = 'whole' | 'identifiers'

/** A place keyed differently. Values as in the first keying's record and header. */
export interface Difference {
  readonly place: string
  readonly firstValue: string
  readonly secondValue: string
}

export interface Comparison {
  /** The places keyed twice; those that differ are among them. */
  readonly compared: readonly string[]
  readonly differences: readonly Difference[]
}

/**
 * Compares two keyings place by place, variables in the order of the paper after the identifiers. Skipped in both, or not
 * given in both, is not compared; a question that only one version of the questionnaire asks neither.
 */
export function compareForms(first: Keying, second: Keying, scope: VerificationScope): Comparison {
  const questions = scope === 'whole' ? questionsInBoth(first.dictionary, second.dictionary) : []
  const isSameForm = first.dictionary === second.dictionary
  const move = isSameForm ? null : compileMove(second.dictionary, first.dictionary)
  const moved: Keying = { ...first, header: second.header, record: move?.(second.record) ?? second.record }
  const differences = [...IDENTIFIER_PLACES, ...questions.map(({ code }) => code)].flatMap((place): Difference[] => {
    const [firstValue, secondValue] = [valueAt(first, place), valueAt(moved, place)]
    return firstValue === secondValue ? [] : [{ place, firstValue, secondValue }]
  })
  const differing = new Set(differences.map(({ place }) => place))
  return { compared: comparedPlaces(second, questions, differing), differences }
}

/** The questions that forms of two versions are compared in: those of both, in the first's order, as the second lays them out. */
export function questionsInBoth(first: Dictionary, second: Dictionary): readonly Variable[] {
  return first.variables.flatMap(({ code }) => second.byCode.get(code) ?? [])
}

/**
 * Where a form was keyed twice: what the second keyer keyed, and what differs though they didn't. Known from the second
 * keying alone, as it is stored: the first one may be corrected since.
 * @param questions of questionsInBoth; none where only the identifiers were keyed again
 */
export function comparedPlaces(
  { header, record }: Pick<Keying, 'header' | 'record'>,
  questions: readonly Variable[],
  differing: ReadonlySet<string>,
): readonly string[] {
  const compared: string[] = IDENTIFIER_PLACES.filter(
    (place) => differing.has(place) || isKeyedIdentifier(place, identifierValue(header, place)),
  )
  for (const variable of questions) {
    if (isAsked(record, variable) || differing.has(variable.code)) compared.push(variable.code)
  }
  return compared
}

/**
 * A form with other values at some places, a variable's padded to its width; the name of the place instead where it is
 * none of the form or can't hold the value.
 */
export function withValues<Keys extends KeyedKeys>(
  form: { readonly header: Keys; readonly record: string; readonly dictionary: Dictionary },
  values: Readonly<Record<string, string>>,
): { readonly header: Keys; readonly record: string } | string {
  let { header, record } = form
  for (const [place, value] of Object.entries(values)) {
    if (isIdentifier(place)) {
      const changed = withIdentifier(header, place, value)
      if (changed === null) return place
      header = changed
      continue
    }
    const variable = form.dictionary.byCode.get(place)
    if (variable === undefined || value === '' || padField(variable, value).length !== variable.width) return place
    record = withField(record, variable, value)
  }
  return { header, record }
}

/**
 * The differences of a dependent second keying as they were settled at the desk. What the second keyer keyed first and
 * took back counts as theirs, so that the errors of both are known.
 * @param slips by place, what was keyed and taken back, in that order
 */
export function settledDifferences(
  first: Keying,
  final: Keying,
  scope: VerificationScope,
  slips: Readonly<Record<string, readonly string[]>>,
): { readonly compared: readonly string[]; readonly differences: readonly SettledDifference[] } {
  const { compared, differences } = compareForms(first, final, scope)
  const changed = new Map(differences.map((difference) => [difference.place, difference]))
  const settled = compared.flatMap((place): SettledDifference[] => {
    const firstValue = changed.get(place)?.firstValue ?? valueAt(first, place)
    const settledValue = changed.get(place)?.secondValue ?? firstValue
    const slip = slips[place]?.map((value) => asInRecord(first, place, value)).find((one) => one !== settledValue)
    const secondValue = slip ?? settledValue
    return firstValue === settledValue && secondValue === settledValue
      ? []
      : [{ place, firstValue, secondValue, settledValue }]
  })
  return { compared, differences: settled }
}

export interface SettledDifference extends Difference {
  readonly settledValue: string
}

/** The value of a place, as a difference has it; empty where the form has no such place. */
export function valueAt({ header, record, dictionary }: Keying, place: string): string {
  if (isIdentifier(place)) return identifierValue(header, place)
  const variable = dictionary.byCode.get(place)
  return variable === undefined ? '' : fieldOf(record, variable)
}

function asInRecord({ dictionary }: Keying, place: string, value: string): string {
  const variable = dictionary.byCode.get(place)
  return variable === undefined ? value : padField(variable, value)
}
