import type { Spot } from '../../../src/core/questionnaire/edit/spot.ts'
import type { OutlineRow } from './outline-rows.ts'

/** Where a dragged row would go: the row beside which the line is drawn, and the spot as it counts without the dragged one. */
export interface DropTarget {
  readonly over: Spot
  readonly side: 'before' | 'after'
  readonly to: Spot
}

/**
 * Where something dragged from `from` lands on the upper or lower half of a row. Over a row of a higher level it goes in
 * as the first; over one of a lower level it goes after what that lies in. Null where it can't go.
 */
export function dropTargetOf(
  from: Spot,
  row: OutlineRow,
  half: 'upper' | 'lower',
  rows: readonly OutlineRow[],
): DropTarget | null {
  const depth = from.length
  if (row.spot.length < depth) return intoOf(from, row)
  const beside = row.spot.slice(0, depth)
  const isBefore = row.spot.length === depth && half === 'upper'
  const last = beside.at(-1) ?? 0
  const into = [...beside.slice(0, -1), isBefore ? last : last + 1]
  return isBefore
    ? landing(from, row.spot, 'before', into)
    : landing(from, lastWithin(rows, beside) ?? row.spot, 'after', into)
}

/** What lies open under a row is passed over: the line is drawn under the last of it. */
function lastWithin(rows: readonly OutlineRow[], outer: readonly number[]): Spot | undefined {
  return rows.findLast(({ spot }) => outer.every((at, level) => spot[level] === at))?.spot
}

/** A question into a section, an item into a grid: as the first. */
function intoOf(from: Spot, row: OutlineRow): DropTarget | null {
  const isFit = row.spot.length === from.length - 1 && (from.length === 2 || row.kind === 'grid')
  return isFit ? landing(from, row.spot, 'after', [...row.spot, 0]) : null
}

/** Counted without what is dragged; null where it would stay where it is. */
function landing(from: Spot, over: Spot, side: DropTarget['side'], into: readonly number[]): DropTarget | null {
  const isBeside = from.slice(0, -1).join() === into.slice(0, -1).join()
  const at = into.at(-1) ?? 0
  const start = from.at(-1) ?? 0
  const to = [...into.slice(0, -1), isBeside && at > start ? at - 1 : at] as unknown as Spot // as long as `from`
  return to.join() === from.join() ? null : { over, side, to }
}
