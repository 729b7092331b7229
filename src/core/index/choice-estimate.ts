import type { Cells } from './cells.ts'
import { type ChoiceSums, FIRST_CHOICE, MISSING_CLASS } from './choice-sums.ts'
import type { Design } from './design.ts'
import type { Domain } from './domains.ts'
import { type Note, whyNoError } from './estimate.ts'
import { cutInterval, WILSON_BELOW, wilsonInterval } from './interval.ts'
import { type DomainVariance, varianceOf } from './variance.ts'

/** What is estimated of one question: the share of some of its choices among all answers. */
export interface ChoicePick {
  /** Its place among the questions that were summed. */
  readonly question: number
  readonly codes: readonly string[]
}

/** A share in one group; percents are 0-100, unrounded, weighted where the survey is. Counts are of responses. */
export interface ChoiceEstimate {
  /** Responses with one of the codes; responses with an answer; responses asked that gave none. */
  readonly count: number
  readonly of: number
  readonly missing: number
  /** Null without an answer. */
  readonly percent: number | null
  readonly standardError: number | null
  readonly lower95: number | null
  readonly upper95: number | null
  readonly note: Note | null
}

/** A variance below this part of the squares it is the difference of is rounding: no real survey's is so small. */
const ROUNDING = 1e-13

/**
 * The shares in one group with their standard errors and 95 % intervals: ratios on a domain, as R's svyratio with y = code
 * in the set and m = answered. A plain unweighted share of fewer than 30 answers takes Wilson's interval.
 */
export function estimateChoices(
  choices: ChoiceSums,
  cells: Cells,
  design: Design,
  domain: Domain,
  picks: readonly ChoicePick[],
): ChoiceEstimate[] {
  const scores = picks.map(({ question, codes }) =>
    (choices.questions[question]?.variable.choices ?? []).map(({ code }) => Number(codes.includes(code))),
  )
  const totals = picks.map((pick, place) => totalsOf(choices, domain, pick.question, scores[place] ?? []))
  const variance = varianceOf(domain.cells, cells, design, picks.length, (cell, into) => {
    picks.forEach(({ question }, place) => {
      const { wy, wm } = totals[place] ?? { wy: 0, wm: 0 }
      const ratio = wm === 0 ? 0 : wy / wm
      const sums = { n: 0, z: 0, zz: 0, m: 0, mm: 0 }
      const from = cell * choices.stride + (choices.offsets[question] ?? 0) + FIRST_CHOICE
      scores[place]?.forEach((score, choice) => {
        const [weight, square] = [choices.sums[from + choice] ?? 0, choices.squares[from + choice] ?? 0]
        sums.n += choices.counts[from + choice] ?? 0
        sums.z += weight * (score - ratio)
        sums.zz += square * (score - ratio) ** 2
        sums.m += weight
        sums.mm += square
      })
      const total = wm === 0 ? 1 : wm
      into.n[place] = sums.n
      into.z[place] = sums.z / total
      into.zz[place] = sums.zz / total ** 2
      into.m[place] = sums.m / total
      into.mm[place] = sums.mm / total ** 2
    })
  })
  const isPlain = design.isSimple && !choices.isWeighted
  return totals.map((total, place) => estimateOf(total, variance, design, isPlain, place))
}

interface Totals {
  readonly count: number
  readonly of: number
  readonly missing: number
  readonly wy: number
  readonly wm: number
}

function totalsOf(choices: ChoiceSums, domain: Domain, question: number, scores: readonly number[]): Totals {
  const total = { count: 0, of: 0, missing: 0, wy: 0, wm: 0 }
  for (const cell of domain.cells) {
    const from = cell * choices.stride + (choices.offsets[question] ?? 0)
    scores.forEach((score, choice) => {
      const at = from + FIRST_CHOICE + choice
      const [count, weight] = [choices.counts[at] ?? 0, choices.sums[at] ?? 0]
      total.of += count
      total.count += score * count
      total.wm += weight
      total.wy += score * weight
    })
    total.missing += choices.counts[from + MISSING_CLASS] ?? 0
  }
  return total
}

function estimateOf(
  { count, of, missing, wy, wm }: Totals,
  found: DomainVariance,
  design: Design,
  isPlain: boolean,
  place: number,
): ChoiceEstimate {
  const counts = { count, of, missing }
  const none = { standardError: null, lower95: null, upper95: null }
  if (of === 0) return { ...counts, percent: null, ...none, note: 'no-answers' }
  const percent = (100 * wy) / wm
  if (!Number.isFinite(percent)) return { ...counts, percent: null, ...none, note: 'beyond-numbers' }
  const note = whyNoError(found, place, of)
  if (note !== null) return { ...counts, percent, ...none, note }
  const [variance, size] = [found.variance[place] ?? 0, found.size[place] ?? 0]
  const standardError = variance > ROUNDING * size ? 100 * Math.sqrt(variance) : 0
  if (!Number.isFinite(standardError)) return { ...counts, percent, ...none, note: 'beyond-numbers' }
  if (isPlain && of < WILSON_BELOW) {
    return { ...counts, percent, standardError, ...wilsonInterval(percent, of), note: 'wilson' }
  }
  const half = standardError === 0 ? 0 : design.quantile * standardError
  return { ...counts, percent, standardError, ...cutInterval(percent, half), note: null }
}
