import type { ErrorCode } from '../../core/errors.ts'
import type { Question, Text } from '../../core/questionnaire/questionnaire.ts'
import type { ReadList } from './choice-lists.ts'
import { type Column, cellOf, ownCellOf } from './columns.ts'
import type { FormCodes } from './form-codes.ts'
import { type FormReading, textOf } from './form-reading.ts'
import type { SurveyRow } from './survey-rows.ts'
import { type Severity, short } from './told.ts'

export const SURVEY = 'survey'

export interface SurveyContext {
  readonly reading: FormReading
  readonly columns: readonly Column[]
  /** By the form's name; lists with an "other" of their own are added while reading. */
  readonly lists: Map<string, ReadList>
  readonly codes: FormCodes
}

/** What every question has. The code is claimed here, so this is called once for a row that is carried. */
export function baseOf(
  context: SurveyContext,
  row: SurveyRow,
  options: readonly string[] = [],
): Pick<Question, 'code' | 'number' | 'label' | 'hint' | 'isRequired'> {
  const { reading, columns } = context
  const hint = textOf(reading, SURVEY, row, columns, 'hint')
  const isRequired = requiredOf(context, row)
  return {
    code: codeOf(context, row, options),
    number: reading.isOwn ? ownCellOf(row, columns, 'sipas::number') : '',
    label: labelOf(context, row),
    ...(hint === null ? {} : { hint }),
    ...(isRequired === null ? {} : { isRequired }),
  }
}

export function codeOf({ reading, codes }: SurveyContext, row: SurveyRow, options: readonly string[] = []): string {
  const code = codes.claim(row.name, options)
  if (code !== row.name && !(reading.isOwn && row.name === '')) {
    reading.account.tell('changed', SURVEY, row.row, row.name, 'form-name-changed', { code })
  }
  return code
}

export function labelOf({ reading, columns }: SurveyContext, row: SurveyRow): Text {
  const label = textOf(reading, SURVEY, row, columns, 'label')
  if (label !== null) return label
  if (reading.isOwn) return { vi: '', en: '' }
  reading.account.tell('changed', SURVEY, row.row, row.name, 'form-label-missing')
  return { vi: short(row.name || row.typeText), en: '' }
}

/** null where the form doesn't say. A rule in its place can't be kept. */
export function requiredOf({ reading, columns }: SurveyContext, row: SurveyRow): boolean | null {
  const cell = cellOf(row, columns, 'required').toLowerCase()
  if (cell === '') return null
  if (/^(yes|true|true\(\)|1)$/.test(cell)) return true
  if (/^(no|false|false\(\)|0)$/.test(cell)) return false
  reading.account.tell('rule', SURVEY, row.row, row.name, 'form-required-rule')
  return null
}

/** Columns that we have no place for, and how much their loss weighs. */
const LEFT: Readonly<Record<string, readonly [Severity, ErrorCode]>> = {
  default: ['lost', 'form-default-left'],
  calculation: ['rule', 'form-calculation-left'],
  choice_filter: ['rule', 'form-choice-filter-left'],
  trigger: ['rule', 'form-column-left'],
  media: ['lost', 'form-media-left'],
  guidance_hint: ['lost', 'form-column-left'],
  required_message: ['changed', 'form-column-left'],
  read_only: ['changed', 'form-column-left'],
  parameters: ['changed', 'form-column-left'],
}
const KEPT: ReadonlySet<string> = new Set(
  'type name label hint required relevant constraint constraint_message appearance repeat_count list_name'.split(' '),
)

/** Columns that a group has no place for when it becomes a section or a heading. */
const NOT_OF_GROUPS: ReadonlySet<string> = new Set(['hint', 'required', 'constraint', 'constraint_message'])

/** Tells what stands in a group's row beside its label and its condition. */
export function tellLeftOfGroup({ reading, columns }: SurveyContext, row: SurveyRow): void {
  for (const { kind, index, header } of columns) {
    if (!NOT_OF_GROUPS.has(kind) || (row.cells[index]?.trim() ?? '') === '') continue
    reading.account.tell('lost', SURVEY, row.row, row.name, 'form-column-left', { column: header })
  }
}

/** Tells what else stands in a row that is carried. */
export function tellLeft({ reading, columns }: SurveyContext, row: SurveyRow): void {
  for (const { kind, index, header } of columns) {
    const [severity, code] = (Object.hasOwn(LEFT, kind) && LEFT[kind]) || []
    const isHere = severity !== undefined && (row.cells[index]?.trim() ?? '') !== ''
    if (isHere && code !== undefined && !(kind === 'parameters' && row.type.is === 'range')) {
      reading.account.tell(severity, SURVEY, row.row, row.name, code, { column: header })
    }
  }
}

/** Columns that nobody knows are told once each, with how many cells they fill. */
export function tellUnknownColumns({ reading, columns }: SurveyContext, rows: readonly SurveyRow[]): void {
  for (const { kind, index, header } of columns) {
    if (KEPT.has(kind) || Object.hasOwn(LEFT, kind) || kind.startsWith('sipas::')) continue
    const filled = rows.filter(({ cells }) => (cells[index]?.trim() ?? '') !== '')
    const [first] = filled
    if (first === undefined) continue
    reading.account.tell('lost', SURVEY, first.row, header, 'form-column-unknown', { count: filled.length })
  }
}

/** How things are shown on a telephone has no place on paper; told once for each word. */
export function tellAppearances({ reading }: SurveyContext, rows: readonly SurveyRow[]): void {
  const words = new Map<string, { row: number; count: number }>()
  for (const { appearance, row } of rows) {
    for (const word of appearance) {
      if (UNDERSTOOD.has(word)) continue
      const known = words.get(word)
      words.set(word, { row: known?.row ?? row, count: (known?.count ?? 0) + 1 })
    }
  }
  for (const [word, { row, count }] of words) {
    reading.account.tell('changed', SURVEY, row, word, 'form-appearance-left', { count })
  }
}

const UNDERSTOOD: ReadonlySet<string> = new Set(['field-list', 'table-list', 'label', 'list-nolabel', 'multiline'])
