import { cutInterval, type Interval, wilsonInterval } from './interval.ts'
import { studentT } from './student-t.ts'

export interface RankedEstimate {
  readonly n: number
  /** 0-100. */
  readonly index: number
  readonly standardError: number
}

export interface RankRange {
  /** 1 = the highest; equal indices share the better rank. */
  readonly rank: number
  /** The ranks that the sample can't rule out: all of them hold at once with 95 % confidence. */
  readonly from: number
  readonly to: number
}

/** The whole table is wrong somewhere in at most one of twenty samples. */
const LEVEL = 0.05
/** From here on t is so near the normal that its quantile is taken at this many degrees: wider by less than a thousandth. */
const MANY_DEGREES = 2000

/**
 * Ranks with joint 95 % ranges: M. Klein, T. Wright, J. Wieczorek (2020), A joint confidence region for an overall ranking
 * of populations, JRSS C 69(3): 589-606. Each index gets an interval at level 1 − 0.05/K (Bonferroni, so that indices of
 * one sample may depend on each other). An agency stands behind those whose interval lies wholly above its own and before
 * those wholly below; every rank between is possible.
 *
 * Where all answers are alike the standard error is 0, which says too much: such an interval is Wilson's for a share.
 */
export function rankRanges(estimates: readonly RankedEstimate[], degreesOfFreedom: number): RankRange[] {
  const count = estimates.length
  const intervals = jointIntervals(estimates, degreesOfFreedom)
  return estimates.map(({ index }, at) => {
    const own = intervals[at] ?? { lower95: 0, upper95: 100 }
    const above = intervals.filter(({ lower95 }) => lower95 > own.upper95).length
    const below = intervals.filter(({ upper95 }) => upper95 < own.lower95).length
    const better = estimates.filter((other) => other.index > index + SAME).length
    return { rank: better + 1, from: above + 1, to: count - below }
  })
}

/** Intervals that hold all at once with 95 % confidence (Bonferroni): where two lie apart, so do the true indices. */
export function jointIntervals(estimates: readonly RankedEstimate[], degreesOfFreedom: number): Interval[] {
  if (estimates.length === 0) return []
  const quantile = studentT(1 - LEVEL / estimates.length, Math.min(degreesOfFreedom, MANY_DEGREES))
  return estimates.map((estimate) => jointInterval(estimate, quantile))
}

/** What sums of doubles leave between two equal indices. */
const SAME = 1e-9

function jointInterval({ n, index, standardError }: RankedEstimate, quantile: number): Interval {
  if (!Number.isFinite(quantile)) return { lower95: 0, upper95: 100 }
  return standardError === 0 ? wilsonInterval(index, n, quantile) : cutInterval(index, quantile * standardError)
}
