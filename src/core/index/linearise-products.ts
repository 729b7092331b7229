import type { Cells } from './cells.ts'
import { coefficientsOf, type DomainRatios } from './domain-ratios.ts'
import { domainsByCell, unionOf } from './domains.ts'
import { type ItemProducts, triangleSize } from './item-products.ts'
import type { LinearisedSums } from './mean-of-children.ts'
import type { SchemePlan } from './scheme-plan.ts'

interface MeansTerm {
  readonly ratios: DomainRatios
  /** By node. */
  readonly factors: readonly number[]
}

/**
 * As `linearise`, from the products instead of the responses: z of a response is c·x with the same c for all responses of
 * one cell, so that Σz = c·Σx and Σz² = cᵀ(Σxxᵀ)c. Cells of a cluster have no Σz²: nobody reads it.
 */
export function lineariseProducts(
  cells: Cells,
  ordered: readonly number[],
  plan: SchemePlan,
  itemProducts: ItemProducts,
  terms: readonly MeansTerm[],
): LinearisedSums {
  const domains = terms.map(({ ratios }) => ratios.domain)
  const { domainsOf } = domainsByCell(cells, domains)
  const innerCount = plan.innerNodes.length
  const width = 2 * plan.slots.length
  const size = triangleSize(width)
  const z = new Float64Array(cells.count * innerCount)
  const zz = new Float64Array(cells.count * innerCount)
  const known = new Map<string, Float64Array>()
  for (const cell of unionOf(cells, ordered, domains)) {
    const places = domainsOf(cell)
    const key = places.join()
    const found =
      known.get(key) ??
      coefficientTable(
        plan,
        itemProducts.centre,
        places.flatMap((place) => terms[place] ?? []),
      )
    known.set(key, found)
    const start = (itemProducts.placeOf[cell] ?? -1) * size
    for (let inner = 0; inner < innerCount; inner++) {
      const from = 2 * (plan.innerFrom[inner] ?? 0)
      const to = 2 * (plan.innerTo[inner] ?? 0)
      const at = inner * width
      let sum = 0
      for (let a = from; a < to; a++) sum += (found[at + a] ?? 0) * (itemProducts.sums[cell * width + a] ?? 0)
      z[cell * innerCount + inner] = sum
      if (start >= 0) zz[cell * innerCount + inner] = squareOf(itemProducts.products, start, found, { at, from, to })
    }
  }
  return { z, zz }
}

/** cᵀPc over the items below a node. The hot loop: reads are inside the arrays by construction. */
function squareOf(
  products: Float64Array,
  start: number,
  c: Float64Array,
  { at, from, to }: { readonly at: number; readonly from: number; readonly to: number },
): number {
  let square = 0
  let place = start + triangleSize(from)
  for (let a = from; a < to; a++) {
    const own = c[at + a] as number
    let others = 0
    for (let b = from; b < a; b++) others += (c[at + b] as number) * (products[place + b] as number)
    square += own * (2 * others + own * (products[place + a] as number))
    place += a + 1
  }
  return square
}

/** By inner node: c over the places of x, added up over the terms. */
function coefficientTable(plan: SchemePlan, centre: Float64Array, terms: readonly MeansTerm[]): Float64Array {
  const width = 2 * plan.slots.length
  const table = new Float64Array(plan.innerNodes.length * width)
  for (const { ratios, factors } of terms) {
    plan.nodes.forEach((node, index) => {
      if (node.inner < 0 || (ratios.sums.n[index] ?? 0) === 0) return
      const { ratio, scale } = coefficientsOf(plan, ratios, node, index)
      for (let slot = node.from; slot < node.to; slot++) {
        const own = (factors[index] ?? 0) * (scale[slot] ?? 0)
        if (own === 0) continue // also of items without an answer, whose ratio is no number
        const at = node.inner * width + 2 * slot
        table[at] = (table[at] ?? 0) + own
        table[at + 1] = (table[at + 1] ?? 0) - own * ((ratio[slot] ?? 0) - (centre[slot] ?? 0))
      }
    })
  }
  return table
}
