/** Forms as rows of numbers, one a column; 0 = withheld. The cells of form i begin at i * width. */
export interface FormTable {
  readonly count: number
  readonly width: number
  readonly cells: Uint32Array
}

/** Which columns are read as withheld: 1 = so. */
export type Mask = Uint8Array

/** A mask that reads these columns as withheld. */
export function maskOf({ width }: FormTable, columns: readonly number[]): Mask {
  const mask = new Uint8Array(width)
  for (const column of columns) mask[column] = 1
  return mask
}

/**
 * Counts forms by their combination of values, exactly: open addressing whose entries are compared whole, so that two
 * combinations are never taken for one. `mask`: columns read as withheld, to ask what withholding them would bring
 * without doing it. The cells of forms that were counted must not change.
 */
export class TupleCounts {
  readonly #table: FormTable
  readonly #mask: Mask
  /** The first form of each combination, and how often the combination was counted. */
  readonly #firsts: Int32Array
  readonly #counts: Int32Array
  readonly #slots: Int32Array
  #size = 0

  /** `most`: combinations that will be counted. */
  constructor(table: FormTable, most: number, mask: Mask = maskOf(table, [])) {
    this.#table = table
    this.#mask = mask
    this.#firsts = new Int32Array(most)
    this.#counts = new Int32Array(most)
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(Math.max(2, most * 2)))).fill(-1)
  }

  /** Counts a form and answers the number of its combination, from 0 in the order first met. */
  add(form: number): number {
    const slot = this.#slotOf(form, this.#mask)
    const known = this.#slots[slot] ?? -1
    const entry = known >= 0 ? known : this.#size
    if (known < 0) {
      this.#size += 1
      this.#slots[slot] = entry
      this.#firsts[entry] = form
    }
    this.#counts[entry] = (this.#counts[entry] ?? 0) + 1
    return entry
  }

  /** The number of a form's combination, -1 = none was counted. `mask`: what of the form is read as withheld. */
  find(form: number, mask = this.#mask): number {
    return this.#slots[this.#slotOf(form, mask)] ?? -1
  }

  /** How many forms of a form's combination were counted. */
  countOf(form: number, mask = this.#mask): number {
    const entry = this.find(form, mask)
    return entry < 0 ? 0 : (this.#counts[entry] ?? 0)
  }

  /** By combination. */
  counts(): Int32Array {
    return this.#counts.subarray(0, this.#size)
  }

  /** The slot of the combination, or the free one where it would stand. */
  #slotOf(form: number, mask: Mask): number {
    const { cells, width } = this.#table
    const start = form * width
    let hash = 0x811c9dc5
    for (let column = 0; column < width; column += 1) {
      hash = Math.imul(hash ^ (mask[column] === 1 ? 0 : (cells[start + column] ?? 0)), 0x01000193)
      hash ^= hash >>> 15
    }
    const last = this.#slots.length - 1
    for (let slot = hash & last; ; slot = (slot + 1) & last) {
      const entry = this.#slots[slot] ?? -1
      if (entry < 0 || this.#isSame(this.#firsts[entry] ?? 0, form, mask)) return slot
    }
  }

  #isSame(first: number, form: number, mask: Mask): boolean {
    const { cells, width } = this.#table
    for (let column = 0; column < width; column += 1) {
      const one = this.#mask[column] === 1 ? 0 : cells[first * width + column]
      const other = mask[column] === 1 ? 0 : cells[form * width + column]
      if (one !== other) return false
    }
    return true
  }
}

/** Forms of a table counted, all where none are named. */
export function countForms(table: FormTable, forms?: readonly number[], mask?: Mask): TupleCounts {
  const counts = new TupleCounts(table, forms?.length ?? table.count, mask)
  if (forms === undefined) for (let form = 0; form < table.count; form += 1) counts.add(form)
  else for (const form of forms) counts.add(form)
  return counts
}
