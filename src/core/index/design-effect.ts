import { coefficientsOf, type DomainRatios, type Estimation } from './domain-ratios.ts'
import { domainsByCell } from './domains.ts'
import type { NodeEstimate } from './estimate.ts'
import { deviationOf } from './exact-variance.ts'

/** What the design of the sample does to an index, beside the same number of respondents drawn one by one. */
export interface DesignEffect {
  /** Variance over that of a simple random sample with replacement; as R's svyratio(deff = 'replace'). */
  readonly designEffect: number | null
  /** n / designEffect: so many drawn one by one would tell as much. */
  readonly effectiveN: number | null
}

const NONE: DesignEffect = { designEffect: null, effectiveN: null }

/**
 * Design effects by domain and node, beside the estimates they are of; null where there is no standard error, or no
 * variance at all. Domains don't overlap. One pass over the responses for each node, so only on request.
 */
export function designEffectsOf(
  estimation: Estimation,
  parts: readonly DomainRatios[],
  estimates: readonly (readonly NodeEstimate[])[],
): DesignEffect[][] {
  const units = 100 / estimation.moments.scoring.divisor
  const effects = parts.map((): DesignEffect[] => [])
  estimation.moments.plan.nodes.forEach((_, index) => {
    const variances = simpleVariances(estimation, parts, index)
    parts.forEach((_, place) => {
      const { n = 0, standardError = null } = estimates[place]?.[index] ?? {}
      const simple = units ** 2 * (variances[place] ?? 0)
      const designEffect = standardError === null || !(simple > 0) ? null : standardError ** 2 / simple
      const isKnown = designEffect !== null && designEffect > 0
      effects[place]?.push(isKnown ? { designEffect, effectiveN: n / designEffect } : NONE)
    })
  })
  return effects
}

/**
 * By domain: the variance of a node's ratio if its n respondents with an answer had been drawn one by one with replacement,
 * Σw·Σw·z²/(n − 1) with z the linearised value without its weight. In units of the score.
 */
function simpleVariances(estimation: Estimation, parts: readonly DomainRatios[], index: number): number[] {
  const { answers, cells, moments } = estimation
  const { plan, scoring, isWeighted } = moments
  const node = plan.nodes[index]
  if (node === undefined) return []
  const { domainsOf } = domainsByCell(
    cells,
    parts.map(({ domain }) => domain),
  )
  const linearisations = parts.map((ratios) => ({ node, ...coefficientsOf(plan, ratios, node, index) }))
  const totals = parts.map(() => ({ n: 0, weight: 0, squares: 0 }))
  for (let row = 0; row < answers.count; row++) {
    const cell = cells.cellOf[row] ?? -1
    const [place] = cell < 0 ? [] : domainsOf(cell)
    const linearisation = place === undefined ? undefined : linearisations[place]
    const total = place === undefined ? undefined : totals[place]
    if (linearisation === undefined || total === undefined) continue
    const z = deviationOf({ answers, plan, scoring }, row, linearisation)
    if (z === null) continue
    const weight = isWeighted ? (answers.weight[row] ?? 1) : 1
    total.n += 1
    total.weight += weight
    total.squares += weight * z * z
  }
  return totals.map(({ n, weight, squares }) => (n < 2 ? 0 : (weight * squares) / (n - 1)))
}
