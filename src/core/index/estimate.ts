import { contrastVariance, lineariseTerms, nodeVariance, type Term, termOf } from './contrast-variance.ts'
import type { DomainRatios, Estimation } from './domain-ratios.ts'
import { cutInterval, WILSON_BELOW, wilsonInterval } from './interval.ts'
import type { SchemePlan } from './scheme-plan.ts'
import type { DomainVariance } from './variance.ts'

/**
 * What a reader must know about an estimate. All but `wilson` say why there is no standard error: no answer, one response
 * only, a stratum of a single sampled unit, all answers from a single sampled unit, more units sampled than the stratum's
 * population, weights whose sums no double holds (then there may be no index either). `wilson`: a plain share of fewer than 30 answers, whose interval is Wilson's.
 * `too-few-to-show` is the office's (small-cells): the engine itself hides nothing.
 */
export const NOTES = [
  'no-answers',
  'single-response',
  'single-unit-stratum',
  'single-sampled-unit',
  'population-below-sample',
  'beyond-numbers',
  'wilson',
  'too-few-to-show',
] as const
export type Note = (typeof NOTES)[number]

/** A node's index in one domain; 0-100, unrounded. */
export interface NodeEstimate {
  /** Respondents with an answer on the node; answers counted; items left unanswered. */
  readonly n: number
  readonly answers: number
  readonly missing: number
  readonly index: number | null
  readonly standardError: number | null
  readonly lower95: number | null
  readonly upper95: number | null
  readonly note: Note | null
}

/** Estimates of every node, in the scheme's order, for every domain; no two domains share a cell. */
export function estimateRatios(estimation: Estimation, parts: readonly DomainRatios[]): NodeEstimate[][] {
  const terms = parts.map((ratios) => termOf(ratios, 1))
  const linearised = lineariseTerms(estimation, terms)
  return terms.map((term) => {
    const variance = contrastVariance(estimation, [term], linearised)
    return estimation.moments.plan.nodes.map((_, index) => estimateNode(estimation, term, variance, index))
  })
}

function estimateNode(estimation: Estimation, term: Term, variance: DomainVariance, index: number): NodeEstimate {
  const { moments, design } = estimation
  const { scoring, plan } = moments
  const { sums } = term.ratios
  const n = sums.n[index] ?? 0
  const counts = { n, answers: sums.answers[index] ?? 0, missing: sums.missing[index] ?? 0 }
  const none = { standardError: null, lower95: null, upper95: null }
  if (n === 0) return { ...counts, index: null, ...none, note: 'no-answers' }
  const percent = percentOf(estimation, term.ratios, index)
  if (!Number.isFinite(percent)) return { ...counts, index: null, ...none, note: 'beyond-numbers' }
  const note = whyNoError(variance, index, n)
  if (note !== null) return { ...counts, index: percent, ...none, note }
  const standardError = (100 / scoring.divisor) * Math.sqrt(nodeVariance(estimation, [term], variance, index))
  if (!Number.isFinite(standardError)) return { ...counts, index: percent, ...none, note: 'beyond-numbers' }
  const isSingleShare = scoring.divisor === 1 && (scoring.isPerRespondent || isOneItem(plan, index))
  if (n < WILSON_BELOW && isSingleShare && design.isSimple && !moments.isWeighted) {
    return { ...counts, index: percent, standardError, ...wilsonInterval(percent, n), note: 'wilson' }
  }
  const half = standardError === 0 ? 0 : design.quantile * standardError
  return { ...counts, index: percent, standardError, ...cutInterval(percent, half), note: null }
}

/** Pooled sums are divided once, so that whole numbers give the nearest double. */
function percentOf({ moments }: Estimation, { sums, ratio, part }: DomainRatios, index: number): number {
  const { centre, divisor } = moments.scoring
  const [wy, wm] = [sums.wy[index] ?? 0, sums.wm[index] ?? 0]
  if (part !== null && (moments.plan.nodes[index]?.inner ?? -1) >= 0)
    return (100 * ((ratio[index] ?? 0) + centre)) / divisor
  return (100 * (wy + centre * wm)) / (divisor * wm)
}

/** Why the variance of a place says nothing, or null where it stands. `n`: responses counted. */
export function whyNoError(variance: DomainVariance, index: number, n: number): Note | null {
  if (n === 1) return 'single-response'
  if (variance.isOversampled[index] === 1) return 'population-below-sample'
  if (variance.isLonely[index] === 1) return 'single-unit-stratum'
  return (variance.units[index] ?? 0) < 2 ? 'single-sampled-unit' : null
}

function isOneItem(plan: SchemePlan, index: number): boolean {
  const node = plan.nodes[index]
  return node !== undefined && node.to - node.from === 1
}
