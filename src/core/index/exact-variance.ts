import type { Cells } from './cells.ts'
import type { Design } from './design.ts'
import type { Coefficients } from './domain-ratios.ts'
import { type Domain, domainsByCell } from './domains.ts'
import type { PlanNode, SchemePlan } from './scheme-plan.ts'
import { classAt } from './scheme-plan.ts'
import type { Scoring } from './scoring.ts'
import type { SurveyAnswers } from './survey-answers.ts'

/**
 * A node's linearisation in one domain: z of a response is w · factor · Σ scale·(score − ratio) over its answered items,
 * both by slot.
 */
export interface Linearisation extends Coefficients {
  readonly domain: Domain
  readonly factor: number
  readonly node: PlanNode
}

/** The responses and what is made of an answer. */
export interface Sample {
  readonly answers: SurveyAnswers
  readonly cells: Cells
  readonly design: Design
  readonly plan: SchemePlan
  readonly scoring: Scoring
  readonly isWeighted: boolean
}

/**
 * The variance of one node of one domain, or of a sum over several, from the responses themselves, in two passes: for where
 * the sums of squares have cancelled (nearly all answers alike). Slow, exact, and rarely called. In units of the score.
 */
export function exactVariance(sample: Sample, linearisations: readonly Linearisation[]): number {
  const { design } = sample
  const strata = unitTotals(sample, linearisations)
  let variance = 0
  for (const [code, totals] of strata) {
    const stratum = design.strata.get(code)
    if (stratum === undefined || !Number.isFinite(stratum.factor)) continue // a single unit: none of them answered
    let sum = 0
    for (const total of totals.values()) sum += total
    const mean = sum / stratum.units
    let squares = (stratum.units - totals.size) * mean ** 2 // units outside the domain have z = 0
    for (const total of totals.values()) squares += (total - mean) ** 2
    variance += stratum.factor * squares
  }
  return variance
}

/** Σz by stratum and sampled unit: a cluster's number, or for a response without one its row below zero. */
function unitTotals(sample: Sample, linearisations: readonly Linearisation[]): Map<number, Map<number, number>> {
  const { answers, cells: table } = sample
  const { domainsOf } = domainsByCell(
    table,
    linearisations.map(({ domain }) => domain),
  )
  const strata = new Map<number, Map<number, number>>()
  for (let row = 0; row < answers.count; row++) {
    const cell = table.cellOf[row] ?? -1
    const places = cell < 0 ? [] : domainsOf(cell)
    if (places.length === 0) continue
    const stratum = answers.keys.stratum[row] ?? 0
    const cluster = answers.keys.cluster[row] ?? 0
    const units = strata.get(stratum) ?? new Map<number, number>()
    strata.set(stratum, units)
    const unit = cluster === 0 ? -1 - row : cluster
    let z = 0
    for (const place of places) {
      const linearisation = linearisations[place]
      if (linearisation !== undefined) z += linearisation.factor * (deviationOf(sample, row, linearisation) ?? 0)
    }
    units.set(unit, (units.get(unit) ?? 0) + z * weightOf(sample, row))
  }
  return strata
}

/** z of a response without its weight; null without an answer on the node. */
export function deviationOf(
  { answers, plan, scoring }: Pick<Sample, 'answers' | 'plan' | 'scoring'>,
  row: number,
  { node, ratio, scale }: Pick<Linearisation, 'node' | 'ratio' | 'scale'>,
): number | null {
  const start = row * answers.recordWidth
  let z = 0
  let satisfied = 0
  let answered = 0
  for (let slot = node.from; slot < node.to; slot++) {
    const found = classAt(plan, answers.records, start, slot)
    if ((scoring.answered[found] ?? 0) === 0) continue
    const score = scoring.scores[found] ?? 0
    answered += 1
    satisfied += score
    z += (scale[slot] ?? 0) * (score - (ratio[slot] ?? 0))
  }
  if (answered === 0) return null
  if (!scoring.isPerRespondent) return z
  return (scale[node.from] ?? 0) * (Number(satisfied === answered) - (ratio[node.from] ?? 0))
}

function weightOf({ answers, isWeighted }: Sample, row: number): number {
  return isWeighted ? (answers.weight[row] ?? 1) : 1
}
