import { assert } from '../assert.ts'

/**
 * The small integers a response is filed under within its survey; 0 = none given. `day`: when it was collected, as a count
 * of days (dayNumber); `version`: by which of the survey's versions it was keyed.
 */
export const KEY_COLUMNS = ['agency', 'sector', 'unit', 'stratum', 'cluster', 'group', 'day', 'version'] as const
export type KeyColumn = (typeof KEY_COLUMNS)[number]
type KeyArrays = Record<KeyColumn, Int32Array>

/** A response's id is the text of a UUID. */
export const ID_WIDTH = 36

/** One response as the index needs it. `record` is the complete fixed-width text of its closed answers. */
export interface AnswerRow extends Readonly<Record<KeyColumn, number>> {
  readonly id: string
  readonly weight: number
  readonly isValid: boolean
  readonly record: string
}

/** Many responses, column by column, in ascending order of id; `ids` and `records` hold theirs end to end. */
export interface AnswerBlock {
  readonly ids: Uint8Array
  readonly records: Uint8Array
  readonly keys: Readonly<KeyArrays>
  readonly weight: Float64Array
  readonly isValid: Uint8Array
}

/**
 * All responses of one survey, kept so that an index is a scan of bytes: records row after row in one array (one byte a
 * character), the keys beside them. Rows stand in the order of their ids, which is that of the table; they are never
 * removed: a void response stays with `isValid` 0.
 */
export class SurveyAnswers {
  readonly recordWidth: number
  count = 0
  records: Uint8Array
  ids: Uint8Array
  keys: KeyArrays
  weight: Float64Array
  isValid: Uint8Array

  constructor(recordWidth: number, capacity = 16) {
    this.recordWidth = recordWidth
    this.records = new Uint8Array(capacity * recordWidth)
    this.ids = new Uint8Array(capacity * ID_WIDTH)
    this.keys = mapKeys(() => new Int32Array(capacity))
    this.weight = new Float64Array(capacity)
    this.isValid = new Uint8Array(capacity)
  }

  /** Rows there is room for; arrays by row are this long. */
  get capacity(): number {
    return this.isValid.length
  }

  /** Where a response stands, or would stand: ids made on this machine ascend, those from elsewhere may fall between. */
  find(id: string): { readonly row: number; readonly isKnown: boolean } {
    assert(id.length === ID_WIDTH, 'a response id is a UUID')
    let low = 0
    let high = this.count
    while (low < high) {
      const middle = (low + high) >> 1
      const order = this.compareId(middle, id)
      if (order === 0) return { row: middle, isKnown: true }
      if (order < 0) low = middle + 1
      else high = middle
    }
    return { row: low, isKnown: false }
  }

  /** Puts a new response at the row that `find` named; the rows from there on move up by one. */
  insert(row: number, response: AnswerRow): void {
    this.reserve(this.count + 1)
    if (row < this.count) {
      this.records.copyWithin((row + 1) * this.recordWidth, row * this.recordWidth, this.count * this.recordWidth)
      this.ids.copyWithin((row + 1) * ID_WIDTH, row * ID_WIDTH, this.count * ID_WIDTH)
      for (const column of [...Object.values(this.keys), this.weight, this.isValid]) {
        column.copyWithin(row + 1, row, this.count)
      }
    }
    this.count += 1
    writeText(this.ids, row * ID_WIDTH, response.id)
    this.write(row, response)
  }

  /** A correction, a voiding (`isValid` false) or a restoring: the row now holds this. */
  replace(row: number, response: AnswerRow): void {
    assert(row < this.count && this.compareId(row, response.id) === 0, 'the row is this response')
    this.write(row, response)
  }

  /** Adds responses whose ids follow all the present ones. */
  appendBlock(block: AnswerBlock): void {
    const start = this.count
    this.reserve(start + block.isValid.length)
    this.records.set(block.records, start * this.recordWidth)
    this.ids.set(block.ids, start * ID_WIDTH)
    for (const key of KEY_COLUMNS) this.keys[key].set(block.keys[key], start)
    this.weight.set(block.weight, start)
    this.isValid.set(block.isValid, start)
    this.count = start + block.isValid.length
  }

  /** The record of a row as text. */
  recordAt(row: number): string {
    const start = row * this.recordWidth
    return String.fromCharCode(...this.records.subarray(start, start + this.recordWidth))
  }

  private compareId(row: number, id: string): number {
    const start = row * ID_WIDTH
    for (let i = 0; i < ID_WIDTH; i++) {
      const difference = (this.ids[start + i] ?? 0) - id.charCodeAt(i)
      if (difference !== 0) return difference
    }
    return 0
  }

  private write(row: number, response: AnswerRow): void {
    assert(response.record.length === this.recordWidth, 'a record has the width of its questionnaire')
    writeText(this.records, row * this.recordWidth, response.record)
    for (const key of KEY_COLUMNS) this.keys[key][row] = response[key]
    this.weight[row] = response.weight
    this.isValid[row] = response.isValid ? 1 : 0
  }

  /** Doubles while small, then grows by an eighth: a million rows must not take the memory of two. */
  private reserve(rows: number): void {
    if (rows <= this.capacity) return
    const next = Math.max(rows, this.capacity < 65_536 ? this.capacity * 2 : Math.ceil(this.capacity * 1.125))
    this.records = grown(this.records, new Uint8Array(next * this.recordWidth))
    this.ids = grown(this.ids, new Uint8Array(next * ID_WIDTH))
    this.keys = mapKeys((key) => grown(this.keys[key], new Int32Array(next)))
    this.weight = grown(this.weight, new Float64Array(next))
    this.isValid = grown(this.isValid, new Uint8Array(next))
  }
}

function mapKeys(make: (key: KeyColumn) => Int32Array): KeyArrays {
  return {
    agency: make('agency'),
    sector: make('sector'),
    unit: make('unit'),
    stratum: make('stratum'),
    cluster: make('cluster'),
    group: make('group'),
    day: make('day'),
    version: make('version'),
  }
}

function grown<T extends Uint8Array | Int32Array | Float64Array>(from: T, into: T): T {
  into.set(from)
  return into
}

/** Ids and records are ASCII: one byte a character. */
function writeText(into: Uint8Array, start: number, text: string): void {
  for (let i = 0; i < text.length; i++) into[start + i] = text.charCodeAt(i)
}
