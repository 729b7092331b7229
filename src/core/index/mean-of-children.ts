import type { Cells } from './cells.ts'
import type { Domain } from './domains.ts'
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

interface DomainMeans {
  readonly domain: Domain
  readonly sums: NodeSums
  readonly means: ChildMeans
}

/**
 * The delta method for means of ratios: z of a response on an item is w·(y − R·m)/Σwm, on a node the same mean of its
 * children's z. One pass over the responses; cells in no domain are passed over.
 */
export function linearise(
  answers: SurveyAnswers,
  cells: Cells,
  moments: Moments,
  domains: readonly DomainMeans[],
): LinearisedSums {
  const { plan, isWeighted } = moments
  const domainOf = new Int32Array(cells.count).fill(-1)
  domains.forEach(({ domain }, index) => {
    for (const cell of domain.cells) domainOf[cell] = index
  })
  const innerCount = plan.innerNodes.length
  const blockSize = plan.slots.length * plan.classCount
  const deviations = deviationTable(moments, domains)
  const parts = innerParts(plan, domains)
  const z = new Float64Array(cells.count * innerCount)
  const zz = new Float64Array(cells.count * innerCount)
  const ofRow = new Float64Array(innerCount)
  for (let row = 0; row < answers.count; row++) {
    const cell = cells.cellOf[row] ?? -1
    const domain = cell < 0 ? -1 : (domainOf[cell] ?? -1)
    if (domain < 0) continue
    const start = row * answers.recordWidth
    let place = domain * blockSize
    ofRow.fill(0)
    for (let slot = 0; slot < plan.slots.length; slot++, place += plan.classCount) {
      const parent = plan.slotParent[slot] ?? 0
      const deviation = deviations[place + classAt(plan, answers.records, start, slot)] ?? 0
      ofRow[parent] = (ofRow[parent] ?? 0) + deviation
    }
    const weight = isWeighted ? (answers.weight[row] ?? 1) : 1
    for (let inner = innerCount - 1; inner >= 0; inner--) {
      const own = ofRow[inner] ?? 0
      const parent = plan.innerParent[inner] ?? -1
      if (parent >= 0) ofRow[parent] = (ofRow[parent] ?? 0) + own * (parts[domain * innerCount + inner] ?? 0)
      const value = own * weight
      z[cell * innerCount + inner] = (z[cell * innerCount + inner] ?? 0) + value
      zz[cell * innerCount + inner] = (zz[cell * innerCount + inner] ?? 0) + value * value
    }
  }
  return { z, zz }
}

/** By domain, slot and class: part·(score − R)/Σwm, what an answer adds to its factor's z but for the weight. */
function deviationTable({ plan, scoring }: Moments, domains: readonly DomainMeans[]): Float64Array {
  const table = new Float64Array(domains.length * plan.slots.length * plan.classCount)
  domains.forEach(({ sums, means }, domain) => {
    plan.nodes.forEach((node, index) => {
      const total = sums.wm[index] ?? 0
      if (node.slot < 0 || total === 0) return
      for (let level = 0; level < plan.levels; level++) {
        const place = (domain * plan.slots.length + node.slot) * plan.classCount + level
        const deviation = (scoring.scores[level] ?? 0) - (means.ratio[index] ?? 0)
        table[place] = ((means.part[index] ?? 0) * deviation) / total
      }
    })
  })
  return table
}

function innerParts(plan: SchemePlan, domains: readonly DomainMeans[]): Float64Array {
  const parts = new Float64Array(domains.length * plan.innerNodes.length)
  domains.forEach(({ means }, domain) => {
    plan.nodes.forEach((node, index) => {
      if (node.inner >= 0) parts[domain * plan.innerNodes.length + node.inner] = means.part[index] ?? 0
    })
  })
  return parts
}
