import type { Formula } from '../questionnaire/questionnaire.ts'
import { domainsOf } from './domains.ts'
import type { KeptAnswers } from './kept-answers.ts'
import type { PlanNode, SchemePlan } from './scheme-plan.ts'

/** How the answers to each item fall on the levels of the scale, in one group. */
export interface DomainLevels {
  /** One code for each name of `by`. */
  readonly codes: readonly number[]
  /** Of a node: its answers by level, the lowest first. */
  readonly of: (node: PlanNode) => NodeLevels
}

export interface NodeLevels {
  /** Answers by level, unweighted: whole numbers. */
  readonly counts: readonly number[]
  /** The sums of their weights; the same as `counts` where nothing is weighted. */
  readonly weights: readonly number[]
}

interface LevelQuestion {
  readonly plan: SchemePlan
  readonly formula: Formula
  readonly useWeights: boolean
  /** As in IndexQuestion. */
  readonly by: readonly string[]
}

/** Answers by level of every group, from the sums that the index itself is computed from: no pass over the responses. */
export function levelCounts(kept: KeptAnswers, { plan, formula, useWeights, by }: LevelQuestion): DomainLevels[] {
  const moments = kept.momentsOf(plan, formula, useWeights)
  return domainsOf(kept.cells, by, {}).map(({ codes, cells }) => ({
    codes,
    of: (node) => ({
      counts: sumLevels(plan, moments.counts, cells, node),
      weights: sumLevels(plan, moments.sums, cells, node),
    }),
  }))
}

function sumLevels(plan: SchemePlan, sums: Float64Array, cells: readonly number[], { from, to }: PlanNode): number[] {
  const levels = new Array<number>(plan.levels).fill(0)
  for (const cell of cells) {
    for (let slot = from; slot < to; slot++) {
      const place = (cell * plan.slots.length + slot) * plan.classCount
      for (let level = 0; level < plan.levels; level++)
        levels[level] = (levels[level] ?? 0) + (sums[place + level] ?? 0)
    }
  }
  return levels
}
