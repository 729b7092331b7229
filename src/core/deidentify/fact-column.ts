import type { FormTable } from './tuple-counts.ts'

/** One fact about all forms: `values` are places in `labels`, whose first is the withheld value. */
export interface FactColumn {
  readonly name: string
  readonly labels: readonly string[]
  readonly values: Uint32Array
}

/** What `labels[0]` stands for; never shown. */
export const WITHHELD_LABEL = ''

/** Gathers a column form by form. */
export class FactColumnBuilder {
  readonly #places = new Map<string, number>()
  readonly #values: Uint32Array
  #count = 0

  constructor(most: number) {
    this.#values = new Uint32Array(most)
  }

  push(label: string): void {
    let place = this.#places.get(label)
    if (place === undefined) {
      place = this.#places.size + 1
      this.#places.set(label, place)
    }
    this.#values[this.#count] = place
    this.#count += 1
  }

  /** Labels in their own order, so that the order of the forms decides nothing. */
  build(name: string): FactColumn {
    const labels = [WITHHELD_LABEL, ...[...this.#places.keys()].sort()]
    const moved = new Uint32Array(labels.length)
    labels.forEach((label, place) => {
      if (place > 0) moved[this.#places.get(label) ?? 0] = place
    })
    return { name, labels, values: this.#values.subarray(0, this.#count).map((place) => moved[place] ?? 0) }
  }
}

/** The column with every label changed into a coarser one, null = withheld. */
export function recoded(column: FactColumn, coarser: (label: string) => string | null): FactColumn {
  const labels: string[] = [WITHHELD_LABEL]
  const places = new Map<string, number>()
  const moves = Uint32Array.from(column.labels, (label, at) => {
    const to = at === 0 ? null : coarser(label)
    if (to === null) return 0
    const place = places.get(to) ?? labels.push(to) - 1
    places.set(to, place)
    return place
  })
  return { name: column.name, labels, values: column.values.map((value) => moves[value] ?? 0) }
}

/** Labels that fewer than `k` forms have, of the whole file. */
export function rareLabels({ labels, values }: FactColumn, k: number): string[] {
  const counts = new Uint32Array(labels.length)
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1
  return labels.filter((_, at) => at > 0 && (counts[at] ?? 0) < k && (counts[at] ?? 0) > 0)
}

/** The columns side by side, as they are counted. */
export function tableOf(columns: readonly FactColumn[]): FormTable {
  const width = columns.length
  const count = columns[0]?.values.length ?? 0
  const cells = new Uint32Array(count * width)
  columns.forEach(({ values }, column) => {
    for (let form = 0; form < count; form += 1) cells[form * width + column] = values[form] ?? 0
  })
  return { count, width, cells }
}

/** A column with the values that the table has in its place now. */
export function columnOf({ count, width, cells }: FormTable, at: number, { name, labels }: FactColumn): FactColumn {
  const values = new Uint32Array(count)
  for (let form = 0; form < count; form += 1) values[form] = cells[form * width + at] ?? 0
  return { name, labels, values }
}
