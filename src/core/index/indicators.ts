import { assert } from '../assert.ts'
import type { Dictionary, Variable } from '../questionnaire/dictionary.ts'
import type { Text } from '../questionnaire/questionnaire.ts'
import { splitCells } from './cells.ts'
import { type ChoiceEstimate, type ChoicePick, estimateChoices } from './choice-estimate.ts'
import { type ChoiceSums, type CountedQuestion, sumChoices } from './choice-sums.ts'
import { designOf } from './design.ts'
import { domainsOf } from './domains.ts'
import { FIGURES, LISTS, type ListRow } from './indicator-table.ts'
import type { KeptAnswers } from './kept-answers.ts'

export type IndicatorKey = (typeof FIGURES)[number]['key']
export type IndicatorListKey = (typeof LISTS)[number]['key']

/** One figure of the service itself beside the index: the share of certain answers to one question. */
export interface Indicator extends ChoiceEstimate {
  readonly key: IndicatorKey
  /** The question as it was asked. */
  readonly question: Text
}

/** Several shares that belong together: how answers fall on the choices, or a share for each option or item. */
export interface IndicatorList {
  readonly key: IndicatorListKey
  /** The code of the question on the form. */
  readonly question: string
  readonly rows: readonly (ChoiceEstimate & { readonly code: string; readonly label: Text })[]
}

export interface Indicators {
  readonly figures: readonly Indicator[]
  readonly lists: readonly IndicatorList[]
}

export interface IndicatorQuestion {
  readonly dictionary: Dictionary
  readonly useWeights: boolean
  /** N_h by stratum id, where known. */
  readonly populations: ReadonlyMap<number, number>
  /** Names of cell keys, as in computeIndices. */
  readonly by: readonly string[]
  readonly only?: Readonly<Record<string, number | undefined>>
  /** By row: 0 leaves the response out of every group. */
  readonly mask?: Uint8Array | null
}

/**
 * What the questionnaire tells of the service beside the index, for every group: only what it asks. A figure nobody of the
 * group answered stands with `of` 0. One pass over the responses, the first time and after a change.
 */
export function computeIndicators(
  kept: KeptAnswers,
  { dictionary, useWeights, populations, by, only = {}, mask = null }: IndicatorQuestion,
): { readonly codes: readonly number[]; readonly indicators: Indicators }[] {
  const found = resolve(dictionary)
  const design = designOf(kept.cells, populations)
  const isWeighted = useWeights && kept.isWeighted
  const cells = mask === null ? kept.cells : splitCells(kept.cells, kept.answers.count, [], mask)
  const sums =
    mask === null
      ? sumsOf(kept, dictionary, found.questions, isWeighted)
      : sumChoices(kept.answers, cells, found.questions, isWeighted)
  return domainsOf(cells, by, only).map((domain) => {
    const estimates = estimateChoices(sums, cells, design, domain, found.picks)
    return { codes: domain.codes, indicators: found.read(estimates) }
  })
}

interface KnownSums {
  readonly dictionary: Dictionary
  readonly changes: number
  readonly sums: ChoiceSums
}

/** Summed once until a response comes or changes. */
const known = new WeakMap<KeptAnswers, KnownSums>()

function sumsOf(
  kept: KeptAnswers,
  dictionary: Dictionary,
  questions: readonly CountedQuestion[],
  isWeighted: boolean,
): ChoiceSums {
  const last = known.get(kept)
  const isCurrent = last?.dictionary === dictionary && last.changes === kept.changes
  if (isCurrent && last.sums.isWeighted === isWeighted) return last.sums
  const sums = sumChoices(kept.answers, kept.cells, questions, isWeighted)
  known.set(kept, { dictionary, changes: kept.changes, sums })
  return sums
}

interface Resolved {
  readonly questions: CountedQuestion[]
  readonly picks: ChoicePick[]
  readonly read: (estimates: readonly ChoiceEstimate[]) => Indicators
}

/** The rows of the table that this questionnaire has, as questions to count and shares to take of them. */
function resolve(dictionary: Dictionary): Resolved {
  const questions: CountedQuestion[] = []
  const picks: ChoicePick[] = []
  const add = (question: CountedQuestion, codes: readonly string[]): number => {
    const asked = questions.findIndex(
      ({ variable, among }) => variable === question.variable && among === question.among,
    )
    const place = asked < 0 ? questions.push(question) - 1 : asked
    return picks.push({ question: place, codes }) - 1
  }
  const figures = FIGURES.flatMap((row) => {
    const variable = dictionary.byCode.get(row.variable)
    if (variable === undefined || !isOfForm(row, dictionary)) return []
    const among = 'among' in row ? gateOf(row.among, dictionary) : null
    return { key: row.key, question: variable.label, place: add({ variable, among }, row.codes) }
  })
  const lists = LISTS.flatMap((row) => {
    const shares = isOfForm(row, dictionary) ? sharesOf(row, dictionary) : []
    if (shares.length === 0) return []
    const rows = shares.map(({ variable, codes, code, label }) => ({
      code,
      label,
      place: add({ variable, among: null }, codes),
    }))
    return { key: row.key, question: row.question, isRanked: 'isRanked' in row, rows }
  })
  return { questions, picks, read: (estimates) => readIndicators(figures, lists, estimates) }
}

interface PlacedFigure {
  readonly key: IndicatorKey
  readonly question: Text
  readonly place: number
}

interface PlacedList {
  readonly key: IndicatorListKey
  readonly question: string
  readonly isRanked: boolean
  readonly rows: readonly { readonly code: string; readonly label: Text; readonly place: number }[]
}

function readIndicators(
  figures: readonly PlacedFigure[],
  lists: readonly PlacedList[],
  estimates: readonly ChoiceEstimate[],
): Indicators {
  const at = (place: number): ChoiceEstimate => {
    const estimate = estimates[place]
    assert(estimate !== undefined, 'every share that was picked is estimated')
    return estimate
  }
  return {
    figures: figures.map(({ key, question, place }) => ({ key, question, ...at(place) })),
    lists: lists.map(({ key, question, isRanked, rows }) => {
      const shares = rows.map(({ code, label, place }) => ({ code, label, ...at(place) }))
      return {
        key,
        question,
        rows: isRanked ? shares.toSorted((a, b) => (b.percent ?? -1) - (a.percent ?? -1)) : shares,
      }
    }),
  }
}

/** A short code such as `q5` may mean anything in another form: it counts only beside what the known form also asks. */
function isOfForm(row: (typeof FIGURES | typeof LISTS)[number], dictionary: Dictionary): boolean {
  return ('beside' in row ? row.beside : []).every((code) => dictionary.byCode.has(code))
}

function gateOf(among: { readonly variable: string; readonly codes: readonly string[] }, dictionary: Dictionary) {
  const variable = dictionary.byCode.get(among.variable)
  return variable === undefined ? null : { variable, codes: among.codes }
}

interface ListShare {
  readonly variable: Variable
  readonly codes: readonly string[]
  readonly code: string
  readonly label: Text
}

function sharesOf({ question, take }: ListRow, dictionary: Dictionary): ListShare[] {
  const variables = dictionary.variables.filter(({ questionCode }) => questionCode === question)
  return variables.flatMap((variable) => {
    if (take !== 'each-choice') {
      const codes = take === 'two-upper-levels' ? variable.choices.slice(-2).map(({ code }) => code) : take
      return [{ variable, codes, code: variable.code, label: variable.label }]
    }
    return variable.choices.map(({ code, label }) => ({ variable, codes: [code], code, label }))
  })
}
