import type { ChoiceList, Question, Questionnaire, Section, Text } from '../../core/questionnaire/questionnaire.ts'
import type { XlsxCell, XlsxSheet } from '../xlsx.ts'
import { type FormVariables, xpathOf } from './cel-to-xpath.ts'
import { toCell } from './cell-text.ts'
import { constraintOf } from './constraint.ts'
import { ENGLISH, VIETNAMESE } from './languages.ts'
import { SCHEME_HEADINGS, schemeRows } from './own-schemes.ts'
import { OWN_SHEETS } from './own-sheets.ts'
import { formVariables } from './variables.ts'

const both = (column: string): string[] => [`${column}::${VIETNAMESE}`, `${column}::${ENGLISH}`]

/** The columns of the survey sheet: those of XLSForm, then ours for what it has no word for. */
const SURVEY = [
  ...['type', 'name', ...both('label'), ...both('hint'), 'required', 'relevant', 'constraint'],
  ...[...both('constraint_message'), 'appearance'],
  ...['sipas::as', 'sipas::code', 'sipas::number', 'sipas::ask_if', 'sipas::min', 'sipas::max', 'sipas::decimals'],
]
const [LABEL_VI = '', LABEL_EN = '', HINT_VI = '', HINT_EN = ''] = [...both('label'), ...both('hint')]
const [MESSAGE_VI = '', MESSAGE_EN = ''] = both('constraint_message')

type Cells = Readonly<Record<string, string>>

/**
 * A questionnaire as the sheets of an XLSForm that other programs read, and that readForm reads back as the very same
 * questionnaire. Codes are names; names of ours that are no codes are in capitals, so that none is taken.
 */
export function writeForm(questionnaire: Questionnaire): XlsxSheet[] {
  const { code, version, title, choiceLists, schemes } = questionnaire
  const settings = {
    form_title: toCell(title.vi),
    form_id: code,
    version: String(version),
    default_language: VIETNAMESE,
  }
  return [
    {
      name: 'survey',
      rows: tableOf(SURVEY, surveyRows(questionnaire)),
      widths: [26, 16, 60, 60, 24, 24, 10, 40, 40, 24],
    },
    { name: 'choices', rows: tableOf(CHOICES, choiceLists.flatMap(choiceRows)), widths: [20, 8, 50, 50, 12] },
    {
      name: 'settings',
      rows: tableOf([...Object.keys(settings), 'name'], [{ ...settings, name: 'SIPAS' }]),
      widths: [60, 20],
    },
    { name: OWN_SHEETS.form, rows: tableOf(['key', 'vi', 'en'], formRows(questionnaire)), widths: [16, 80, 80] },
    { name: OWN_SHEETS.checks, rows: tableOf(CHECKS, checkRows(questionnaire)), widths: [16, 10, 40, 60] },
    { name: OWN_SHEETS.schemes, rows: [SCHEME_HEADINGS, ...schemeRows(schemes)], widths: [12, 6, 12, 60, 60, 16] },
  ]
}

function tableOf(headings: readonly string[], rows: readonly Cells[]): XlsxCell[][] {
  return [[...headings], ...rows.map((row) => headings.map((heading) => row[heading] ?? ''))]
}

function labelCells({ vi, en }: Text): Cells {
  return { [LABEL_VI]: toCell(vi), [LABEL_EN]: toCell(en) }
}

const CHOICES = ['list_name', 'name', ...both('label'), 'sipas::scale']

function choiceRows({ code, isScale, choices }: ChoiceList): Cells[] {
  const list = { list_name: toCell(code), 'sipas::scale': isScale ? 'yes' : 'no' }
  if (choices.length === 0) return [list]
  return choices.map((choice) => ({ ...list, name: toCell(choice.code), ...labelCells(choice.label) }))
}

function surveyRows({ instructions, sections, choiceLists }: Questionnaire): Cells[] {
  const questions = sections.flatMap((section) => section.questions)
  const variables = formVariables(questions, choiceLists)
  const first = { type: 'note', name: 'INSTRUCTIONS', 'sipas::as': 'instructions' }
  return [
    ...(instructions === undefined ? [] : [{ ...first, ...labelCells(instructions) }]),
    ...sections.flatMap((section, at) => sectionRows(section, `SECTION_${at + 1}`, variables)),
  ]
}

