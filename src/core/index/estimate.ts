import type { Aggregate } from '../questionnaire/questionnaire.ts'
import type { Cells } from './cells.ts'
import type { Design } from './design.ts'
import type { Domain } from './domains.ts'
import { exactVariance } from './exact-variance.ts'
import { cutInterval, WILSON_BELOW, wilsonInterval } from './interval.ts'
import { childMeansOf, type LinearisedSums, linearise } from './mean-of-children.ts'
import type { Moments } from './moments.ts'
import { createNodeSums, type NodeSums, readCell, sumCells } from './node-sums.ts'
import type { PlanNode, SchemePlan } from './scheme-plan.ts'
import type { SurveyAnswers } from './survey-answers.ts'
import { type DomainVariance, varianceOf } from './variance.ts'

/**
 * What a reader must know about an estimate. All but `wilson` say why there is no standard error: no answer, one response
 * only, a stratum of a single sampled unit, all answers from a single sampled unit, more units sampled than the stratum's
 * population, weights whose sums no double holds (then there may be no index either). `wilson`: a plain share of fewer than 30 answers, whose interval is Wilson's.
 * `too-few-to-show` is the office's (small-cells): the engine itself hides nothing.
 */
export const NOTES = [
  'no-answers',
  'single-response',
  'single-unit-stratum',
  'single-sampled-unit',
  'population-below-sample',
  'beyond-numbers',
  'wilson',
  'too-few-to-show',
] as const
export type Note = (typeof NOTES)[number]

/** A node's index in one domain; 0-100, unrounded. */
export interface NodeEstimate {
  /** Respondents with an answer on the node; answers counted; items left unanswered. */
  readonly n: number
  readonly answers: number
  readonly missing: number
  readonly index: number | null
  readonly standardError: number | null
  readonly lower95: number | null
  readonly upper95: number | null
  readonly note: Note | null
}

export interface Estimation {
  readonly answers: SurveyAnswers
  readonly cells: Cells
  readonly moments: Moments
  readonly design: Design
  readonly aggregate: Aggregate
}

/** Estimates of every node, in the scheme's order, for every domain. */
export function estimateDomains(estimation: Estimation, domains: readonly Domain[]): NodeEstimate[][] {
  const { moments, answers, cells } = estimation
  const { plan, scoring } = moments
  const isMean = estimation.aggregate === 'mean-of-children' && !scoring.isPerRespondent
  const parts = domains.map((domain) => {
    const sums = sumCells(moments, domain.cells)
    return { domain, sums, means: isMean ? childMeansOf(plan, sums) : null }
  })
  const withMeans = parts.filter((part) => part.means !== null) as Parameters<typeof linearise>[3] // just filtered
  const linearised = isMean ? linearise(answers, cells, moments, withMeans) : null
  return parts.map(({ domain, sums, means }) => {
    const ratio = means?.ratio ?? pooledRatios(sums)
    const part = means?.part ?? null
    return estimateDomain(estimation, { domain, sums, ratio, part, linearised })
  })
}

interface DomainRatios {
  readonly domain: Domain
  readonly sums: NodeSums
  /** By node, in units of the score; NaN without answers. */
  readonly ratio: readonly number[]
  /** Under `mean-of-children`: each node's part in its parent's mean, and the responses' linearised sums. */
  readonly part: readonly number[] | null
  readonly linearised: LinearisedSums | null
}

function pooledRatios(sums: NodeSums): number[] {
  return sums.wy.map((wy, index) => wy / (sums.wm[index] ?? 0))
}

function estimateDomain(estimation: Estimation, ratios: DomainRatios): NodeEstimate[] {
  const variance = domainVariance(estimation, ratios)
  return estimation.moments.plan.nodes.map((_, index) => estimateNode(estimation, ratios, variance, index))
}

function domainVariance(estimation: Estimation, { domain, sums, ratio, linearised }: DomainRatios): DomainVariance {
  const { moments, cells, design } = estimation
  const { plan } = moments
  const nodeCount = plan.nodes.length
  const cell = createNodeSums(nodeCount)
  return varianceOf(domain.cells, cells, design, nodeCount, (number, into) => {
    readCell(moments, number, cell)
    plan.nodes.forEach((node, index) => {
      const total = sums.wm[index] ?? 0
      const r = ratio[index] ?? 0
      const [wy, wm] = [cell.wy[index] ?? 0, cell.wm[index] ?? 0]
      const [yy, ym, mm] = [cell.yy[index] ?? 0, cell.ym[index] ?? 0, cell.mm[index] ?? 0]
      into.n[index] = cell.n[index] ?? 0
      into.m[index] = total === 0 ? 0 : wm / total
      into.mm[index] = total === 0 ? 0 : mm / total ** 2
      if (linearised !== null && node.inner >= 0) {
        const place = number * plan.innerNodes.length + node.inner
        into.z[index] = linearised.z[place] ?? 0
        into.zz[index] = linearised.zz[place] ?? 0
      } else {
        into.z[index] = total === 0 ? 0 : (wy - r * wm) / total
        into.zz[index] = total === 0 ? 0 : (yy - 2 * r * ym + r * r * mm) / total ** 2
      }
    })
  })
}

