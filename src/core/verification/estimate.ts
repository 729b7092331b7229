import { gammaQuantile } from './gamma-quantile.ts'

/** The forms that one person keyed first. Answers are those asked; identifiers, which are always keyed twice, aside. */
export interface KeyerForms {
  /** Keyed again whole: by form, its answers, those of them that the first keyer had wrong, and those that still differ. */
  readonly verified: readonly { readonly answers: number; readonly errors: number; readonly open: number }[]
  /** Answers of the forms not keyed again whole. */
  readonly unverifiedAnswers: number
}

export interface EstimateInput {
  readonly keyers: readonly KeyerForms[]
  /** Answers of forms keyed again whole, by mode, and what the second keyers had wrong of them. */
  readonly dependentAnswers: number
  readonly blindAnswers: number
  readonly secondErrors: number
  /** The chance that two wrong keys of one answer are the same: the mean of 1/(K−1) over the answers' K codes. */
  readonly sameWrong: number
}

export interface RemainingErrors {
  /** Wrong answers in every 10,000 that are saved, and its 95 % interval. */
  readonly per10000: number
  readonly lower95: number
  readonly upper95: number
  /** The same as wrong answers in all; the interval in whole ones. */
  readonly count: number
  readonly lowerCount: number
  readonly upperCount: number
  /** What it rests on. */
  readonly answers: number
  readonly verifiedAnswers: number
  readonly verifiedForms: number
  /** Errors of the first and of the second keyers among them, as settled. */
  readonly firstErrors: number
  readonly secondErrors: number
  /** Verified answers that still differ: half an error of each keyer in the estimate. */
  readonly openAnswers: number
  /** Answers first keyed by people of whom no form was keyed again whole: taken to be like the others. */
  readonly unknownAnswers: number
  /** `none-found`: the first keyers had nothing wrong, and nothing is open. */
  readonly method: 'errors-found' | 'none-found'
}

/**
 * How many of the saved answers are still wrong. The first keyers' rates p1 come from the forms keyed again whole (errors
 * are the places whose settled value isn't the first one). Every keyer's unverified answers U_k carry the rate of that
 * keyer's own verified ones, x_k errors in n_k: a bad keyer, whom CSP-1 has verified more, doesn't speak for a good one.
 * Of whom nothing was verified is taken to be like the others together. With V_d and V_b verified answers (dependent,
 * blind), p2 the second keyers' rate, s the chance that two wrong keys are the same, o open differences:
 *
 *     T = Σ U_k·x_k/n_k + V_d·s·p2·(2·p1 + p2) + V_b·s·p1·p2 + (V_b·(p1 + p2) − o)·p2 + o/2
 *
 * Dependent: both wrong alike (p1·p2·s), the first right and the second wrong twice alike (p2²·s), the first wrong and
 * the correction mistaken into it (p1·p2·s). Blind: both wrong alike, or a difference (p1 + p2) settled wrong, the third
 * person being as careful as the second. Orders of p³ are left out. An open difference is wrong in one case of two, and
 * counts as half an error of each keyer; the interval's lower end has none of them wrong, its upper end all.
 *
 * The interval is of the errors that are in these answers, not of a long run. The first sum is one of weighted Poisson
 * counts, w_k = U_k/n_k: the gamma interval of M. P. Fay and E. J. Feuer, Statistics in Medicine 16 (1997): 791-801, which
 * without an error found is the exact bound of none, and with one keyer the exact Poisson interval. Its variance is
 * Σ w²·x for the estimate and Σ w·x for chance itself, both times D, that of forms as clusters of answers (L. Kish, Survey
 * Sampling, 1965). The rest, at the exact bounds of p1 and p2, is joined to it as G. Y. Zou and A. Donner do, Statistics in Medicine 27 (2008): 1693-1702.
 * @returns null where no form was keyed again whole: nothing is known then
 */
export function estimateRemaining(input: EstimateInput): RemainingErrors | null {
  const verified = input.keyers.flatMap((keyer) => keyer.verified)
  const verifiedAnswers = sum(verified.map(({ answers }) => answers))
  if (verifiedAnswers === 0) return null
  const firstErrors = sum(verified.map(({ errors }) => errors))
  const openAnswers = sum(verified.map(({ open }) => open))
  const unverified = sum(input.keyers.map(({ unverifiedAnswers }) => unverifiedAnswers))
  const unknownAnswers = sum(input.keyers.filter(isUnknown).map(({ unverifiedAnswers }) => unverifiedAnswers))
  const answers = unverified + verifiedAnswers
  const known: Verified = { ...input, verifiedAnswers, firstErrors, openAnswers, unknownAnswers }
  const count = unverifiedErrors(known, 0.5).mean + verifiedErrors(known, 0.5).mean
  const lowerCount = Math.max(0, Math.floor(joined(unverifiedErrors(known, 0), verifiedErrors(known, 0)).lower))
  const upperCount = Math.min(answers, Math.ceil(joined(unverifiedErrors(known, 1), verifiedErrors(known, 1)).upper))
  const per = (errors: number): number => (10_000 * errors) / answers
  return {
    ...{ per10000: per(count), lower95: per(lowerCount), upper95: per(upperCount) },
    ...{ count, lowerCount, upperCount, answers, verifiedAnswers, verifiedForms: verified.length },
    ...{ firstErrors, secondErrors: input.secondErrors, openAnswers, unknownAnswers },
    method: firstErrors + openAnswers === 0 ? 'none-found' : 'errors-found',
  }
}