function sectionRows(
  { code, number, title, intro, questions }: Section,
  name: string,
  variables: FormVariables,
): Cells[] {
  const own = { 'sipas::as': 'section', 'sipas::code': toCell(code), 'sipas::number': toCell(number) }
  const introRow = { type: 'note', name: `${name}_INTRO`, 'sipas::as': 'intro' }
  return [
    { type: 'begin_group', name, ...labelCells(title), ...own },
    ...(intro === undefined ? [] : [{ ...introRow, ...labelCells(intro) }]),
    ...questions.flatMap((question) => questionRows(question, variables)),
    { type: 'end_group', name },
  ]
}

function questionRows(question: Question, variables: FormVariables): Cells[] {
  const { constraint, message } = constraintOf(question, variables)
  const row = {
    ...rowOf(question, variables),
    ...(question.hint === undefined
      ? {}
      : { [HINT_VI]: toCell(question.hint.vi), [HINT_EN]: toCell(question.hint.en) }),
    ...(question.isRequired === undefined ? {} : { required: yesOrNo(question.isRequired) }),
    ...{ constraint, [MESSAGE_VI]: toCell(message.vi), [MESSAGE_EN]: toCell(message.en) },
  }
  switch (question.kind) {
    case 'grid':
      return gridRows(question, row, variables)
    case 'single':
      return [{ ...row, type: `select_one ${toCell(question.choices)}` }]
    case 'multiple':
      return [{ ...row, type: `select_multiple ${toCell(question.choices)}`, 'sipas::max': String(question.max ?? '') }]
    case 'number':
      return [{ ...row, type: question.decimals === 0 ? 'integer' : 'decimal', ...rangeCells(question) }]
    case 'text':
      return [{ ...row, type: 'text', appearance: question.isLong ? 'multiline' : '' }]
    default:
      return [{ ...row, type: question.kind }]
  }
}

function rowOf(
  { code, number, label, askIf }: Pick<Question, 'code' | 'number' | 'label' | 'askIf'>,
  variables: FormVariables,
): Cells {
  const rule = askIf === undefined ? {} : { relevant: xpathOf(askIf, variables), 'sipas::ask_if': toCell(askIf) }
  return { name: toCell(code), 'sipas::number': toCell(number), ...labelCells(label), ...rule }
}

/** A table of answers: one group, its items of one list, a heading as a note before the item it stands over. */
function gridRows(grid: Extract<Question, { kind: 'grid' }>, row: Cells, variables: FormVariables): Cells[] {
  const { required = '', ...group } = row
  const heading = { type: 'note', 'sipas::as': 'heading' }
  return [
    { ...group, type: 'begin_group', appearance: 'table-list' },
    ...grid.items.flatMap((item) => [
      ...(item.heading === undefined
        ? []
        : [{ ...heading, name: `HEADING_${item.code}`, ...labelCells(item.heading) }]),
      { ...rowOf(item, variables), type: `select_one ${toCell(grid.choices)}`, required },
    ]),
    { type: 'end_group', name: toCell(grid.code) },
  ]
}

function rangeCells({ min, max, decimals }: Extract<Question, { kind: 'number' }>): Cells {
  return { 'sipas::min': toCell(String(min)), 'sipas::max': toCell(String(max)), 'sipas::decimals': String(decimals) }
}

function yesOrNo(is: boolean): string {
  return is ? 'yes' : 'no'
}

function formRows({ title, source, caution, entryMode, retiredCodes }: Questionnaire): Cells[] {
  const text = (key: string, { vi, en }: Text): Cells => ({ key, vi: toCell(vi), en: toCell(en) })
  const retired = retiredCodes?.length === 0 ? [''] : (retiredCodes ?? [])
  return [
    text('title', title),
    text('source', { vi: source, en: '' }),
    ...(caution === undefined ? [] : [text('caution', caution)]),
    ...(entryMode === undefined ? [] : [{ key: 'entry_mode', vi: entryMode }]),
    ...retired.map((code) => ({ key: 'retired_code', vi: code })),
  ]
}

const CHECKS = ['question', 'severity', 'condition', 'vi', 'en']

function checkRows({ sections }: Questionnaire): Cells[] {
  return sections.flatMap((section) =>
    section.questions.flatMap(({ code, checks }): Cells[] => {
      if (checks?.length === 0) return [{ question: toCell(code) }]
      return (checks ?? []).map(({ severity, condition, message }) => {
        return {
          question: toCell(code),
          severity,
          condition: toCell(condition),
          vi: toCell(message.vi),
          en: toCell(message.en),
        }
      })
    }),
  )
}
