import type { Aggregate } from '../questionnaire/questionnaire.ts'
import { type Column, splitCells } from './cells.ts'
import { designOf } from './design.ts'
import { domainsOf } from './domains.ts'
import { estimateDomains, type NodeEstimate } from './estimate.ts'
import type { KeptAnswers } from './kept-answers.ts'
import { addRows, createMoments } from './moments.ts'
import type { SchemePlan } from './scheme-plan.ts'
import type { Measure } from './scoring.ts'

export interface IndexQuestion {
  readonly plan: SchemePlan
  readonly formula: Measure
  readonly aggregate: Aggregate
  readonly useWeights: boolean
  /** N_h by stratum id, where known. */
  readonly populations: ReadonlyMap<number, number>
  /** Names of kept cell keys ('agency', 'sector', 'stratum', 'group') or of `columns`. */
  readonly by: readonly string[]
  /** Other columns to group by: each costs a pass over the responses. */
  readonly columns?: readonly Column[]
  /** Only responses with these codes, by name as in `by`. */
  readonly only?: Readonly<Record<string, number | undefined>>
  /** By row: 0 leaves the response out of every group. */
  readonly mask?: Uint8Array | null
}

export interface DomainEstimates {
  /** One code for each name of `by`. */
  readonly codes: readonly number[]
  /** In the scheme's order, one for each node of the plan. */
  readonly estimates: readonly NodeEstimate[]
}

/**
 * Indices of every node for every group, with standard errors and 95 % intervals: the formulas and the design of the
 * sample as in R's `survey` (svydesign, svyratio on domains). From the kept sums; responses are only passed over for a
 * mask, a further column, or `mean-of-children`. Groups come in no particular order.
 */
export function computeIndices(kept: KeptAnswers, question: IndexQuestion): DomainEstimates[] {
  const { plan, formula, aggregate, by, columns = [], only = {}, mask = null } = question
  const { answers } = kept
  const design = designOf(kept.cells, question.populations)
  let moments = kept.momentsOf(plan, formula, question.useWeights)
  const isAdHoc = columns.length > 0 || mask !== null
  const cells = isAdHoc ? splitCells(kept.cells, answers.count, columns, mask) : kept.cells
  if (isAdHoc) {
    moments = createMoments(plan, moments.scoring, moments.isWeighted, cells.count)
    addRows(moments, answers, cells.cellOf, { to: answers.count })
  }
  const domains = domainsOf(cells, by, only)
  const estimates = estimateDomains({ answers, cells, moments, design, aggregate }, domains)
  return domains.map((domain, index) => ({ codes: domain.codes, estimates: estimates[index] ?? [] }))
}
