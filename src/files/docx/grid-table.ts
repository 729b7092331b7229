import {
  AlignmentType,
  type FileChild,
  type IParagraphOptions,
  type Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx'
import type { Choice, Question } from '../../core/questionnaire/questionnaire.ts'
import { textIn } from '../../core/words.ts'
import { CONTENT_TWIPS } from '../decree-page.ts'
import { SIDE_MARGIN, wordWidths } from './column-widths.ts'
import { askedIf } from './rule-parts.ts'
import { paragraph, runs, SECOND_SIZE, SIZE, textRuns, type WordContext, words } from './word-text.ts'

type Grid = Extract<Question, { kind: 'grid' }>

/** Twentieths of a point. */
const NUMBER_WIDTH = 680
const LEAST_LEVEL = 800
/** The labels keep at least this part of the page. */
const LABEL_SHARE = 0.35
export const CELL_MARGINS = { top: 30, bottom: 30, left: SIDE_MARGIN, right: SIDE_MARGIN } as const
export const TWIPS_PER_MM = 1440 / 25.4

/** The rows of a grid under the words and codes of its levels, which stand again at the top of every page. */
export function gridTable(context: WordContext, grid: Grid, choices: readonly Choice[]): FileChild {
  const level = levelWidth(context, choices)
  const label = CONTENT_TWIPS - NUMBER_WIDTH - level * choices.length
  const widths = [NUMBER_WIDTH, Math.max(label, NUMBER_WIDTH), ...choices.map(() => level)]
  return borderedTable(widths, [
    headRow(context, choices),
    ...grid.items.flatMap((item) => [
      ...(item.heading === undefined ? [] : [headingRow(context, item.heading, widths.length)]),
      itemRow(context, item, choices),
    ]),
  ])
}

/** Wide enough for the longest word of a level, where the labels can spare it. Tinos has the widths of Times New Roman. */
function levelWidth(context: WordContext, choices: readonly Choice[]): number {
  const longest = Math.max(
    0,
    ...choices.flatMap(({ label }) => [
      ...wordWidths(textIn(label, context.language), 'bold', SIZE.small),
      ...(context.hasSecond ? wordWidths(label.en, 'italic', SECOND_SIZE.small) : []),
    ]),
  )
  const wanted = Math.max(LEAST_LEVEL, Math.ceil(longest * TWIPS_PER_MM) + 2 * SIDE_MARGIN + 40)
  const free = (CONTENT_TWIPS * (1 - LABEL_SHARE) - NUMBER_WIDTH) / Math.max(choices.length, 1)
  return Math.floor(Math.min(wanted, free))
}

/** Every cell with a border, over the whole width, the columns as wide as told. */
export function borderedTable(widths: readonly number[], rows: TableRow[]): FileChild {
  return new Table({
    columnWidths: [...widths],
    layout: TableLayoutType.FIXED,
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    margins: CELL_MARGINS,
    rows,
  })
}

export function cell(children: readonly Paragraph[], columnSpan = 1): TableCell {
  return new TableCell({ children, columnSpan, verticalAlign: VerticalAlign.CENTER })
}

/** One centred line, for a code or a number. */
export function centred(text: string, options: IParagraphOptions = {}): Paragraph {
  return tight(runs(text, { size: SIZE.small }), { alignment: AlignmentType.CENTER, ...options })
}

/** The cells of a head row: they stay with the row below. */
export function headCell(children: readonly TextRun[]): TableCell {
  return cell([tight(children, { alignment: AlignmentType.CENTER, keepNext: true })])
}

export const HEAD_WORDS = { bold: true, size: SIZE.small } as const

/** A paragraph of a cell, without the air between paragraphs. */
export function tight(children: readonly TextRun[], options: IParagraphOptions = {}): Paragraph {
  return paragraph([...children], { spacing: { after: 0, line: 250 }, ...options })
}

function headRow(context: WordContext, choices: readonly Choice[]): TableRow {
  return new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: [
      headCell(runs(words(context, 'word.ordinal'), HEAD_WORDS)),
      headCell(runs(words(context, 'word.item'), HEAD_WORDS)),
      ...choices.map(({ code, label }) =>
        headCell([...textRuns(context, label, HEAD_WORDS), new TextRun({ break: 1 }), ...runs(code, HEAD_WORDS)]),
      ),
    ],
  })
}

function headingRow(
  context: WordContext,
  heading: NonNullable<Grid['items'][number]['heading']>,
  columns: number,
): TableRow {
  const words = tight(textRuns(context, heading, HEAD_WORDS), { keepNext: true })
  return new TableRow({ cantSplit: true, children: [cell([words], columns)] })
}

/** The codes stand again in each row, to be crossed there. */
function itemRow(context: WordContext, item: Grid['items'][number], choices: readonly Choice[]): TableRow {
  const asked = item.askIf === undefined ? [] : [tight(askedIf(context, item.askIf, SIZE.small))]
  return new TableRow({
    cantSplit: true,
    children: [
      cell([centred(item.number)]),
      cell([tight(textRuns(context, item.label, { size: SIZE.small })), ...asked]),
      ...choices.map(({ code }) => cell([centred(code)])),
    ],
  })
}
