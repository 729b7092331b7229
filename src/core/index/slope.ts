/** A point in time with the standard error of its index. */
export interface SlopePoint {
  /** In years. */
  readonly at: number
  readonly standardError: number
}

/** Fewer points than this have no slope. */
export const SLOPE_POINTS = 3

/**
 * The factors of a weighted least squares slope per year, weights 1/variance: the slope is Σ factor·index, and its variance
 * that of this combination. For independent points Σ factor²·variance, which is the standard error of R's
 * lm(index ~ at, weights = 1/se²) without the scale of the residuals: the variances are known, not estimated from few points.
 * Null with fewer than SLOPE_POINTS points, all at one time, or with one whose standard error is 0.
 */
export function slopeFactors(points: readonly SlopePoint[]): number[] | null {
  if (points.length < SLOPE_POINTS || new Set(points.map(({ at }) => at)).size < 2) return null
  if (points.some(({ standardError }) => !(standardError > 0))) return null
  const weights = points.map(({ standardError }) => 1 / standardError ** 2)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const centre = points.reduce((sum, { at }, place) => sum + (weights[place] ?? 0) * at, 0) / total
  const spread = points.reduce((sum, { at }, place) => sum + (weights[place] ?? 0) * (at - centre) ** 2, 0)
  return points.map(({ at }, place) => ((weights[place] ?? 0) * (at - centre)) / spread)
}
