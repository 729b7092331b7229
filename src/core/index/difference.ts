import { contrastVariance, nodeVariance, termOf } from './contrast-variance.ts'
import type { DomainRatios, Estimation } from './domain-ratios.ts'
import type { NodeEstimate, Note } from './estimate.ts'
import { FAMILY_LEVEL, holmAdjusted } from './holm.ts'
import { studentT975, twoSidedP } from './student-t.ts'

/** One index less another, in percentage points, with its standard error and 95 % interval. */
export interface Difference {
  readonly difference: number | null
  readonly standardError: number | null
  /** By Student's t with the design's degrees of freedom; cut to [−100, 100]. Of this difference by itself. */
  readonly lower95: number | null
  readonly upper95: number | null
  /** Two-sided p of "no difference"; null without a standard error or degrees of freedom. */
  readonly p: number | null
}

export interface NodeDifference extends Difference {
  /** Why there is no difference or no standard error: the first side's reason that has one. */
  readonly note: Note | null
}

/** One side of a comparison: its ratios, and what they come to by node. */
export interface Side {
  readonly ratios: DomainRatios
  readonly estimates: readonly NodeEstimate[]
}

/**
 * A − B by node for two domains of one survey, in its scheme's order. They may overlap: the covariance is in the standard
 * error. As R's svycontrast(svyby(…, covmat = TRUE), c(1, -1)) with degf(design) degrees of freedom.
 */
export function differencesWithin(estimation: Estimation, a: Side, b: Side): NodeDifference[] {
  const terms = [termOf(a.ratios, 1), termOf(b.ratios, -1)]
  const variance = contrastVariance(estimation, terms)
  const { degreesOfFreedom } = estimation.design
  return a.estimates.map((ofA, index) => {
    const ofB = b.estimates[index] ?? ofA
    const note = whyNone(ofA, ofB)
    if (ofA.index === null || ofB.index === null) return { ...NONE, note }
    const difference = ofA.index - ofB.index
    if (note !== null) return { ...NONE, difference, note }
    const units = 100 / estimation.moments.scoring.divisor
    const standardError = units * Math.sqrt(nodeVariance(estimation, terms, variance, index))
    return finished(difference, standardError, degreesOfFreedom)
  })
}

/**
 * A − B for two independent samples (two surveys): variances and degrees of freedom add, as in R's svydesign on the stacked
 * data with survey and stratum together as strata.
 */
export function differenceBetween(a: NodeEstimate, b: NodeEstimate, degreesOfFreedom: number): NodeDifference {
  const note = whyNone(a, b)
  if (a.index === null || b.index === null) return { ...NONE, note }
  const difference = a.index - b.index
  if (a.standardError === null || b.standardError === null) return { ...NONE, difference, note }
  return finished(difference, Math.hypot(a.standardError, b.standardError), degreesOfFreedom)
}

const NONE = { difference: null, standardError: null, lower95: null, upper95: null, p: null } as const

function whyNone(a: NodeEstimate, b: NodeEstimate): Note | null {
  const failing = [a, b].find(({ standardError }) => standardError === null)
  return failing?.note ?? null
}

/** Two indices over answers that are all alike differ by what rounding left, or for certain. */
const SAME = 1e-9

function finished(difference: number, standardError: number, degreesOfFreedom: number): NodeDifference {
  if (!Number.isFinite(standardError)) return { ...NONE, difference, note: 'beyond-numbers' }
  const found = withInterval(difference, standardError, degreesOfFreedom)
  const cut = (end: number | null): number | null => (end === null ? null : Math.max(-100, Math.min(100, end)))
  return { ...found, lower95: cut(found.lower95), upper95: cut(found.upper95), note: null }
}

/**
 * Interval and p of a difference, or of a slope, from its standard error. The interval is whole: a difference of two indices
 * can't leave [−100, 100], but points a year, drawn from one month to the next, can.
 */
export function withInterval(difference: number, standardError: number, degreesOfFreedom: number): Difference {
  if (degreesOfFreedom < 1) return { ...NONE, difference, standardError }
  if (standardError === 0) {
    const isSame = Math.abs(difference) < SAME
    return { difference, standardError, lower95: difference, upper95: difference, p: isSame ? 1 : 0 }
  }
  const half = studentT975(degreesOfFreedom) * standardError
  return {
    difference,
    standardError,
    lower95: difference - half,
    upper95: difference + half,
    p: twoSidedP(difference / standardError, degreesOfFreedom),
  }
}

/** Whether A is higher or lower than B beyond chance, after Holm's adjustment; `unsure`: the sample doesn't say. */
export type DifferenceVerdict = 'higher' | 'lower' | 'unsure'

export interface Judged {
  /** Null for what is not judged: no p, or too few respondents. */
  readonly adjustedP: number | null
  readonly verdict: DifferenceVerdict | null
  /** `below-minimum`: fewer respondents than asked for on one side, so there is no verdict. */
  readonly note: Note | 'below-minimum' | null
}

/**
 * Verdicts over one family, everything that is shown together. `n` is the smaller number of respondents of the two sides;
 * what falls below `minimumN` is left out of the family.
 */
export function judgeDifferences<Row extends NodeDifference & { readonly n: number }>(
  family: readonly Row[],
  minimumN: number,
): Judged[] {
  const isJudged = (row: Row): boolean => row.n >= minimumN && row.p !== null
  const adjusted = holmAdjusted(family.map((row) => (isJudged(row) ? row.p : null)))
  return family.map((row, place) => {
    const adjustedP = adjusted[place] ?? null
    const note = row.note ?? (row.n < minimumN ? ('below-minimum' as const) : null)
    return { adjustedP, verdict: verdictOf(row, adjustedP), note }
  })
}

/** The same where some places have nothing to compare: null stays null and is of no family. */
export function judgeKnown<Row extends NodeDifference & { readonly n: number }>(
  changes: readonly (Row | null)[],
  minimumN: number,
): (Judged | null)[] {
  const judged = judgeDifferences(
    changes.filter((change) => change !== null),
    minimumN,
  ).values()
  return changes.map((change) => (change === null ? null : (judged.next().value ?? null)))
}

function verdictOf({ difference }: Difference, adjustedP: number | null): DifferenceVerdict | null {
  if (adjustedP === null || difference === null) return null
  if (adjustedP > FAMILY_LEVEL) return 'unsure'
  return difference > 0 ? 'higher' : 'lower'
}
