import type { Choice, Question, Text } from '../questionnaire/questionnaire.ts'
import { textIn } from '../words.ts'
import { answerBox, answerRow } from './answer-rows.ts'
import { type Block, block, rule, textAround } from './block.ts'
import type { FormContext } from './form-context.ts'
import { BOX_SIDE, ROW_PITCH } from './paper.ts'
import type { Drawn, FormPlace } from './printed-form.ts'
import { printable, textWidth, wrapText } from './text-metrics.ts'

/** "Other, please write": a text asked only with one option, written on that option's own line. */
export interface FollowUp {
  readonly choice: string
  readonly question: Extract<Question, { kind: 'text' }>
}

const CODE_GAP = 1.6
const LABEL_GAP = 2.2
/** Between the columns of options. */
const CELL_GAP = 4
const MOST_COLUMNS = 4
/** A follow-up is written on a line of at least this length. */
const LEAST_LINE = 45

/** One option: its place among the columns, and what is written on its line. */
interface Cell {
  readonly choice: Choice
  readonly label: string
  readonly followUp: FollowUp | undefined
  readonly column: number
  readonly span: number
}

/** The options of one question with their boxes, in as many columns as their words allow, row by row. */
export function choiceBlocks(
  context: FormContext,
  variable: string,
  choices: readonly Choice[],
  followUps: readonly FollowUp[],
  place: FormPlace,
): Block[] {
  if (choices.length === 0) return [block(ROW_PITCH, [], place)]
  const labels = choices.map((choice) => oneLine(context, choice.label))
  const columns = columnsFor(context, labels)
  if (columns === 1) {
    return choices.flatMap((choice, index) => {
      const followUp = followUps.find((one) => one.choice === choice.code)
      return wideOption(context, variable, { choice, label: labels[index] ?? '', followUp, column: 0, span: 1 }, place)
    })
  }
  const width = context.labelWidth / columns
  return rowsOf(context, choices, labels, followUps, columns).map((row) => {
    const middle = ROW_PITCH / 2
    const drawn = row.flatMap((cell) => [
      ...optionMark(context, variable, cell.choice.code, context.labelX + cell.column * width, middle),
      ...optionWords(context, cell, context.labelX + cell.column * width, cell.span * width - CELL_GAP, middle),
    ])
    return block(ROW_PITCH, drawn, place)
  })
}

/** The most columns in which every label takes one line, evened out: four options stand two by two, never three and one. */
function columnsFor(context: FormContext, labels: readonly string[]): number {
  const widest = Math.max(...labels.map((label) => textWidth(label, 'regular', context.sizes.text)))
  const cell = labelOffset(context) + widest + CELL_GAP
  const most = Math.max(1, Math.min(MOST_COLUMNS, labels.length, Math.floor(context.labelWidth / cell)))
  return Math.ceil(labels.length / Math.ceil(labels.length / most))
}

/** An option with something to write takes the rest of its row, or a row of its own where the rest is too short. */
function rowsOf(
  context: FormContext,
  choices: readonly Choice[],
  labels: readonly string[],
  followUps: readonly FollowUp[],
  columns: number,
): Cell[][] {
  const rows: Cell[][] = []
  let column = columns
  for (const [index, choice] of choices.entries()) {
    const label = labels[index] ?? ''
    const followUp = followUps.find((one) => one.choice === choice.code)
    const least =
      followUp === undefined
        ? 1
        : Math.min(columns, Math.ceil((widthToWrite(context, label, followUp.question) * columns) / context.labelWidth))
    if (column + least > columns) {
      rows.push([])
      column = 0
    }
    const span = followUp === undefined ? 1 : columns - column
    rows.at(-1)?.push({ choice, label, followUp, column, span })
    column += span
  }
  return rows
}

/** Whether the option's words, those of its follow-up and a line to write on fit beside each other. */
export function fitsOnItsLine(context: FormContext, choice: Choice, question: FollowUp['question']): boolean {
  return widthToWrite(context, oneLine(context, choice.label), question) <= context.labelWidth
}

function widthToWrite(context: FormContext, label: string, question: FollowUp['question']): number {
  const words = followUpWords(context, label, question)
  return labelOffset(context) + textWidth(words, 'regular', context.sizes.text) + LEAST_LINE + CELL_GAP
}

/** `Khác. Dân tộc khác (ghi rõ):`; the label isn't said twice where the follow-up begins with it. */
function followUpWords(context: FormContext, label: string, question: FollowUp['question']): string {
  const words = oneLine(context, question.label)
  return words.startsWith(label) ? `${words}:` : `${label}. ${words}:`
}

function oneLine(context: FormContext, text: Text): string {
  return printable(textIn(text, context.language)).replaceAll('\n', ' ')
}

/** An option over the whole width, in as many lines as it takes. */
function wideOption(context: FormContext, variable: string, cell: Cell, place: FormPlace): Block[] {
  const x = context.labelX
  const offset = labelOffset(context)
  const text = cell.followUp === undefined ? cell.label : ''
  const lines = wrapText(text, 'regular', context.sizes.text, context.labelWidth - offset)
  return answerRow({ lines, x: x + offset, size: context.sizes.text, place }, (middle) => ({
    before: optionMark(context, variable, cell.choice.code, x, middle),
    after: cell.followUp === undefined ? [] : optionWords(context, cell, x, context.labelWidth, middle),
  }))
}

/** The code and the box. */
function optionMark(context: FormContext, variable: string, code: string, x: number, middle: number): Drawn[] {
  const size = context.sizes.text
  const codeEnd = x + codeWidth(context)
  return [
    textAround(code, codeEnd - textWidth(code, 'regular', size), middle, 'regular', size),
    answerBox(codeEnd + CODE_GAP + BOX_SIDE / 2, middle, variable, code),
  ]
}

/** The label, and after it the line of a follow-up. */
function optionWords(context: FormContext, cell: Cell, x: number, width: number, middle: number): Drawn[] {
  const size = context.sizes.text
  const start = x + labelOffset(context)
  if (cell.followUp === undefined) return [textAround(cell.label, start, middle, 'regular', size)]
  const { question } = cell.followUp
  const words = followUpWords(context, cell.label, question)
  const line = start + textWidth(words, 'regular', size) + 1.5
  const end = x + width
  return [
    textAround(words, start, middle, 'regular', size),
    rule(line, middle + 1.8, end - line, { isDotted: true }),
    {
      kind: 'field',
      x: line,
      y: middle - ROW_PITCH / 2,
      width: end - line,
      height: ROW_PITCH,
      variable: question.code,
    },
  ]
}

function codeWidth(context: FormContext): number {
  return textWidth('99', 'regular', context.sizes.text)
}

/** From the start of a cell to its label. */
function labelOffset(context: FormContext): number {
  return codeWidth(context) + CODE_GAP + BOX_SIDE + LABEL_GAP
}
