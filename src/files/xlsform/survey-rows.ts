import { AppError } from '../../core/errors.ts'
import { type Column, cellOf } from './columns.ts'
import { type RowType, rowTypeOf } from './question-types.ts'
import type { SheetRow } from './sheets.ts'

/** A row of the survey sheet with what it is. */
export interface SurveyRow extends SheetRow {
  readonly type: RowType
  readonly typeText: string
  readonly name: string
  /** Words of the column `appearance`. */
  readonly appearance: readonly string[]
  /** Of a row that begins a group: where its end stands among the rows. */
  readonly end: number
}

/**
 * The rows with each beginning matched to its end. Throws AppError `form-group-open` or `form-group-end` {row, name}: how
 * the rows after such a place belong together, nobody can say.
 */
export function surveyRows(rows: readonly SheetRow[], columns: readonly Column[]): SurveyRow[] {
  const ends = new Map<number, number>()
  const open: number[] = []
  const read = rows.map((row) => {
    const typeText = cellOf(row, columns, 'type')
    const appearance = cellOf(row, columns, 'appearance').toLowerCase().split(/\s+/).filter(Boolean)
    return { ...row, typeText, type: rowTypeOf(typeText), name: cellOf(row, columns, 'name'), appearance }
  })
  for (const [at, { row, name, type }] of read.entries()) {
    if (type.is === 'begin') open.push(at)
    if (type.is !== 'end') continue
    const begin = open.pop()
    const begun = begin === undefined ? undefined : read[begin]?.type
    if (begin === undefined || begun?.is !== 'begin' || begun.what !== type.what) {
      throw new AppError('form-group-end', { row, name })
    }
    ends.set(begin, at)
  }
  const left = read[open.at(-1) ?? -1]
  if (left !== undefined) throw new AppError('form-group-open', { row: left.row, name: left.name })
  return read.map((row, at) => ({ ...row, end: ends.get(at) ?? at }))
}
