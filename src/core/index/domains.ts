import { type Cells, orderedCells } from './cells.ts'

/** One group of an index table: the responses that share the codes of the dimensions. */
export interface Domain {
  /** One code a dimension, in the dimensions' order. */
  readonly codes: readonly number[]
  /** Its cells, in the order of summing. */
  readonly cells: readonly number[]
}

/**
 * The groups that the cells, in the given order, form by some of their keys; a cell with code 0 (none) in a dimension is in no group. `only`
 * leaves out cells with another code. Without dimensions there is one group, be it empty.
 */
export function domainsOf(
  cells: Cells,
  dimensions: readonly string[],
  only: Readonly<Record<string, number | undefined>>,
  ordered: readonly number[] = orderedCells(cells),
): Domain[] {
  const columns = dimensions.map((name) => cells.codes.get(name) ?? [])
  const fixed = Object.entries(only).filter(([, code]) => code !== undefined)
  const domains = new Map<string, { codes: number[]; cells: number[] }>()
  if (dimensions.length === 0) domains.set('', { codes: [], cells: [] })
  for (const cell of ordered) {
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

/** Which codes of a key are meant; a key that isn't named may have any. */
export type CodeTests = Readonly<Record<string, (code: number) => boolean>>

/** The cells, in the given order, that pass every test. */
export function selectCells(cells: Cells, ordered: readonly number[], tests: CodeTests): number[] {
  const columns = Object.entries(tests).map(([name, test]) => ({ codes: cells.codes.get(name) ?? [], test }))
  return ordered.filter((cell) => columns.every(({ codes, test }) => test(codes[cell] ?? 0)))
}

/** Which of several domains a cell is of; domains may overlap. */
export interface DomainsByCell {
  /** Places of the domains, ascending. */
  readonly domainsOf: (cell: number) => readonly number[]
}

const NOWHERE: readonly number[] = []

export function domainsByCell(cells: Cells, domains: readonly Domain[]): DomainsByCell {
  const places = new Array<number[] | undefined>(cells.count).fill(undefined)
  domains.forEach((domain, place) => {
    for (const cell of domain.cells) {
      const known = places[cell]
      if (known === undefined) places[cell] = [place]
      else known.push(place)
    }
  })
  return { domainsOf: (cell) => places[cell] ?? NOWHERE }
}

/** The cells of any of the domains, in the given order. */
export function unionOf(cells: Cells, ordered: readonly number[], domains: readonly Domain[]): readonly number[] {
  const [only] = domains
  if (domains.length === 1 && only !== undefined) return only.cells
  const isInside = new Uint8Array(cells.count)
  for (const domain of domains) for (const cell of domain.cells) isInside[cell] = 1
  return ordered.filter((cell) => isInside[cell] === 1)
}
