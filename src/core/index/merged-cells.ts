import { type Cells, orderedCells } from './cells.ts'
import type { Estimation } from './domain-ratios.ts'
import { createMoments, INNER_STRIDE, type Moments } from './moments.ts'

/** Without these a cell is no part of one sampled unit. */
const UNIT_KEYS = ['stratum', 'cluster']

/**
 * The same sums by coarser cells: only sampled units and the named keys still divide them. What is asked of many groups
 * by one key is then answered from one cell a group and unit, whatever else the survey keeps apart. One pass over the rows.
 */
export function mergeCells(estimation: Estimation, names: Iterable<string>): Estimation {
  const { cells, ordered, moments, answers } = estimation
  const keys = [...new Set([...UNIT_KEYS, ...names])]
  const columns = keys.map((name) => cells.codes.get(name) ?? [])
  const places = new Map<string, number>()
  const into = new Int32Array(cells.count).fill(-1)
  const rows: number[] = []
  const firsts: number[] = []
  for (const cell of ordered) {
    const key = columns.map((column) => column[cell] ?? 0).join()
    const place = places.get(key) ?? places.size
    if (place === places.size) {
      places.set(key, place)
      firsts.push(cell)
    }
    into[cell] = place
    rows[place] = (rows[place] ?? 0) + (cells.rows[cell] ?? 0)
  }
  if (firsts.length === ordered.length) return estimation
  const cellOf = cells.cellOf.slice(0, answers.count)
  for (let row = 0; row < cellOf.length; row++) cellOf[row] = into[cellOf[row] ?? -1] ?? -1
  const codes = new Map(keys.map((name, key) => [name, firsts.map((cell) => columns[key]?.[cell] ?? 0)]))
  const merged: Cells = { cellOf, count: firsts.length, rows, codes }
  return {
    ...estimation,
    cells: merged,
    ordered: orderedCells(merged),
    moments: mergeMoments(moments, ordered, into, merged.count),
  }
}

function mergeMoments(from: Moments, ordered: readonly number[], into: Int32Array, count: number): Moments {
  const { plan, scoring, isWeighted } = from
  const merged = createMoments(plan, scoring, isWeighted, count)
  const blockSize = plan.slots.length * plan.classCount
  for (const cell of ordered) {
    const place = into[cell] ?? -1
    addBlock(from.counts, cell, merged.counts, place, blockSize)
    if (isWeighted) {
      addBlock(from.sums, cell, merged.sums, place, blockSize)
      addBlock(from.squares, cell, merged.squares, place, blockSize)
    }
    addBlock(from.inner, cell, merged.inner, place, plan.innerNodes.length * INNER_STRIDE)
  }
  return merged
}

function addBlock(from: Float64Array, cell: number, into: Float64Array, place: number, size: number): void {
  for (let at = 0; at < size; at++) {
    into[place * size + at] = (into[place * size + at] ?? 0) + (from[cell * size + at] ?? 0)
  }
}
