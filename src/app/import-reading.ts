import { assert } from '../core/assert.ts'
import { AppError } from '../core/errors.ts'
import { SERIAL_LIMIT, TEXT_LIMIT } from '../core/input-rules.ts'
import { isRejectColumn } from '../core/reject-columns.ts'
import { type ColumnPlan, planColumns } from '../files/responses/column-plan.ts'
import { type ResponseRow, type RowLimits, type RowProblem, rowReader } from '../files/responses/row-reader.ts'
import type { QuestionnaireModel } from './questionnaires.ts'

/** How the rows of a file are read: each by the version of the form that it names, by the one in use when it names none. */
export interface Reading {
  readonly ignored: readonly string[]
  readonly suggestions: ColumnPlan['suggestions']
  readonly read: (cells: readonly string[]) => ReadRow
}

export interface ReadRow {
  readonly surveyVersionId: number
  readonly data: ResponseRow | readonly RowProblem[]
}

/** One of the survey's versions with what reading needs of it. */
export interface ReadingForm extends Pick<QuestionnaireModel, 'questionnaire' | 'dictionary' | 'skips'> {
  readonly surveyVersionId: number
}

export interface ReadingOf {
  /** The survey's versions, the one in use first. */
  readonly forms: readonly ReadingForm[]
  /** Our column name by the file's own; empty = pass that column over. */
  readonly mapping: Readonly<Record<string, string>>
  readonly isPointUnclear: boolean
}

/** Throws AppError as planColumns does for the version in use. */
export function readingOf(header: readonly string[], { forms, mapping, isPointUnclear }: ReadingOf): Reading {
  const given = new Map(Object.entries(mapping)) // a column may be called `constructor`
  const names = header.map((cell) => given.get(cell.trim()) ?? cell)
  const leftOut = new Set(header.flatMap((cell, at) => (given.get(cell.trim()) === '' ? [at] : [])))
  const planOf = ({ questionnaire, dictionary }: ReadingForm): ColumnPlan =>
    planColumns(names, questionnaire, dictionary, { isPointUnclear, leftOut, titles: header })
  const [inUse, ...before] = forms
  assert(inUse !== undefined, 'a survey has a version in use')
  const plan = planOf(inUse)
  const own = reader(inUse, plan)
  if (plan.versionAt < 0 || before.length === 0) return { ...plan, read: own }
  const others = before.flatMap((one) => {
    const other = planOrNull(() => planOf(one))
    return other === null ? [] : [{ plan: other, version: one.questionnaire.version, read: reader(one, other) }]
  })
  const byVersion = new Map(others.map(({ version, read }) => [String(version), read]))
  return {
    ignored: plan.ignored.filter((name) => others.every((other) => other.plan.ignored.includes(name))),
    suggestions: plan.suggestions,
    // One that the survey never had is refused by the reader of the version in use.
    read: (cells) => (byVersion.get((cells[plan.versionAt] ?? '').trim()) ?? own)(cells),
  }
}

/** A file may hold no column of a version that none of its rows is of. */
function planOrNull(plan: () => ColumnPlan): ColumnPlan | null {
  try {
    return plan()
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}

function reader(form: ReadingForm, plan: ColumnPlan): Reading['read'] {
  const { surveyVersionId, questionnaire, dictionary, skips } = form
  const long = new Set(dictionary.texts.filter((text) => text.isLong).map((text) => text.code))
  const limits: RowLimits = {
    serial: SERIAL_LIMIT,
    text: (code) => (long.has(code) ? TEXT_LIMIT.long : TEXT_LIMIT.short),
  }
  const read = rowReader(plan, { questionnaire, dictionary, skips, limits })
  return (cells) => ({ surveyVersionId, data: read(cells) })
}

/** The names of a file's own columns, without those that a file of rejects adds. */
export function ownColumns(header: readonly string[]): string[] {
  return header.map((cell) => cell.trim()).filter((name) => !isRejectColumn(name))
}

export function isEmptyRow(cells: readonly string[]): boolean {
  return cells.every((cell) => cell === '' || cell.trim() === '')
}
