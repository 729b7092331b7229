import type { Cells } from './cells.ts'
import type { Moments } from './moments.ts'
import { classAt } from './scheme-plan.ts'
import type { SurveyAnswers } from './survey-answers.ts'

/**
 * What any linear combination of a response's items comes to when it is summed and squared over a cell, so that many groups
 * can be linearised without passing over the responses for each. A response is the vector x of its items, two places each:
 * score − centre and 1 for an answer, 0 and 0 without.
 */
export interface ItemProducts {
  /** By slot: the item's mean over all cells. Near it the squares don't cancel. */
  readonly centre: Float64Array
  /** By cell: Σw·x. */
  readonly sums: Float64Array
  /** By cell its place in `products`; -1 for cells of a cluster, which enters as one unit by its sum. */
  readonly placeOf: Int32Array
  /** By place: the lower triangle of Σw²·x·xᵀ, row by row. */
  readonly products: Float64Array
}

/** Of that many numbers (64 MB) the products may be; beyond it passes over the responses are the lesser evil. */
const ROOM = 2 ** 23

/** One pass over the responses; null where the products of all cells would take too much room. */
export function itemProductsOf(answers: SurveyAnswers, cells: Cells, moments: Moments): ItemProducts | null {
  const { plan, scoring, isWeighted } = moments
  const clusters = cells.codes.get('cluster') ?? []
  const placeOf = new Int32Array(cells.count).fill(-1)
  let places = 0
  for (let cell = 0; cell < cells.count; cell++) if ((clusters[cell] ?? 0) === 0) placeOf[cell] = places++
  const width = 2 * plan.slots.length
  const size = triangleSize(width)
  if (places * size > ROOM) return null
  const centre = centresOf(moments, cells)
  const sums = new Float64Array(cells.count * width)
  const products = new Float64Array(places * size)
  const x = new Float64Array(width)
  for (let row = 0; row < answers.count; row++) {
    const cell = cells.cellOf[row] ?? -1
    if (cell < 0) continue
    const weight = isWeighted ? (answers.weight[row] ?? 1) : 1
    const start = row * answers.recordWidth
    for (let slot = 0; slot < plan.slots.length; slot++) {
      const found = classAt(plan, answers.records, start, slot)
      const isAnswered = found < plan.levels
      x[2 * slot] = isAnswered ? weight * ((scoring.scores[found] ?? 0) - (centre[slot] ?? 0)) : 0
      x[2 * slot + 1] = isAnswered ? weight : 0
    }
    for (let at = 0; at < width; at++) sums[cell * width + at] = (sums[cell * width + at] ?? 0) + (x[at] as number)
    const place = placeOf[cell] ?? -1
    if (place >= 0) addProducts(products, place * size, x)
  }
  return { centre, sums, placeOf, products }
}

/** Numbers in the lower triangle of a square of that width, the diagonal among them. */
export function triangleSize(width: number): number {
  return (width * (width + 1)) / 2
}

/** The hot loop: reads are inside the arrays by construction. */
function addProducts(products: Float64Array, start: number, x: Float64Array): void {
  let place = start
  for (let a = 0; a < x.length; a++) {
    const left = x[a] as number
    if (left !== 0) {
      for (let b = 0; b <= a; b++) products[place + b] = (products[place + b] as number) + left * (x[b] as number)
    }
    place += a + 1
  }
}

function centresOf({ plan, scoring, sums }: Moments, cells: Cells): Float64Array {
  return Float64Array.from(plan.slots, (_, slot) => {
    let scores = 0
    let weights = 0
    for (let cell = 0; cell < cells.count; cell++) {
      const place = (cell * plan.slots.length + slot) * plan.classCount
      for (let level = 0; level < plan.levels; level++) {
        weights += sums[place + level] ?? 0
        scores += (scoring.scores[level] ?? 0) * (sums[place + level] ?? 0)
      }
    }
    return weights === 0 ? 0 : scores / weights
  })
}
