import { contrastVariance, nodeVariance, type Term } from '../core/index/contrast-variance.ts'
import {
  type Difference,
  type DifferenceVerdict,
  judgeDifferences,
  type Side,
  withInterval,
} from '../core/index/difference.ts'
import type { Estimation } from '../core/index/domain-ratios.ts'
import type { NodeEstimate } from '../core/index/estimate.ts'
import { slopeFactors } from '../core/index/slope.ts'

/** A point of a trend as its slope needs it. */
export interface SlopeSource {
  /** In years. */
  readonly at: number
  /** The same object for points of one survey: their covariance counts. */
  readonly estimation: Estimation
  readonly side: Side
  /** Place of a node in the survey's own scheme; -1 where it has none. */
  readonly placeOf: (node: string) => number
}

/** Percentage points a year by weighted least squares; see slopeFactors. */
export interface TrendSlope extends Omit<Difference, 'difference'> {
  readonly node: string
  /** Points it is drawn through: those with a standard error and enough respondents. */
  readonly points: number
  readonly perYear: number | null
  readonly adjustedP: number | null
  /** `higher`: rising, `lower`: falling, after Holm's adjustment over the slopes shown. */
  readonly verdict: DifferenceVerdict | null
}

/** The slope of each node over the points; points of one survey with their covariance, surveys as independent samples. */
export function slopesOf(points: readonly SlopeSource[], nodes: readonly string[], minimumN: number): TrendSlope[] {
  const lines = nodes.map((node) => lineOf(points, node, minimumN))
  const variances = varianceByNode(points, nodes, lines)
  const slopes = lines.map(({ perYear, factors, points: used }, place) => {
    const found =
      perYear === null || factors === null
        ? { difference: null, standardError: null, lower95: null, upper95: null, p: null }
        : withInterval(perYear, Math.sqrt(variances[place] ?? 0), degreesOfFreedom(points, factors))
    return { ...found, points: used, n: minimumN, note: null }
  })
  const judgements = judgeDifferences(slopes, minimumN)
  return slopes.map(({ difference, standardError, lower95, upper95, p, points: used }, place) => {
    const { adjustedP = null, verdict = null } = judgements[place] ?? {}
    const figures = { perYear: difference, standardError, lower95, upper95, p, adjustedP, verdict }
    return { node: nodes[place] ?? '', points: used, ...figures }
  })
}

interface Line {
  readonly points: number
  /** By point of the trend, 0 for one that doesn't count; null without a slope. */
  readonly factors: readonly number[] | null
  readonly perYear: number | null
}

function lineOf(points: readonly SlopeSource[], node: string, minimumN: number): Line {
  const usable = points.flatMap((point, place) => {
    const estimate = estimateOf(point, node)
    if (estimate === null || estimate.index === null || estimate.standardError === null || estimate.n < minimumN)
      return []
    return [{ place, at: point.at, index: estimate.index, standardError: estimate.standardError }]
  })
  const found = slopeFactors(usable)
  if (found === null) return { points: usable.length, factors: null, perYear: null }
  const factors = points.map(() => 0)
  let perYear = 0
  usable.forEach(({ place, index }, number) => {
    factors[place] = found[number] ?? 0
    perYear += (found[number] ?? 0) * index
  })
  return { points: usable.length, factors, perYear }
}

/** Those of the surveys that the line goes through; surveys are independent samples, so they add up. */
function degreesOfFreedom(points: readonly SlopeSource[], factors: readonly number[]): number {
  const used = new Set(points.flatMap(({ estimation }, place) => ((factors[place] ?? 0) === 0 ? [] : [estimation])))
  return Array.from(used, ({ design }) => design.degreesOfFreedom).reduce((sum, own) => sum + own, 0)
}

function estimateOf({ side, placeOf }: SlopeSource, node: string): NodeEstimate | null {
  return side.estimates[placeOf(node)] ?? null
}

/** By node: the variance of its slope, surveys added up. */
function varianceByNode(points: readonly SlopeSource[], nodes: readonly string[], lines: readonly Line[]): number[] {
  const total = nodes.map(() => 0)
  for (const estimation of new Set(points.map((point) => point.estimation))) {
    const own = points.flatMap((point, place) => (point.estimation === estimation ? [{ point, place }] : []))
    const units = (100 / estimation.moments.scoring.divisor) ** 2
    const terms = own.map(({ point, place }): Term => {
      const factors = estimation.moments.plan.nodes.map(() => 0)
      nodes.forEach((node, number) => {
        const index = point.placeOf(node)
        if (index >= 0) factors[index] = lines[number]?.factors?.[place] ?? 0
      })
      return { ratios: point.side.ratios, factors }
    })
    const variance = contrastVariance(estimation, terms)
    nodes.forEach((node, number) => {
      const index = own[0]?.point.placeOf(node) ?? -1
      if (index >= 0) total[number] = (total[number] ?? 0) + units * nodeVariance(estimation, terms, variance, index)
    })
  }
  return total
}
