import type { Cells } from './cells.ts'
import { type Domain, domainsByCell } from './domains.ts'
import type { Moments } from './moments.ts'
import type { NodeSums } from './node-sums.ts'
import { classAt, type PlanNode, type SchemePlan } from './scheme-plan.ts'
import type { SurveyAnswers } from './survey-answers.ts'

/** The weighted mean of the children's ratios, down to items, in one domain. */
export interface ChildMeans {
  /** By node, in units of the score; NaN without answers. */
  readonly ratio: readonly number[]
  /** A node's part in its parent's mean: its weight over those of the siblings that have answers; 0 without answers. */
  readonly part: readonly number[]
}

/** A child without any answer in the domain is left out of its parent's mean. */
export function childMeansOf(plan: SchemePlan, sums: NodeSums): ChildMeans {
  const ratio = plan.nodes.map((node, index) => (node.slot >= 0 ? (sums.wy[index] ?? 0) / (sums.wm[index] ?? 0) : 0))
  const weights = plan.nodes.map(() => 0)
  eachWithParent(plan, sums, (node) => {
    weights[node.parent] = (weights[node.parent] ?? 0) + node.weight
  })
  const part = plan.nodes.map(() => 0)
  eachWithParent(plan, sums, (node, index) => {
    part[index] = node.weight / (weights[node.parent] ?? 0)
    ratio[node.parent] = (ratio[node.parent] ?? 0) + (part[index] ?? 0) * (ratio[index] ?? 0)
  })
  plan.nodes.forEach((_, index) => {
    if ((sums.n[index] ?? 0) === 0) ratio[index] = Number.NaN
  })
  return { ratio, part }
}

/** Nodes that have answers and a parent, children before their parents. */
function eachWithParent(plan: SchemePlan, sums: NodeSums, visit: (node: PlanNode, index: number) => void): void {
  for (let index = plan.nodes.length - 1; index > 0; index--) {
    const node = plan.nodes[index]
    if (node !== undefined && (sums.n[index] ?? 0) > 0) visit(node, index)
  }
}

/** By cell and inner node: Σz and Σz² of the responses' linearised values. */
export interface LinearisedSums {
  readonly z: Float64Array
  readonly zz: Float64Array
}

/** A domain's means as they enter a linear combination of domains; see contrast-variance. */
interface MeansTerm {
  readonly ratios: {
    readonly domain: Domain
    readonly sums: NodeSums
    readonly ratio: readonly number[]
    readonly part: readonly number[] | null
  }
  /** By node. */
  readonly factors: readonly number[]
}

/**
 * The delta method for means of ratios: z of a response on an item is w·(y − R·m)/Σwm, on a node the same mean of its
 * children's z; over several domains that a response is of, Σ factor·z. One pass over the responses; cells in no domain
 * are passed over.
 */
export function linearise(
  answers: SurveyAnswers,
  cells: Cells,
  moments: Moments,
  terms: readonly MeansTerm[],
): LinearisedSums {
  const { plan, isWeighted } = moments
  const { domainsOf } = domainsByCell(
    cells,
    terms.map(({ ratios }) => ratios.domain),
  )
  const innerCount = plan.innerNodes.length
  const blockSize = plan.slots.length * plan.classCount
  const deviations = deviationTable(moments, terms)
  const parts = byInnerNode(plan, terms, ({ ratios }) => ratios.part)
  const factors = byInnerNode(plan, terms, (term) => term.factors)
  const z = new Float64Array(cells.count * innerCount)
  const zz = new Float64Array(cells.count * innerCount)
  const ofTerm = new Float64Array(innerCount)
  const ofRow = new Float64Array(innerCount)
  for (let row = 0; row < answers.count; row++) {
    const cell = cells.cellOf[row] ?? -1
    const places = cell < 0 ? [] : domainsOf(cell)
    if (places.length === 0) continue
    const start = row * answers.recordWidth
    ofRow.fill(0)
    for (const term of places) {
      ofTerm.fill(0)
      let place = term * blockSize
      for (let slot = 0; slot < plan.slots.length; slot++, place += plan.classCount) {
        const parent = plan.slotParent[slot] ?? 0
        const deviation = deviations[place + classAt(plan, answers.records, start, slot)] ?? 0
        ofTerm[parent] = (ofTerm[parent] ?? 0) + deviation
      }
      for (let inner = innerCount - 1; inner >= 0; inner--) {
        const own = ofTerm[inner] ?? 0
        const parent = plan.innerParent[inner] ?? -1
        if (parent >= 0) ofTerm[parent] = (ofTerm[parent] ?? 0) + own * (parts[term * innerCount + inner] ?? 0)
        ofRow[inner] = (ofRow[inner] ?? 0) + own * (factors[term * innerCount + inner] ?? 0)
      }
    }
    const weight = isWeighted ? (answers.weight[row] ?? 1) : 1
    for (let inner = 0; inner < innerCount; inner++) {
      const value = (ofRow[inner] ?? 0) * weight
      z[cell * innerCount + inner] = (z[cell * innerCount + inner] ?? 0) + value
      zz[cell * innerCount + inner] = (zz[cell * innerCount + inner] ?? 0) + value * value
    }
  }
  return { z, zz }
}

/** By domain, slot and class: part·(score − R)/Σwm, what an answer adds to its node's z but for the weight. */
function deviationTable({ plan, scoring }: Moments, terms: readonly MeansTerm[]): Float64Array {
  const table = new Float64Array(terms.length * plan.slots.length * plan.classCount)
  terms.forEach(({ ratios: { sums, ratio, part } }, term) => {
    plan.nodes.forEach((node, index) => {
      const total = sums.wm[index] ?? 0
      if (node.slot < 0 || total === 0) return
      for (let level = 0; level < plan.levels; level++) {
        const place = (term * plan.slots.length + node.slot) * plan.classCount + level
        const deviation = (scoring.scores[level] ?? 0) - (ratio[index] ?? 0)
        table[place] = ((part?.[index] ?? 0) * deviation) / total
      }
    })
  })
  return table
}

/** Of each term's values by node those of the inner nodes, end to end. */
function byInnerNode(
  plan: SchemePlan,
  terms: readonly MeansTerm[],
  valuesOf: (term: MeansTerm) => readonly number[] | null,
): Float64Array {
  const table = new Float64Array(terms.length * plan.innerNodes.length)
  terms.forEach((term, place) => {
    const values = valuesOf(term)
    plan.nodes.forEach((node, index) => {
      if (node.inner >= 0) table[place * plan.innerNodes.length + node.inner] = values?.[index] ?? 0
    })
  })
  return table
}
