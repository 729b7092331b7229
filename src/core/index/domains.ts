import { type Cells, orderedCells } from './cells.ts'

/** One group of an index table: the responses that share the codes of the dimensions. */
export interface Domain {
  /** One code a dimension, in the dimensions' order. */
  readonly codes: readonly number[]
  /** Its cells, in the order of summing. */
  readonly cells: readonly number[]
}

/**
 * The groups that the cells form by some of their keys; a cell with code 0 (none) in a dimension is in no group. `only`
 * leaves out cells with another code. Without dimensions there is one group, be it empty.
 */
export function domainsOf(
  cells: Cells,
  dimensions: readonly string[],
  only: Readonly<Record<string, number | undefined>>,
): Domain[] {
  const columns = dimensions.map((name) => cells.codes.get(name) ?? [])
  const fixed = Object.entries(only).filter(([, code]) => code !== undefined)
  const domains = new Map<string, { codes: number[]; cells: number[] }>()
  if (dimensions.length === 0) domains.set('', { codes: [], cells: [] })
  for (const cell of orderedCells(cells)) {
    if (fixed.some(([name, code]) => cells.codes.get(name)?.[cell] !== code)) continue
    const codes = columns.map((column) => column[cell] ?? 0)
    if (codes.includes(0)) continue
    const key = codes.join()
    const domain = domains.get(key)
    if (domain === undefined) domains.set(key, { codes, cells: [cell] })
    else domain.cells.push(cell)
  }
  return [...domains.values()]
}
