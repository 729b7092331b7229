import { assert } from '../assert.ts'
import type { SurveyAnswers } from './survey-answers.ts'

/**
 * A partition of the valid responses: responses of one cell share every key. Sums are kept by cell; every domain and every
 * sampled unit is a union of cells, except a response without a cluster, which is a sampled unit of its own.
 */
export interface Cells {
  /** Cell by row; -1 = counted nowhere (void, or filtered out). */
  readonly cellOf: Int32Array
  readonly count: number
  /** Responses in each cell; 0 once the last of them is voided. */
  readonly rows: readonly number[]
  /** Code by cell, for each key: the five of CELL_KEYS, then any columns it was split by. */
  readonly codes: ReadonlyMap<string, readonly number[]>
}

/** The order is that of summing: the sampled units of a stratum stand together, whatever order the forms came in. */
export const CELL_KEYS = ['stratum', 'cluster', 'agency', 'sector', 'group'] as const

/** The cells of a survey's own keys, kept while responses come and change. */
export class CellTable implements Cells {
  cellOf: Int32Array
  readonly rows: number[] = []
  readonly codes: ReadonlyMap<string, number[]> = new Map(CELL_KEYS.map((key) => [key, []]))
  private readonly index = CELL_KEYS.slice(1).map(() => new PairIndex())

  constructor(answers: SurveyAnswers) {
    this.cellOf = new Int32Array(answers.capacity).fill(-1)
    for (let row = 0; row < answers.count; row++) this.place(answers, row)
  }

  get count(): number {
    return this.rows.length
  }

  /** Puts a row where its keys now say; answers its cell before and after (-1 = none). */
  place(answers: SurveyAnswers, row: number): { readonly before: number; readonly after: number } {
    const before = this.cellOf[row] ?? -1
    const after = answers.isValid[row] === 1 ? this.cellAt(answers, row) : -1
    if (before >= 0) this.rows[before] = (this.rows[before] ?? 0) - 1
    if (after >= 0) this.rows[after] = (this.rows[after] ?? 0) + 1
    this.cellOf[row] = after
    return { before, after }
  }

  /** Makes room for a response that was inserted at a row; `place` follows. */
  insert(answers: SurveyAnswers, row: number): void {
    if (answers.capacity > this.cellOf.length) this.cellOf = resized(this.cellOf, answers.capacity)
    this.cellOf.copyWithin(row + 1, row, answers.count - 1)
    this.cellOf[row] = -1
  }

  private cellAt(answers: SurveyAnswers, row: number): number {
    let cell = answers.keys.stratum[row] ?? 0
    this.index.forEach((pairs, depth) => {
      cell = pairs.intern(cell, answers.keys[CELL_KEYS[depth + 1] ?? 'stratum'][row] ?? 0)
    })
    if (cell === this.rows.length) {
      this.rows.push(0)
      for (const key of CELL_KEYS) this.codes.get(key)?.push(answers.keys[key][row] ?? 0)
    }
    return cell
  }
}

/** A column to split cells by: a small whole number for each row, 0 = none. */
export interface Column {
  readonly name: string
  readonly codes: Uint8Array | Int32Array
}

/** Finer cells: the given ones divided by further columns, without the rows that `mask` marks 0. One pass over the rows. */
export function splitCells(base: Cells, rowCount: number, columns: readonly Column[], mask: Uint8Array | null): Cells {
  const cellOf = base.cellOf.slice(0, rowCount)
  if (mask !== null) for (let row = 0; row < rowCount; row++) if (mask[row] === 0) cellOf[row] = -1
  const codes = new Map([...base.codes].map(([key, values]) => [key, [...values]]))
  let count = base.count
  for (const column of columns) count = splitBy(column, cellOf, codes)
  const rows = new Array<number>(count).fill(0)
  for (const cell of cellOf) if (cell >= 0) rows[cell] = (rows[cell] ?? 0) + 1
  return { cellOf, count, rows, codes }
}

/** Renumbers `cellOf` by (cell, column's code) and carries the codes over; answers the new number of cells. */
function splitBy({ name, codes: column }: Column, cellOf: Int32Array, codes: Map<string, number[]>): number {
  const pairs = pairsOf(cellOf, column)
  const parents: number[] = []
  const added: number[] = []
  for (let row = 0; row < cellOf.length; row++) {
    const parent = cellOf[row] ?? -1
    if (parent < 0) continue
    const code = column[row] ?? 0
    const cell = pairs.intern(parent, code)
    if (cell === parents.length) {
      parents.push(parent)
      added.push(code)
    }
    cellOf[row] = cell
  }
  for (const [key, values] of codes) {
    codes.set(
      key,
      parents.map((parent) => values[parent] ?? 0),
    )
  }
  codes.set(name, added)
  return parents.length
}

/** A table where cells and codes are few, as of a filter; otherwise a Map. The same numbers from either. */
function pairsOf(cellOf: Int32Array, column: Column['codes']): Pick<PairIndex, 'intern'> {
  let cells = 0
  let codes = 0
  for (let row = 0; row < cellOf.length; row++) {
    const cell = cellOf[row] as number // inside the arrays: read a million times
    const code = column[row] as number
    if (cell >= cells) cells = cell + 1
    if (code >= codes) codes = code + 1
  }
  return cells * codes <= TABLE_LIMIT ? new PairTable(cells, codes) : new PairIndex()
}

/** Cells that hold a response, ordered by their codes: the same however the cells came to be. */
export function orderedCells(cells: Cells): number[] {
  const keys = [...cells.codes.values()]
  return Array.from(cells.rows.keys())
    .filter((cell) => (cells.rows[cell] ?? 0) > 0)
    .sort((a, b) => {
      for (const key of keys) {
        const difference = (key[a] ?? 0) - (key[b] ?? 0)
        if (difference !== 0) return difference
      }
      return 0
    })
}

const PAIR_RADIX = 2 ** 26

/** Numbers pairs of whole numbers 0, 1, 2 … in order of first sight. */
class PairIndex {
  private readonly numbers = new Map<number, number>()

  intern(left: number, right: number): number {
    assert(left < PAIR_RADIX && right < PAIR_RADIX, 'keys are small whole numbers')
    const pair = left * PAIR_RADIX + right
    const known = this.numbers.get(pair)
    if (known !== undefined) return known
    const added = this.numbers.size
    this.numbers.set(pair, added)
    return added
  }
}

const TABLE_LIMIT = 2 ** 20

/** As PairIndex, for pairs whose left is under `lefts` and right under `rights`: several times faster. */
class PairTable {
  private readonly numbers: Int32Array
  private readonly rights: number
  private count = 0

  constructor(lefts: number, rights: number) {
    this.numbers = new Int32Array(lefts * rights)
    this.rights = rights
  }

  intern(left: number, right: number): number {
    const place = left * this.rights + right
    const known = this.numbers[place] ?? 0
    if (known > 0) return known - 1
    this.count += 1
    this.numbers[place] = this.count
    return this.count - 1
  }
}

function resized(from: Int32Array, length: number): Int32Array {
  const into = new Int32Array(length).fill(-1)
  into.set(from)
  return into
}
