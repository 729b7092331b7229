import type { NodeEstimate } from './estimate.ts'

/** How few respondents an office publishes figures of, and ranks agencies by, each with the decision it follows. */
export interface SmallCellRule {
  /** Respondents from which on an agency is ranked. */
  readonly minimumRanked: number
  /** `QĐ 2223/QĐ-UBND`; empty where the office follows none. */
  readonly rankedDecision: string
  /** Respondents from which on a figure is shown. */
  readonly minimumShown: number
  readonly shownDecision: string
}

/**
 * Thirty is where the normal approximation behind the intervals begins to hold; five is the least cell that statistical
 * offices commonly publish (Hundepool et al., Statistical Disclosure Control, 2012, ch. 4: minimum frequency rule).
 */
export const DEFAULT_SMALL_CELLS: SmallCellRule = {
  minimumRanked: 30,
  rankedDecision: '',
  minimumShown: 5,
  shownDecision: '',
}

/** Of no more can an office ask: the sample of a whole province. */
export const MINIMUM_LIMIT = 10_000

/** Somebody answered, but too few for their answers to be shown. Nobody at all gives nothing away. */
export function isTooFew(n: number, { minimumShown }: Pick<SmallCellRule, 'minimumShown'>): boolean {
  return n > 0 && n < minimumShown
}

/**
 * The estimate, or where too few answered only how many they are: index, error and interval gone, `too-few-to-show` in
 * place of the note.
 *
 * A single hidden group can still be worked out from the whole less the others. That isn't prevented by hiding a second
 * group: the forms are anonymous and the figure is of an agency, not of a person, and the next smallest agency may have
 * hundreds of forms and a right to its result. An office that wants more raises the minimum.
 */
export function hideTooFew<Estimate extends NodeEstimate>(
  estimate: Estimate,
  rule: Pick<SmallCellRule, 'minimumShown'>,
): Estimate {
  if (!isTooFew(estimate.n, rule)) return estimate
  return { ...estimate, index: null, standardError: null, lower95: null, upper95: null, note: 'too-few-to-show' }
}

/** Why an agency has no rank; null when it may be ranked. */
export type UnrankedReason = 'no-answers' | 'below-minimum' | 'no-interval'

export function whyUnranked(
  { n, index, standardError }: Pick<NodeEstimate, 'n' | 'index' | 'standardError'>,
  { minimumRanked, minimumShown }: SmallCellRule,
): UnrankedReason | null {
  if (n === 0) return 'no-answers'
  if (n < Math.max(minimumRanked, minimumShown)) return 'below-minimum'
  return index === null || standardError === null ? 'no-interval' : null
}
