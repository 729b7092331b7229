import { coefficientsOf, type DomainRatios, type Estimation, isMeanOfChildren } from './domain-ratios.ts'
import { type DomainsByCell, domainsByCell, unionOf } from './domains.ts'
import { exactVariance } from './exact-variance.ts'
import { lineariseProducts } from './linearise-products.ts'
import { type LinearisedSums, linearise } from './mean-of-children.ts'
import { createNodeSums, type NodeSums, readCell } from './node-sums.ts'
import { type CellDeviations, type DomainVariance, varianceOf } from './variance.ts'

/** One domain in a linear combination of domains' ratios. */
export interface Term {
  readonly ratios: DomainRatios
  /** By node. */
  readonly factors: readonly number[]
}

/** A domain that enters every node's combination alike. */
export function termOf(ratios: DomainRatios, factor: number): Term {
  return { ratios, factors: ratios.ratio.map(() => factor) }
}

/**
 * The variance by node of Σ factor·R over domains of one survey, which may overlap (an agency and the whole province): a
 * response's z is the sum of its z in each domain it is of, so covariances are in it; R's svycontrast over svyby. Of a
 * single domain it is that of its ratio. Under `mean-of-children` `linearised` spares the pass over the responses where
 * several disjoint domains shared one.
 */
export function contrastVariance(
  estimation: Estimation,
  terms: readonly Term[],
  linearised: LinearisedSums | null = lineariseTerms(estimation, terms),
): DomainVariance {
  const { moments, cells, ordered, design } = estimation
  const nodeCount = moments.plan.nodes.length
  const domains = terms.map(({ ratios }) => ratios.domain)
  const read =
    terms.length === 1 ? readerOf(estimation, terms, null) : readerOf(estimation, terms, domainsByCell(cells, domains))
  return varianceOf(unionOf(cells, ordered, domains), cells, design, nodeCount, (cell, into) => {
    read(cell, into)
    if (linearised !== null) overwriteInner(estimation, linearised, cell, into)
  })
}

/** z of every response of the terms' domains, summed by cell; null when pooled, where the kept sums say it all. */
export function lineariseTerms(estimation: Estimation, terms: readonly Term[]): LinearisedSums | null {
  const { answers, cells, ordered, moments, itemProducts = null } = estimation
  if (!isMeanOfChildren(estimation)) return null
  if (itemProducts === null) return linearise(answers, cells, moments, terms)
  return lineariseProducts(cells, ordered, moments.plan, itemProducts, terms)
}

/** How the sums of a cell make its z: what is the same for all cells of the same domains. */
interface Pattern {
  readonly terms: readonly Term[]
  /** By node: Σ factor/M and Σ factor·R/M over the terms, so that z = a·wy − b·wm. */
  readonly a: readonly number[]
  readonly b: readonly number[]
}

function patternOf(terms: readonly Term[], nodeCount: number): Pattern {
  const a = new Array<number>(nodeCount).fill(0)
  const b = new Array<number>(nodeCount).fill(0)
  for (const { factors, ratios } of terms) {
    for (let node = 0; node < nodeCount; node++) {
      const total = ratios.sums.wm[node] ?? 0
      if (total === 0) continue
      const factor = factors[node] ?? 0
      a[node] = (a[node] ?? 0) + factor / total
      b[node] = (b[node] ?? 0) + (factor * (ratios.ratio[node] ?? 0)) / total
    }
  }
  return { terms, a, b }
}

/** Fills the pooled z of a cell by node. Cells share a pattern when they are of the same domains. */
function readerOf(estimation: Estimation, terms: readonly Term[], byCell: DomainsByCell | null) {
  const { moments } = estimation
  const nodeCount = moments.plan.nodes.length
  const sums = createNodeSums(nodeCount)
  const patterns = new Map<string, Pattern>()
  const only = byCell === null ? patternOf(terms, nodeCount) : null
  const patternAt = (cell: number): Pattern => {
    const places = byCell?.domainsOf(cell) ?? []
    const key = places.join()
    const known =
      patterns.get(key) ??
      patternOf(
        places.flatMap((place) => terms[place] ?? []),
        nodeCount,
      )
    patterns.set(key, known)
    return known
  }
  return (cell: number, into: CellDeviations): void => {
    readCell(moments, cell, sums)
    const pattern = only ?? patternAt(cell)
    for (let node = 0; node < nodeCount; node++) readNode(pattern, sums, node, into)
  }
}

/** Each term's wy − R·wm is taken by itself: equal answers then cancel to exactly 0. */
function readNode({ terms, a, b }: Pattern, sums: NodeSums, node: number, into: CellDeviations): void {
  const [wy, wm] = [sums.wy[node] ?? 0, sums.wm[node] ?? 0]
  const [yy, ym, mm] = [sums.yy[node] ?? 0, sums.ym[node] ?? 0, sums.mm[node] ?? 0]
  let z = 0
  let r = 0
  for (const { factors, ratios } of terms) {
    const total = ratios.sums.wm[node] ?? 0
    if (total === 0) continue
    const factor = factors[node] ?? 0
    r = ratios.ratio[node] ?? 0
    z += (factor * (wy - r * wm)) / total
  }
  const [scale, centre] = [a[node] ?? 0, b[node] ?? 0]
  const largest = terms.length === 1 ? Math.abs(scale) : Math.max(Math.abs(scale), Math.abs(centre))
  into.n[node] = sums.n[node] ?? 0
  into.z[node] = z
  into.zz[node] =
    terms.length === 1
      ? scale ** 2 * (yy - 2 * r * ym + r * r * mm)
      : scale ** 2 * yy - 2 * scale * centre * ym + centre ** 2 * mm
  into.m[node] = largest * wm
  into.mm[node] = largest ** 2 * mm
}

function overwriteInner({ moments }: Estimation, { z, zz }: LinearisedSums, cell: number, into: CellDeviations): void {
  const { nodes, innerNodes } = moments.plan
  for (let index = 0; index < nodes.length; index++) {
    const inner = nodes[index]?.inner ?? -1
    if (inner < 0) continue
    into.z[index] = z[cell * innerNodes.length + inner] ?? 0
    into.zz[index] = zz[cell * innerNodes.length + inner] ?? 0
  }
}

/** Below this part of its terms a difference of sums has lost the digits we promise. */
const CANCELLED = 1e-7
/** Two passes over the responses leave less than this of rounding: below it the variance is 0. */
const ROUNDING = 1e-27

/** One node's variance out of those found, in units of the score, told from the responses where the sums have cancelled; NaN beyond doubles. */
export function nodeVariance(
  estimation: Estimation,
  terms: readonly Term[],
  found: DomainVariance,
  index: number,
): number {
  const variance = found.variance[index] ?? 0
  const size = found.size[index] ?? 0
  const node = estimation.moments.plan.nodes[index]
  if (!Number.isFinite(variance) || !Number.isFinite(size)) return Number.NaN // squares that no double holds
  if (variance === 0 || variance > CANCELLED * size || node === undefined) return variance
  const { plan, scoring, isWeighted } = estimation.moments
  const linearisations = terms.map(({ ratios, factors }) => ({
    domain: ratios.domain,
    factor: (ratios.sums.wm[index] ?? 0) === 0 ? 0 : (factors[index] ?? 0),
    node,
    ...coefficientsOf(plan, ratios, node, index),
  }))
  const exact = exactVariance({ ...estimation, plan, scoring, isWeighted }, linearisations)
  return exact > ROUNDING * size ? exact : 0
}
