import type { Aggregate } from '../questionnaire/questionnaire.ts'
import type { Cells } from './cells.ts'
import type { Design } from './design.ts'
import type { Domain } from './domains.ts'
import type { ItemProducts } from './item-products.ts'
import { childMeansOf } from './mean-of-children.ts'
import type { Moments } from './moments.ts'
import { type NodeSums, sumCells } from './node-sums.ts'
import type { PlanNode, SchemePlan } from './scheme-plan.ts'
import type { SurveyAnswers } from './survey-answers.ts'

/** A survey's answers, summed by cells, with the design of its sample: what every estimate is read from. */
export interface Estimation {
  readonly answers: SurveyAnswers
  readonly cells: Cells
  /** The cells in the order of summing (orderedCells). */
  readonly ordered: readonly number[]
  readonly moments: Moments
  readonly design: Design
  readonly aggregate: Aggregate
  /** Where many groups are asked for under `mean-of-children`: spares a pass over the responses for each. */
  readonly itemProducts?: ItemProducts | null
}

/** The ratios of one domain; what a variance linearises around. */
export interface DomainRatios {
  readonly domain: Domain
  readonly sums: NodeSums
  /** By node, in units of the score; NaN without answers. */
  readonly ratio: readonly number[]
  /** Under `mean-of-children` each node's part in its parent's mean; null when pooled. */
  readonly part: readonly number[] | null
}

/** `all-satisfied` is of a respondent's answers together: means of children don't touch it. */
export function isMeanOfChildren({ aggregate, moments }: Estimation): boolean {
  return aggregate === 'mean-of-children' && !moments.scoring.isPerRespondent
}

export function ratiosOf(estimation: Estimation, domain: Domain): DomainRatios {
  const sums = sumCells(estimation.moments, domain.cells)
  if (isMeanOfChildren(estimation)) return { domain, sums, ...childMeansOf(estimation.moments.plan, sums) }
  return { domain, sums, ratio: sums.wy.map((wy, index) => wy / (sums.wm[index] ?? 0)), part: null }
}

/** By slot below a node: the ratio its score is compared with, and the scale of that deviation in the node's z. */
export interface Coefficients {
  readonly ratio: Float64Array
  readonly scale: Float64Array
}

export function coefficientsOf(plan: SchemePlan, ratios: DomainRatios, node: PlanNode, index: number): Coefficients {
  const { sums, ratio, part } = ratios
  const byRatio = new Float64Array(plan.slots.length).fill(ratio[index] ?? 0)
  const byScale = new Float64Array(plan.slots.length).fill(1 / (sums.wm[index] ?? 0))
  if (part === null || node.slot >= 0) return { ratio: byRatio, scale: byScale }
  plan.nodes.forEach((item, place) => {
    if (item.slot < node.from || item.slot >= node.to) return
    let scale = (part[place] ?? 0) / (sums.wm[place] ?? 0)
    for (let above = item.parent; above !== index; above = plan.nodes[above]?.parent ?? index) scale *= part[above] ?? 0
    byRatio[item.slot] = ratio[place] ?? 0
    byScale[item.slot] = Number.isFinite(scale) ? scale : 0
  })
  return { ratio: byRatio, scale: byScale }
}
