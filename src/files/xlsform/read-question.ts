import type { Choice, Question, Text } from '../../core/questionnaire/questionnaire.ts'
import { wordsFor } from '../../core/words.ts'
import type { ReadList } from './choice-lists.ts'
import { cellOf, ownCellOf } from './columns.ts'
import { answerOf } from './form-codes.ts'
import type { RowType } from './question-types.ts'
import { baseOf, SURVEY, type SurveyContext } from './survey-context.ts'
import type { SurveyRow } from './survey-rows.ts'
import type { Answer } from './xpath-to-cel.ts'

type Select = Extract<RowType, { is: 'select' }>

export interface ReadLeaf {
  /** Without its rules; a number without its bounds. */
  readonly question: Exclude<Question, { kind: 'grid' }>
  /** What `.` is in its rules; null where it has no closed answer. */
  readonly answer: Answer | null
  /** Of "other, please write": asked only then. */
  readonly askIf?: string
}

/** The question of one row, with "or other" the text beside it; none where the row can't be carried, which is told. */
export function readQuestion(context: SurveyContext, row: SurveyRow): ReadLeaf[] {
  if (row.type.is === 'select') return readSelect(context, row, row.type)
  const question = openQuestion(context, row)
  if (question === null) {
    const code = row.type.is === 'device' ? 'form-type-device' : 'form-type-unknown'
    return lose(context, row, code, { type: row.typeText.slice(0, 40) })
  }
  const answer = answerOf(question, new Map())
  context.codes.register(row.name, answer)
  return [{ question, answer }]
}

function openQuestion(context: SurveyContext, row: SurveyRow): ReadLeaf['question'] | null {
  switch (row.type.is) {
    case 'number':
    case 'range':
      return { kind: 'number', ...baseOf(context, row), min: 0, max: 0, decimals: decimalsOf(context, row) }
    case 'date':
      return { kind: 'date', ...baseOf(context, row) }
    case 'text':
      return { kind: 'text', ...baseOf(context, row), isLong: row.appearance.includes('multiline') }
    case 'note':
      return noteOf(context, row)
    default:
      return null
  }
}

/** There is nothing to answer, whatever a form says of it. */
function noteOf(context: SurveyContext, row: SurveyRow): ReadLeaf['question'] {
  const { isRequired, ...base } = baseOf(context, row)
  const isKept = context.reading.isOwn && isRequired !== undefined
  return { kind: 'note', ...base, ...(isKept ? { isRequired } : {}) }
}

const MOST_DECIMALS = 4

/** A form doesn't say how many; two, unless its bounds or steps are written with more. */
function decimalsOf({ columns }: SurveyContext, row: SurveyRow): number {
  const own = ownCellOf(row, columns, 'sipas::decimals')
  if (/^[0-4]$/.test(own)) return Number(own)
  if (row.type.is === 'number' && row.type.isWhole) return 0
  const bounds = `${cellOf(row, columns, 'constraint')} ${cellOf(row, columns, 'parameters')}`
  const written = [...bounds.matchAll(/\d\.(\d+)/g)].map(([, digits = '']) => digits.length)
  const most = Math.min(Math.max(0, ...written), MOST_DECIMALS)
  return row.type.is === 'range' ? most : Math.max(most, 2)
}

function readSelect(context: SurveyContext, row: SurveyRow, type: Select): ReadLeaf[] {
  const found = context.lists.get(type.list)
  const count = found?.list.choices.length ?? 0
  const isOwn = context.reading.isOwn
  if (found === undefined && !isOwn) return lose(context, row, 'form-list-missing', { list: type.list.slice(0, 40) })
  if (count < 2 && !type.hasOther && !isOwn)
    return lose(context, row, 'form-list-single', { list: type.list.slice(0, 40) })
  const list = type.hasOther && found !== undefined ? withOther(context, type.list, found) : found
  const choices = list?.codes ?? new Map<string, string>()
  const options = type.isMultiple ? [...choices.values()] : []
  const base = { ...baseOf(context, row, options), choices: list?.list.code ?? type.list }
  const question = type.isMultiple ? ({ kind: 'multiple', ...base } as const) : ({ kind: 'single', ...base } as const)
  const answer = answerOf(question, choices)
  context.codes.register(row.name, answer)
  const leaf = { question, answer }
  return type.hasOther ? [leaf, otherText(context, row, question, choices.get(OTHER) ?? '')] : [leaf]
}

/** The name that form tools give the choice they add for "or other". */
const OTHER = 'other'

/** What such a list is called among the lists of the form; none of a form's own has a space. */
export function withOtherName(name: string): string {
  return `${name} or_other`
}

/** The list with one choice more, made once for each list. */
function withOther({ lists }: SurveyContext, name: string, found: ReadList): ReadList {
  const key = withOtherName(name)
  const known = lists.get(key)
  if (known !== undefined) return known
  if (found.codes.has(OTHER)) return found
  const used = new Set(found.list.choices.map(({ code }) => Number(code)))
  const code = String(Array.from({ length: 99 }, (_, at) => at + 1).find((one) => !used.has(one)) ?? 0)
  const other: Choice = { code, label: words('form.other') }
  const taken = new Set([...lists.values()].map(({ list }) => list.code))
  let listCode = `${found.list.code.slice(0, 24)}_other`
  while (taken.has(listCode)) listCode = `${listCode}_`
  const list = { code: listCode, isScale: false, choices: [...found.list.choices, other] }
  const made = { ...found, list, codes: new Map([...found.codes, [OTHER, code]]), isScale: false }
  lists.set(key, made)
  return made
}

function otherText(context: SurveyContext, row: SurveyRow, question: ReadLeaf['question'], choice: string): ReadLeaf {
  const { codes, reading } = context
  const name = `${row.name}_other`
  const code = codes.claim(name)
  codes.register(name, null)
  reading.account.tell('changed', SURVEY, row.row, row.name, 'form-other-added', { code })
  const asked =
    question.kind === 'multiple' ? `${question.code}_${choice} == 1` : `${question.code} == ${Number(choice)}`
  const text = { kind: 'text' as const, code, number: '', label: words('form.otherText'), isLong: false }
  return { question: text, answer: null, askIf: asked }
}

function words(key: 'form.other' | 'form.otherText'): Text {
  return { vi: wordsFor(key, 'vi'), en: wordsFor(key, 'en') }
}

function lose(
  { codes, reading }: SurveyContext,
  row: SurveyRow,
  ...[code, params]: [Parameters<typeof reading.account.lose>[3], Record<string, string>]
): [] {
  if (row.name !== '') codes.register(row.name, null)
  reading.account.lose(SURVEY, row.row, row.name || row.typeText, code, params)
  return []
}
