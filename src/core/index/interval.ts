import { NORMAL_975 } from './student-t.ts'

export interface Interval {
  readonly lower95: number
  readonly upper95: number
}

/** index ± half, cut to [0, 100]. */
export function cutInterval(index: number, half: number): Interval {
  return { lower95: Math.max(0, index - half), upper95: Math.min(100, index + half) }
}

/** Below so many answers a plain share takes Wilson's interval. */
export const WILSON_BELOW = 30

/**
 * Wilson's 95 % interval of a plain share, in percent: it keeps its level for few answers and near 0 and 100.
 * `percent` is the share of `count` independent answers; another `quantile` of the normal gives another level. E. B. Wilson (1927), JASA 22: 209-212.
 * Example: 8 of 10 → 49.016 … 94.332.
 */
export function wilsonInterval(percent: number, count: number, quantile = NORMAL_975): Interval {
  const p = percent / 100
  const z2 = quantile ** 2
  const centre = (p + z2 / (2 * count)) / (1 + z2 / count)
  const half = (quantile / (1 + z2 / count)) * Math.sqrt((p * (1 - p)) / count + z2 / (4 * count ** 2))
  return cutInterval(centre * 100, half * 100)
}
