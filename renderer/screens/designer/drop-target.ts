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
 * as the first; one of a lower level counts as what it lies in. Null where it can't go.
 */
export function dropTargetOf(from: Spot, row: OutlineRow, half: 'upper' | 'lower'): DropTarget | null {
  const depth = from.length
  if (row.spot.length < depth) return intoOf(from, row)
  const over = row.spot.slice(0, depth) as unknown as Spot // as long as `from`, so 1 to 3 numbers
  const side = row.spot.length > depth || half === 'lower' ? 'after' : 'before'
  if (row.spot.length > depth && half === 'upper' && row.position === 1) return null
  const last = over.at(-1) ?? 0
  return landing(from, over, side, [...over.slice(0, -1), side === 'before' ? last : last + 1])
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
