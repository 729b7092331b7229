import type { Aggregate } from '../questionnaire/questionnaire.ts'
import { type Cells, type Column, orderedCells, splitCells } from './cells.ts'
import { designOf } from './design.ts'
import { type DesignEffect, designEffectsOf } from './design-effect.ts'
import { type Estimation, ratiosOf } from './domain-ratios.ts'
import { domainsOf } from './domains.ts'
import { estimateRatios, type NodeEstimate } from './estimate.ts'
import type { KeptAnswers } from './kept-answers.ts'
import { addRows, createMoments } from './moments.ts'
import type { SchemePlan } from './scheme-plan.ts'
import type { Measure } from './scoring.ts'

/** What a survey is measured by, whatever the groups. */
export interface SampleQuestion {
  readonly plan: SchemePlan
  readonly formula: Measure
  readonly aggregate: Aggregate
  readonly useWeights: boolean
  /** N_h by stratum id, where known. */
  readonly populations: ReadonlyMap<number, number>
}

export interface IndexQuestion extends SampleQuestion {
  /** Names of kept cell keys ('agency', 'sector', 'stratum', 'group') or of `columns`. */
  readonly by: readonly string[]
  /** Other columns to group by: each costs a pass over the responses. */
  readonly columns?: readonly Column[]
  /** Only responses with these codes, by name as in `by`. */
  readonly only?: Readonly<Record<string, number | undefined>>
  /** By row: 0 leaves the response out of every group. */
  readonly mask?: Uint8Array | null
  /** Design effects too: passes over the responses. */
  readonly withDesignEffects?: boolean
}

export interface DomainEstimates {
  /** One code for each name of `by`. */
  readonly codes: readonly number[]
  /** In the scheme's order, one for each node of the plan. */
  readonly estimates: readonly NodeEstimate[]
  /** Null unless asked for. */
  readonly designEffects: readonly DesignEffect[] | null
}

/**
 * Indices of every node for every group, with standard errors and 95 % intervals: the formulas and the design of the
 * sample as in R's `survey` (svydesign, svyratio on domains). From the kept sums; responses are only passed over for a
 * mask, a further column, or `mean-of-children`. Groups come in no particular order.
 */
export function computeIndices(kept: KeptAnswers, question: IndexQuestion): DomainEstimates[] {
  const { by, columns = [], only = {}, mask = null } = question
  const estimation = estimationOf(kept, question, columns, mask)
  const domains = domainsOf(estimation.cells, by, only, estimation.ordered)
  const parts = domains.map((domain) => ratiosOf(estimation, domain))
  const estimates = estimateRatios(estimation, parts)
  const effects = question.withDesignEffects === true ? designEffectsOf(estimation, parts, estimates) : null
  return domains.map(({ codes }, index) => ({
    codes,
    estimates: estimates[index] ?? [],
    designEffects: effects?.[index] ?? null,
  }))
}

/**
 * A survey's sums, by its own cells or by finer ones: `columns` divide them, rows where `mask` is 0 are in none. The design
 * is that of the whole survey either way. `isWanted`: cells that shall be summed; all when absent.
 */
export function estimationOf(
  kept: KeptAnswers,
  { plan, formula, aggregate, useWeights, populations }: SampleQuestion,
  columns: readonly Column[],
  mask: Uint8Array | null,
  isWanted: ((cells: Cells, cell: number) => boolean) | null = null,
): Estimation {
  const { answers } = kept
  const keptOrder = orderedCells(kept.cells)
  const design = designOf(kept.cells, populations, keptOrder)
  const keptMoments = kept.momentsOf(plan, formula, useWeights)
  if (columns.length === 0 && mask === null) {
    return { answers, cells: kept.cells, ordered: keptOrder, moments: keptMoments, design, aggregate }
  }
  const cells = splitCells(kept.cells, answers.count, columns, mask)
  const moments = createMoments(plan, keptMoments.scoring, keptMoments.isWeighted, cells.count)
  const wanted = isWanted === null ? cells.cellOf : withoutCells(cells, isWanted)
  addRows(moments, answers, wanted, { to: answers.count })
  return { answers, cells, ordered: orderedCells(cells), moments, design, aggregate }
}

/** Cell by row, -1 for those of cells that nobody asks for: their rows need not be summed. */
function withoutCells(cells: Cells, isWanted: (cells: Cells, cell: number) => boolean): Int32Array {
  const wanted = Uint8Array.from({ length: cells.count }, (_, cell) => Number(isWanted(cells, cell)))
  return cells.cellOf.map((cell) => (cell >= 0 && wanted[cell] === 1 ? cell : -1))
}
