import type { Question, Text } from '../../core/questionnaire/questionnaire.ts'
import { cellOf, ownCellOf } from './columns.ts'
import { answerOf } from './form-codes.ts'
import { textOf } from './form-reading.ts'
import { baseOf, codeOf, labelOf, requiredOf, SURVEY, type SurveyContext, tellLeft } from './survey-context.ts'
import type { SurveyRow } from './survey-rows.ts'
import type { Answer } from './xpath-to-cel.ts'

type Grid = Extract<Question, { kind: 'grid' }>

export interface ReadGrid {
  /** Without its rules. */
  readonly question: Grid
  /** Rows and answers of its items, in order. */
  readonly items: readonly { readonly row: SurveyRow; readonly answer: Answer | null }[]
}

const MOST_ITEMS = 200
/** With a heading for each item. */
const MOST_ROWS = 2 * MOST_ITEMS + 1

/**
 * Whether a group is what we call a grid: questions of one choice from the same list, shown as a table or together on one
 * screen. Notes between them are headings; a row that only shows the answers above the table is none of its items.
 */
export function isGrid({ lists, reading }: SurveyContext, rows: readonly SurveyRow[], at: number): boolean {
  const [group, ...body] = rows.slice(at, Math.min(rows[at]?.end ?? at, at + MOST_ROWS + 1))
  if (group === undefined || body.length > MOST_ROWS || body.some(({ type }) => type.is === 'begin')) return false
  if (reading.isOwn) return group.appearance.includes('table-list')
  const items = body.filter(isItem)
  const names = new Set(items.map(listName))
  const list = lists.get([...names][0] ?? '')
  const isTable = group.appearance.includes('table-list') || body.some(({ appearance }) => appearance.some(isOfTable))
  const isTogether = group.appearance.includes('field-list') && items.length > 1
  return (
    (isTable || isTogether) &&
    names.size === 1 &&
    (list?.list.choices.length ?? 0) > 1 &&
    items.length <= MOST_ITEMS &&
    body.every((row) => isItem(row) || row.type.is === 'note' || isHead(row))
  )
}

function isOfTable(word: string): boolean {
  return word === 'label' || word === 'list-nolabel'
}

/** A row that only shows the answers above a table. */
export function isHead({ type, appearance }: SurveyRow): boolean {
  return type.is === 'select' && appearance.includes('label')
}

function isItem(row: SurveyRow): boolean {
  return row.type.is === 'select' && !row.type.isMultiple && !row.type.hasOther && !isHead(row)
}

function listName({ type }: SurveyRow): string {
  return type.is === 'select' ? type.list : ''
}

/** The grid of such a group. What its rows say beyond its items is told. */
export function readGrid(context: SurveyContext, group: SurveyRow, body: readonly SurveyRow[]): ReadGrid {
  const head = body.find(isHead)
  // A table without a label of its own is often called what stands in the row that shows its answers.
  const isTitled = textOf(context.reading, SURVEY, group, context.columns, 'label') !== null
  const shown = isTitled ? undefined : head
  const titled = shown === undefined ? group : { ...shown, name: group.name }
  const base = { ...baseOf(context, titled), ...requiredOfItems(context, group, body.filter(isItem)) }
  context.codes.register(group.name, null)
  const [listed = ''] = body.filter(isItem).map(listName)
  const list = context.lists.get(listed)
  const choices = list?.codes ?? new Map<string, string>()
  const items: Mutable<ReadGrid['items']> = []
  const questions: Grid['items'] = []
  let heading: Text | undefined
  for (const row of body) {
    tellLeft(context, row)
    if (row.type.is === 'note') heading = joined(heading, readHeading(context, row))
    if (!isItem(row)) {
      context.codes.register(row.name, null)
      if (isHead(row) && row !== shown) context.reading.account.lose(SURVEY, row.row, row.name, 'form-head-row')
      continue
    }
    const item = { ...itemBase(context, row), ...(heading === undefined ? {} : { heading }) }
    const answer = answerOf({ kind: 'single', ...item, choices: '' }, choices)
    context.codes.register(row.name, answer)
    questions.push(item)
    items.push({ row, answer })
    heading = undefined
  }
  const last = body.findLast(({ type }) => type.is === 'note')
  if (heading !== undefined && last !== undefined) {
    context.reading.account.lose(SURVEY, last.row, last.name, 'form-heading-last')
  }
  return { question: { kind: 'grid', ...base, choices: list?.list.code ?? listed, items: questions }, items }
}

type Mutable<List> = List extends readonly (infer One)[] ? One[] : never

function itemBase(context: SurveyContext, row: SurveyRow): Pick<Grid['items'][number], 'code' | 'number' | 'label'> {
  const { reading, columns } = context
  if (textOf(reading, SURVEY, row, columns, 'hint') !== null) {
    reading.account.tell('lost', SURVEY, row.row, row.name, 'form-hint-left')
  }
  const number = reading.isOwn ? ownCellOf(row, columns, 'sipas::number') : ''
  return { code: codeOf(context, row), number, label: labelOf(context, row) }
}

function readHeading(context: SurveyContext, row: SurveyRow): Text {
  const { account } = context.reading
  if (cellOf(row, context.columns, 'relevant') !== '')
    account.tell('rule', SURVEY, row.row, row.name, 'form-heading-rule')
  return labelOf(context, row)
}

function joined(before: Text | undefined, text: Text): Text {
  return before === undefined ? text : { vi: `${before.vi}\n${text.vi}`, en: `${before.en}\n${text.en}`.trim() }
}

/** A grid expects an answer to all of its items or to none. */
function requiredOfItems(
  context: SurveyContext,
  group: SurveyRow,
  items: readonly SurveyRow[],
): { isRequired?: boolean } {
  const asked = new Set(items.map((item) => requiredOf(context, item)))
  const [only = null] = asked
  if (asked.size > 1) context.reading.account.tell('rule', SURVEY, group.row, group.name, 'form-required-mixed')
  return asked.size > 1 || only === null ? {} : { isRequired: only }
}
