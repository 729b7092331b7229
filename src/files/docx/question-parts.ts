import { BorderStyle, type FileChild, type IParagraphOptions, LeaderType, TabStopType, type TextRun } from 'docx'
import type { Choice, Question } from '../../core/questionnaire/questionnaire.ts'
import { textIn } from '../../core/words.ts'
import { CONTENT_TWIPS } from '../decree-page.ts'
import { gridTable } from './grid-table.ts'
import { askedIf, checkParts } from './rule-parts.ts'
import { paragraph, runs, SIZE, textRuns, type WordContext, words } from './word-text.ts'

/** Where a question's texts begin, right of its number; twentieths of a point. */
const INDENT = 567
const WRITING_LINES = { short: 1, long: 4 } as const
/** Labels up to this length stand two on a line. */
const SHORT_LABEL = 30

/** A question as it is read: number and text, how it is asked, what may be answered, what is checked. */
export function questionParts(context: WordContext, question: Question): FileChild[] {
  return [
    labelOf(context, question),
    ...notesOf(context, question),
    ...answersOf(context, question),
    ...checkParts(context, question, INDENT),
  ]
}

/** Hanging, so that every line of the text begins at the same place. */
function labelOf(context: WordContext, question: Question): FileChild {
  const isNote = question.kind === 'note'
  const number = question.number === '' ? '' : `${question.number}.`
  const required = question.isRequired === true ? runs(` ${words(context, 'word.required')}`, { italics: true }) : []
  return paragraph(
    [...runs(`${number}\t`, { bold: true }), ...textRuns(context, question.label, { bold: !isNote }), ...required],
    {
      keepNext: !isNote,
      spacing: { before: 140 },
      indent: { left: INDENT, hanging: INDENT },
      tabStops: [{ type: TabStopType.LEFT, position: INDENT }],
    },
  )
}

const AT_INDENT: IParagraphOptions = { indent: { left: INDENT }, keepNext: true }

function notesOf(context: WordContext, question: Question): FileChild[] {
  const hint = question.hint === undefined ? [] : [textRuns(context, question.hint, { italics: true })]
  const asked = question.askIf === undefined ? [] : [askedIf(context, question.askIf)]
  const limits = limitsOf(context, question)
  const said = limits === '' ? [] : [runs(limits, { italics: true })]
  return [...hint, ...asked, ...said].map((one) => paragraph(one, AT_INDENT))
}

/** What an answer must keep to, unless the hint says it already. */
function limitsOf(context: WordContext, question: Question): string {
  const hint = question.hint === undefined ? '' : textIn(question.hint, context.language)
  if (question.kind === 'number') return words(context, 'print.number', { min: question.min, max: question.max })
  if (question.kind !== 'multiple') return ''
  if (question.max === undefined) return hint === '' ? words(context, 'print.several') : ''
  return hint.includes(String(question.max)) ? '' : words(context, 'print.atMost', { n: question.max })
}

function answersOf(context: WordContext, question: Question): FileChild[] {
  switch (question.kind) {
    case 'single':
    case 'multiple':
      return optionLines(context, choicesOf(context, question.choices))
    case 'grid':
      return [gridTable(context, question, choicesOf(context, question.choices))]
    case 'number':
      return [writingLine(CONTENT_TWIPS / 2)]
    case 'date': {
      const parts = (['day', 'month', 'year'] as const).map((part) => `${words(context, `print.${part}`)} ……`)
      return [paragraph(runs(parts.join(' ')), { indent: { left: INDENT } })]
    }
    case 'text':
      return Array.from({ length: question.isLong ? WRITING_LINES.long : WRITING_LINES.short }, () =>
        writingLine(CONTENT_TWIPS),
      )
    case 'note':
      return []
  }
}

export function choicesOf({ questionnaire }: WordContext, list: string): readonly Choice[] {
  return questionnaire.choiceLists.find(({ code }) => code === list)?.choices ?? []
}

/** Dots to the given place. */
function writingLine(position: number): FileChild {
  return paragraph(runs('\t'), {
    indent: { left: INDENT },
    tabStops: [{ type: TabStopType.RIGHT, position, leader: LeaderType.DOT }],
  })
}

/** Each option with its printed code in a box; two on a line where all are short. */
function optionLines(context: WordContext, choices: readonly Choice[]): FileChild[] {
  const isShort = choices.every(({ label }) => textIn(label, context.language).length <= SHORT_LABEL)
  const perLine = isShort && !context.hasSecond ? 2 : 1
  const half = INDENT + (CONTENT_TWIPS - INDENT) / 2
  const rows = Array.from({ length: Math.ceil(choices.length / perLine) }, (_, row) =>
    choices.slice(row * perLine, (row + 1) * perLine),
  )
  return rows.map((row, index) =>
    paragraph(
      row.flatMap((choice, at) => [...(at === 0 ? [] : runs('\t')), ...optionRuns(context, choice)]),
      {
        indent: { left: INDENT },
        keepNext: index === 0 && rows.length > 1, // never one option alone at the foot of a page
        tabStops: [{ type: TabStopType.LEFT, position: half }],
      },
    ),
  )
}

function optionRuns(context: WordContext, { code, label }: Choice): TextRun[] {
  const box = { style: BorderStyle.SINGLE, size: 4, space: 0 }
  return [...runs(` ${code} `, { border: box, size: SIZE.small }), ...runs('  '), ...textRuns(context, label)]
}
