import type { ResponseRow, RowProblem } from '../files/responses/row-reader.ts'
import type { ReadRow } from './import-reading.ts'

/**
 * Rows of a file as read, kept by column: so they cross from one thread to another for a tenth of what as many objects
 * would cost. Lists stand row by row; maps hold the few rows that have such a thing, by their place in the lists.
 */
export interface PackedRows {
  /** Rows of the file, the first being 1. */
  readonly rows: readonly number[]
  /** Each row's cells as JSON: looked into only where a row is refused. */
  readonly cells: readonly string[]
  readonly surveyVersionIds: readonly number[]
  readonly serials: readonly string[]
  readonly weights: readonly number[]
  readonly collectedOn: readonly (string | null)[]
  readonly records: readonly string[]
  readonly notAsked: readonly number[]
  /** The different codes that the rows carry, and which of them each row does. */
  readonly codes: readonly ResponseRow['codes'][]
  readonly codesAt: readonly number[]
  readonly texts: ReadonlyMap<number, ResponseRow['texts']>
  readonly problems: ReadonlyMap<number, readonly RowProblem[]>
}

/** A row as the import settles it. */
export interface UnpackedRow {
  readonly row: number
  /** JSON of its cells. */
  readonly cells: string
  readonly surveyVersionId: number
  /** What it says, rows with the same codes sharing theirs; or all that is wrong with it. */
  readonly data: RowData | readonly RowProblem[]
}

export interface RowData extends Omit<ResponseRow, 'notAsked'> {
  /** How many of its answers are to questions that this respondent isn't asked. */
  readonly notAsked: number
}

const NO_TEXTS: ResponseRow['texts'] = {}
const NO_DATA = { serial: '', weight: 1, collectedOn: null, record: '' } as const

/** Rows are added one by one and taken together. */
export class RowPacker {
  #rows = emptyRows()
  #placeOfCodes = new Map<string, number>()

  get length(): number {
    return this.#rows.rows.length
  }

  add(row: number, cells: readonly string[], { surveyVersionId, data }: ReadRow): void {
    const into = this.#rows
    const at = into.rows.push(row) - 1
    into.cells.push(JSON.stringify(cells))
    into.surveyVersionIds.push(surveyVersionId)
    const said = isProblems(data) ? NO_DATA : data
    into.serials.push(said.serial)
    into.weights.push(said.weight)
    into.collectedOn.push(said.collectedOn)
    into.records.push(said.record)
    if (isProblems(data)) {
      into.problems.set(at, data)
      into.notAsked.push(0)
      into.codesAt.push(-1)
      return
    }
    into.notAsked.push(data.notAsked.length)
    into.codesAt.push(this.#placeOf(data.codes))
    for (const _ in data.texts) {
      into.texts.set(at, data.texts)
      break
    }
  }

  /** All that was added since the last time. */
  take(): PackedRows {
    const taken = this.#rows
    this.#rows = emptyRows()
    this.#placeOfCodes = new Map()
    return taken
  }

  #placeOf(codes: ResponseRow['codes']): number {
    const { agency, sector, unit, stratum, cluster, respondent_group: group, batch } = codes
    const key = `${agency}\n${sector}\n${unit}\n${stratum}\n${cluster}\n${group}\n${batch}` // a code has no line end
    const known = this.#placeOfCodes.get(key)
    if (known !== undefined) return known
    const place = this.#rows.codes.push(codes) - 1
    this.#placeOfCodes.set(key, place)
    return place
  }
}

export function unpackRows(packed: PackedRows): UnpackedRow[] {
  return packed.rows.map((row, at) => ({
    row,
    cells: packed.cells[at] ?? '[]',
    surveyVersionId: packed.surveyVersionIds[at] ?? 0,
    data: packed.problems.get(at) ?? dataOf(packed, at),
  }))
}

function dataOf(packed: PackedRows, at: number): RowData {
  const codes = packed.codes[packed.codesAt[at] ?? -1]
  if (codes === undefined) throw new Error('Bug: a good row has codes')
  return {
    serial: packed.serials[at] ?? '',
    codes,
    weight: packed.weights[at] ?? 1,
    collectedOn: packed.collectedOn[at] ?? null,
    record: packed.records[at] ?? '',
    texts: packed.texts.get(at) ?? NO_TEXTS,
    notAsked: packed.notAsked[at] ?? 0,
  }
}

export function isProblems(data: object): data is readonly RowProblem[] {
  return Array.isArray(data)
}

function emptyRows() {
  return {
    rows: [] as number[],
    cells: [] as string[],
    surveyVersionIds: [] as number[],
    serials: [] as string[],
    weights: [] as number[],
    collectedOn: [] as (string | null)[],
    records: [] as string[],
    notAsked: [] as number[],
    codes: [] as ResponseRow['codes'][],
    codesAt: [] as number[],
    texts: new Map<number, ResponseRow['texts']>(),
    problems: new Map<number, readonly RowProblem[]>(),
  }
}
