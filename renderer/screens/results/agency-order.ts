import type { IndexCell } from './summary-cards.tsx'

type Estimate = Pick<IndexCell, 'index' | 'lower95'>

/** Highest first; then those whose index has no interval, one form say, and those without an index at all. */
export function rankedAgencies<Cell extends Estimate>(cells: readonly Cell[]): Cell[] {
  return cells.toSorted((a, b) => Number(isSure(b)) - Number(isSure(a)) || (b.index ?? -1) - (a.index ?? -1) || 0)
}

/** Whether anything is known of how far the index may be off. */
export function isSure(cell: Estimate): boolean {
  return cell.lower95 !== null
}