function estimateNode(
  estimation: Estimation,
  ratios: DomainRatios,
  variance: DomainVariance,
  index: number,
): NodeEstimate {
  const { moments, design } = estimation
  const { scoring, plan } = moments
  const { sums } = ratios
  const n = sums.n[index] ?? 0
  const counts = { n, answers: sums.answers[index] ?? 0, missing: sums.missing[index] ?? 0 }
  const none = { standardError: null, lower95: null, upper95: null }
  if (n === 0) return { ...counts, index: null, ...none, note: 'no-answers' }
  const percent = percentOf(estimation, ratios, index)
  if (!Number.isFinite(percent)) return { ...counts, index: null, ...none, note: 'beyond-numbers' }
  const note = whyNoError(variance, index, n)
  if (note !== null) return { ...counts, index: percent, ...none, note }
  const standardError = (100 / scoring.divisor) * Math.sqrt(nodeVariance(estimation, ratios, variance, index))
  if (!Number.isFinite(standardError)) return { ...counts, index: percent, ...none, note: 'beyond-numbers' }
  const isSingleShare = scoring.divisor === 1 && (scoring.isPerRespondent || isOneItem(plan, index))
  if (n < WILSON_BELOW && isSingleShare && design.isSimple && !moments.isWeighted) {
    return { ...counts, index: percent, standardError, ...wilsonInterval(percent, n), note: 'wilson' }
  }
  const half = standardError === 0 ? 0 : design.quantile * standardError
  return { ...counts, index: percent, standardError, ...cutInterval(percent, half), note: null }
}

/** Pooled sums are divided once, so that whole numbers give the nearest double. */
function percentOf({ moments }: Estimation, { sums, ratio, part }: DomainRatios, index: number): number {
  const { centre, divisor } = moments.scoring
  const [wy, wm] = [sums.wy[index] ?? 0, sums.wm[index] ?? 0]
  if (part !== null && (moments.plan.nodes[index]?.inner ?? -1) >= 0)
    return (100 * ((ratio[index] ?? 0) + centre)) / divisor
  return (100 * (wy + centre * wm)) / (divisor * wm)
}

/** Why the variance of a place says nothing, or null where it stands. `n`: responses counted. */
export function whyNoError(variance: DomainVariance, index: number, n: number): Note | null {
  if (n === 1) return 'single-response'
  if (variance.isOversampled[index] === 1) return 'population-below-sample'
  if (variance.isLonely[index] === 1) return 'single-unit-stratum'
  return (variance.units[index] ?? 0) < 2 ? 'single-sampled-unit' : null
}

function isOneItem(plan: SchemePlan, index: number): boolean {
  const node = plan.nodes[index]
  return node !== undefined && node.to - node.from === 1
}

/** Below this part of its terms a difference of sums has lost the digits we promise. */
const CANCELLED = 1e-7
/** Two passes over the responses leave less than this of rounding: below it the variance is 0. */
const ROUNDING = 1e-27

function nodeVariance(estimation: Estimation, ratios: DomainRatios, found: DomainVariance, index: number): number {
  const variance = found.variance[index] ?? 0
  const size = found.size[index] ?? 0
  const node = estimation.moments.plan.nodes[index]
  if (!Number.isFinite(variance) || !Number.isFinite(size)) return Number.NaN // squares that no double holds
  if (variance === 0 || variance > CANCELLED * size || node === undefined) return variance
  const { plan, scoring, isWeighted } = estimation.moments
  const sample = { ...estimation, plan, scoring, isWeighted }
  const exact = exactVariance(sample, ratios.domain.cells, { node, ...coefficients(plan, ratios, node, index) })
  return exact > ROUNDING * size ? exact : 0
}

/** By slot below the node: the ratio its score is compared with, and the scale of that deviation in the node's z. */
function coefficients(plan: SchemePlan, { sums, ratio, part }: DomainRatios, node: PlanNode, index: number) {
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