interface Verified extends EstimateInput {
  readonly verifiedAnswers: number
  readonly firstErrors: number
  readonly openAnswers: number
  readonly unknownAnswers: number
}

/** A number of errors and its 95 % interval. */
interface Errors {
  readonly mean: number
  readonly lower: number
  readonly upper: number
}

/** In the answers not verified, if `share` of what is open is the first keyers' error. */
function unverifiedErrors({ keyers, verifiedAnswers, unknownAnswers }: Verified, share: number): Errors {
  const known = keyers.flatMap(({ verified, unverifiedAnswers }) => {
    const answers = sum(verified.map((form) => form.answers))
    if (answers === 0) return []
    const errors = sum(verified.map((form) => form.errors + share * form.open))
    const weight = unverifiedAnswers / answers + unknownAnswers / verifiedAnswers
    return [{ verified, answers, errors, weight }]
  })
  const clustering = clusteringOf(known, share)
  const mean = sum(known.map(({ weight, errors }) => weight * errors))
  const own = clustering * sum(known.map(({ weight, errors }) => weight * (weight + 1) * errors))
  const unknown = sum(keyers.filter(isUnknown).map(({ unverifiedAnswers }) => unverifiedAnswers ** 2))
  const variance = own + unknown * spreadOf(known.map(({ answers, errors }) => errors / answers))
  const heaviest = clustering * Math.max(0, ...known.map(({ weight }) => weight))
  return {
    mean,
    lower: gammaOf(0.025, mean, variance),
    upper: gammaOf(0.975, mean + heaviest, variance + heaviest * (heaviest + clustering)),
  }
}

interface KnownKeyer {
  readonly verified: KeyerForms['verified']
  readonly answers: number
  readonly errors: number
  readonly weight: number
}

/** How much more forms differ in their errors than answers by themselves would, each keyer having one rate. At least 1. */
function clusteringOf(keyers: readonly KnownKeyer[], share: number): number {
  let [between, within] = [0, 0]
  for (const { verified, answers, errors, weight } of keyers) {
    const forms = verified.length
    if (forms < 2) continue
    const rate = errors / answers
    const squares = sum(verified.map((form) => (form.errors + share * form.open - rate * form.answers) ** 2))
    between += (weight ** 2 * squares * forms) / (forms - 1)
    within += weight ** 2 * errors * (1 - rate)
  }
  return within === 0 ? 1 : Math.max(1, between / within)
}

/** The variance of keyers' rates; of one keyer alone nothing is known of it: as much as the rate itself. */
function spreadOf(rates: readonly number[]): number {
  const mean = sum(rates) / rates.length
  if (rates.length === 1) return mean ** 2
  return sum(rates.map((rate) => (rate - mean) ** 2)) / (rates.length - 1)
}

/** Left in the answers keyed twice, if `share` of what is open is wrong. */
function verifiedErrors(known: Verified, share: number): Errors {
  const { verifiedAnswers, openAnswers, secondErrors, dependentAnswers, blindAnswers, sameWrong: s } = known
  const open = share * openAnswers
  const [first, second] = [known.firstErrors + open, secondErrors + open]
  const left = (p1: number, p2: number): number =>
    dependentAnswers * s * p2 * (2 * p1 + p2) +
    blindAnswers * s * p1 * p2 +
    Math.max(0, blindAnswers * (p1 + p2) - openAnswers) * p2
  const at = (quantile: number, more: number): number => {
    const rate = (errors: number): number => gammaOf(quantile, errors + more, errors + more) / verifiedAnswers
    const bound = left(rate(first), rate(second))
    return open + gammaOf(quantile, bound, bound)
  }
  const mean = open + left(first / verifiedAnswers, second / verifiedAnswers)
  return { mean, lower: Math.min(mean, at(0.025, 0)), upper: Math.max(mean, at(0.975, 1)) }
}

/** The interval of a sum of two that are independent. */
function joined(a: Errors, b: Errors): Errors {
  const mean = a.mean + b.mean
  return {
    mean,
    lower: mean - Math.hypot(a.mean - a.lower, b.mean - b.lower),
    upper: mean + Math.hypot(a.upper - a.mean, b.upper - b.mean),
  }
}

/** The quantile of a gamma variable of this mean and variance; of nothing, nothing. */
function gammaOf(quantile: number, mean: number, variance: number): number {
  return mean === 0 ? 0 : (variance / mean) * gammaQuantile(quantile, mean ** 2 / variance)
}

function isUnknown({ verified }: KeyerForms): boolean {
  return verified.every(({ answers }) => answers === 0)
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

/** What the literature says of keying, per 10,000 values: M. Y. Garza et al. (2025), International Journal of Medical Informatics, a meta-analysis of 93 papers of 1978-2008. */
export const PUBLISHED_RATES = { singlePer10000: 29, doublePer10000: 14, source: 'Garza et al. 2025' } as const
