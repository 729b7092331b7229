import { wilsonInterval } from '../index/interval.ts'

/** The forms that one person keyed first. Answers are those asked; identifiers, which are always keyed twice, aside. */
export interface KeyerForms {
  /** Keyed again whole: by form, answers that are sure, and those of them that the first keyer had wrong. */
  readonly verified: readonly { readonly answers: number; readonly errors: number }[]
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
  /** Answers that differ and are not settled yet. */
  readonly openAnswers: number
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
  /** Errors of the first and of the second keyers among them. */
  readonly firstErrors: number
  readonly secondErrors: number
  /** Independent answers that the verified ones are worth. */
  readonly effectiveAnswers: number
  /** `none-found`: the upper bound is the exact one of a sample without an error. */
  readonly method: 'wilson' | 'none-found'
}

/**
 * How many of the saved answers are still wrong. The first keyer's rate p1 comes from the forms keyed again whole (errors
 * are the places whose settled value isn't the first one), each keyer weighing as many answers as they have unverified,
 * so that a bad keyer, whom CSP-1 has verified more, doesn't speak for a good one. With U unverified answers, V_d and V_b
 * verified ones (dependent, blind), p2 the second keyers' rate, s the chance that two wrong keys are the same:
 *
 *     T = U·p1 + V_d·s·p2·(2·p1 + p2) + V_b·(s·p1·p2 + (p1 + p2)·p2) + open/2
 *
 * Dependent: both wrong alike (p1·p2·s), the first right and the second wrong twice alike (p2²·s), the first wrong and
 * the correction mistaken into it (p1·p2·s). Blind: both wrong alike, or a difference (p1 + p2) settled wrong, the third
 * person being as careful as the second. An open difference is wrong in one case of two. Orders of p³ are left out.
 *
 * The interval is of the errors that are in these answers, not of a long run: the variance is U²·p1(1−p1)/n_e for the
 * estimate and D·U·p1 + the rest for chance itself; Wilson's interval of T/M with the n of that variance (M answers),
 * widened to whole errors. n_e: the verified answers over Kish's design effect of the weights and D, that of forms as
 * clusters (L. Kish, Survey Sampling, 1965). Without an error found the upper bound is the exact 1 − 0.05^(1/n_e) (Hanley
 * and Lippman-Hand 1983, JAMA 249: 1743-1745).
 * @returns null where no form was keyed again whole: nothing is known then
 */
export function estimateRemaining(input: EstimateInput): RemainingErrors | null {
  const verified = input.keyers.flatMap((keyer) => keyer.verified)
  const verifiedAnswers = sum(verified.map(({ answers }) => answers))
  const firstErrors = sum(verified.map(({ errors }) => errors))
  if (verifiedAnswers === 0) return null
  const unverified = sum(input.keyers.map(({ unverifiedAnswers }) => unverifiedAnswers))
  const { rate, effective, clustering } = weightedRate(input.keyers, unverified)
  const p1 = firstErrors / verifiedAnswers
  const p2 = input.secondErrors / verifiedAnswers
  const s = input.sameWrong
  const rest =
    input.dependentAnswers * s * p2 * (2 * p1 + p2) +
    input.blindAnswers * (s * p1 * p2 + (p1 + p2) * p2) +
    input.openAnswers / 2
  const answers = unverified + verifiedAnswers + input.openAnswers
  const count = unverified * rate + rest
  const isNoneFound = firstErrors === 0 || count === 0
  const { lowerCount, upperCount } = isNoneFound
    ? { lowerCount: 0, upperCount: Math.ceil(unverified * (1 - 0.05 ** (1 / effective)) + rest) }
    : countInterval(
        count,
        answers,
        unverified ** 2 * ((rate * (1 - rate)) / effective) + clustering * unverified * rate + rest,
      )
  const per = (errors: number): number => (10_000 * errors) / answers
  return {
    ...{ per10000: per(count), lower95: per(lowerCount), upper95: per(Math.min(upperCount, answers)) },
    ...{ count, lowerCount, upperCount, answers, verifiedAnswers, verifiedForms: verified.length },
    ...{ firstErrors, secondErrors: input.secondErrors, effectiveAnswers: effective },
    method: isNoneFound ? 'none-found' : 'wilson',
  }
}

function countInterval(count: number, answers: number, variance: number): { lowerCount: number; upperCount: number } {
  const rate = Math.min(count / answers, 1)
  const effective = Math.max(1, (rate * (1 - rate) * answers ** 2) / variance)
  const { lower95, upper95 } = wilsonInterval(rate * 100, effective)
  return { lowerCount: Math.floor((lower95 / 100) * answers), upperCount: Math.ceil((upper95 / 100) * answers) }
}

/** The first keyers' rate over the unverified answers, how many independent ones it rests on, and forms' clustering. */
function weightedRate(
  keyers: readonly KeyerForms[],
  unverified: number,
): { rate: number; effective: number; clustering: number } {
  const known = keyers.filter(({ verified }) => verified.some(({ answers }) => answers > 0))
  const ofKnown = sum(known.map(({ unverifiedAnswers }) => unverifiedAnswers))
  const weighted = known.flatMap(({ verified, unverifiedAnswers }) => {
    const own = sum(verified.map(({ answers }) => answers))
    // Nobody unverified, or only people of whom nothing is known: every verified answer speaks alike.
    const weight = unverified === 0 || ofKnown === 0 ? 1 : unverifiedAnswers / own
    return verified.map((form) => ({ ...form, weight }))
  })
  const total = sum(weighted.map(({ answers, weight }) => weight * answers))
  const rate = sum(weighted.map(({ errors, weight }) => weight * errors)) / total
  const squares = sum(weighted.map(({ answers, weight }) => weight ** 2 * answers))
  const between = sum(weighted.map(({ answers, errors, weight }) => (weight * (errors - rate * answers)) ** 2))
  const within = rate * (1 - rate) * squares
  const forms = weighted.length
  const clustering = forms < 2 || within === 0 ? 1 : Math.max(1, (between / within) * (forms / (forms - 1)))
  return { rate, effective: total ** 2 / squares / clustering, clustering }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

/** What the literature says of keying, per 10,000 values: M. Y. Garza et al. (2025), International Journal of Medical Informatics, a meta-analysis of 93 papers of 1978-2008. */
export const PUBLISHED_RATES = { singlePer10000: 29, doublePer10000: 14, source: 'Garza et al. 2025' } as const
