import type { Choice, Question } from '../questionnaire/questionnaire.ts'
import { textIn, wordsFor } from '../words.ts'
import { answerBox, answerRow } from './answer-rows.ts'
import { type Block, block, opening, paragraph, rule, shifted, spaced, textAround, textLine } from './block.ts'
import { choiceBlocks } from './choice-blocks.ts'
import { conditionLines } from './condition-lines.ts'
import type { FormContext } from './form-context.ts'
import { type ColumnHeading, columnHeadings, legendLines } from './grid-heading.ts'
import { COLUMN_PITCH, LEFT, lineHeight, RIGHT } from './paper.ts'
import type { Drawn, DrawnText, FormPlace } from './printed-form.ts'
import { textWidth, wrapText } from './text-metrics.ts'

type Grid = Extract<Question, { kind: 'grid' }>
type GridItem = Grid['items'][number]

/** Labels narrower than this are no longer read: such a grid is printed as one question after another. */
const LEAST_LABEL = 45
/** A heading that takes more of the page than this isn't repeated on every page, but its options are. */
const TALLEST_HEADING = 60
const LABEL_GAP = 3
const HEADING_SPACE = 1.5
/** Free under the codes of the columns. */
const HEADING_FOOT = 2

/**
 * A grid: its items as rows under its columns.
 * @param asked what stands above it (the question, its hint), given the width there is beside the columns' headings
 * @param placeOf the place of an item by its index
 */
export function gridBlocks(
  context: FormContext,
  grid: Grid,
  place: FormPlace,
  asked: (width: number) => Block[],
  placeOf: (item: number) => FormPlace,
): Block[] {
  const choices = context.choicesOf(grid.choices)
  const labelWidth = gridLabelWidth(context, choices.length)
  const heading = headingBlocks(context, grid, choices, place, false)
  const isTall = heightOf(heading) > TALLEST_HEADING
  if (!isReadableGrid(labelWidth) || isTall || choices.length === 0) {
    const items = grid.items.flatMap((item, index) => {
      const blocks = itemAsQuestion(context, item, choices, placeOf(index))
      return index === 0 ? spaced(blocks, HEADING_SPACE) : opening(blocks, HEADING_SPACE)
    })
    return [...asked(context.labelWidth), ...items]
  }
  const repeated = headingBlocks(context, grid, choices, place, true)
  const rows = grid.items.flatMap((item, index) => {
    // The first two and the last two rows stay together: no row stands alone under a heading.
    const isAlone = index <= 1 || index === grid.items.length - 1
    const blocks = itemBlocks(context, item, choices, labelWidth, placeOf(index))
    return blocks.map((one, at) => ({ ...one, mayBreak: at === 0 && !isAlone, repeated }))
  })
  return [...(besideHeading(asked(labelWidth), heading, place) ?? [...asked(context.labelWidth), ...heading]), ...rows]
}

function heightOf(blocks: readonly Block[]): number {
  return blocks.reduce((sum, one) => sum + one.height, 0)
}

/** The question left of the words above the columns, where they are higher than it; null where they aren't. */
function besideHeading(asked: readonly Block[], heading: readonly Block[], place: FormPlace): Block[] | null {
  const [columns, ...legend] = heading.toReversed()
  if (columns === undefined || legend.length > 0 || heightOf(asked) > columns.height) return null
  let top = 0
  const words = asked.flatMap((one) => {
    top += one.height
    return one.drawn.map((drawn) => shifted(drawn, top - one.height))
  })
  return [block(columns.height, [...words, ...columns.drawn], place)]
}

/** What is left for the labels of a grid beside its columns, in mm. */
export function gridLabelWidth(context: FormContext, columns: number): number {
  return context.labelWidth - columns * COLUMN_PITCH - LABEL_GAP
}

export function isReadableGrid(labelWidth: number): boolean {
  return labelWidth >= LEAST_LABEL
}

/** The heading of the factor that the item opens, if it opens one, and its row. */
function itemBlocks(
  context: FormContext,
  item: GridItem,
  choices: readonly Choice[],
  width: number,
  place: FormPlace,
): Block[] {
  const { sizes, labelX, language } = context
  const lines = wrapText(textIn(item.label, language), 'regular', sizes.text, width)
  const row = answerRow({ lines, x: labelX, size: sizes.text, place }, (middle) => ({
    before: [textAround(item.number, LEFT + 1, middle, 'regular', sizes.text)],
    after: [
      ...leader(context, lines, width, middle),
      ...choices.map((choice, index) => answerBox(columnMiddle(choices.length, index), middle, item.code, choice.code)),
    ],
  }))
  return [...factorHeading(context, item, place), ...row, ...conditionLines(context, item.askIf, place, width)]
}

function factorHeading(context: FormContext, item: GridItem, place: FormPlace): Block[] {
  if (item.heading === undefined) return []
  const { sizes } = context
  return spaced(
    paragraph(textIn(item.heading, context.language), { style: 'bold', size: sizes.text, place }),
    HEADING_SPACE,
  )
}

/** Dots from the end of a label to its boxes, where the label is a single line. */
function leader(context: FormContext, lines: readonly string[], width: number, middle: number): Drawn[] {
  const [line = ''] = lines
  const start = context.labelX + textWidth(line, 'regular', context.sizes.text) + 2
  const length = context.labelX + width - start
  return lines.length === 1 && line !== '' && length > 4 ? [rule(start, middle + 1.3, length, { isDotted: true })] : []
}

/** What a grid with too many columns becomes: each item with its options below. */
function itemAsQuestion(context: FormContext, item: GridItem, choices: readonly Choice[], place: FormPlace): Block[] {
  const { sizes, labelX, labelWidth, language } = context
  const label = paragraph(textIn(item.label, language), {
    style: 'regular',
    size: sizes.text,
    x: labelX,
    width: labelWidth,
    place,
    number: { text: item.number, x: LEFT + 1 },
  })
  return [
    ...factorHeading(context, item, place),
    ...label,
    ...conditionLines(context, item.askIf, place, labelWidth),
    ...choiceBlocks(context, item.code, choices, [], place),
  ]
}

/** The middle of a column; the last one ends at the right margin. */
function columnMiddle(columns: number, index: number): number {
  return RIGHT - (columns - index - 0.5) * COLUMN_PITCH
}

/** Codes above their columns, and over them the levels' words: in the columns where they fit, else as a line of legend. */
function headingBlocks(
  context: FormContext,
  grid: Grid,
  choices: readonly Choice[],
  place: FormPlace,
  isRepeated: boolean,
): Block[] {
  const { sizes, language } = context
  const labels = choices.map((choice) => textIn(choice.label, language))
  const headings = columnHeadings(labels, sizes.column)
  const size = sizes.column
  const line = lineHeight(size)
  const words =
    headings?.flatMap((heading, index) => stackedWords(heading, columnMiddle(choices.length, index), size)) ?? []
  const height =
    (headings === null ? 0 : Math.max(...headings.map((heading) => heading.length)) * line) + line + HEADING_FOOT
  const codes = choices.map((choice, index) => {
    const x = columnMiddle(choices.length, index) - textWidth(choice.code, 'bold', size) / 2
    return textAround(choice.code, x, height - HEADING_FOOT + 0.5 - line / 2, 'bold', size)
  })
  const again = isRepeated
    ? [
        textAround(
          wordsFor('print.continued', language, { number: grid.number }),
          LEFT,
          height - HEADING_FOOT + 0.5 - line / 2,
          'italic',
          size,
        ),
      ]
    : []
  const legend = headings === null ? legendLines(context, choices) : []
  const base = height - HEADING_FOOT - line
  return [
    ...legend.map((one) =>
      block(
        line,
        one.map((entry) => textAround(entry.text, entry.x, line / 2, 'regular', size)),
        place,
      ),
    ),
    block(height, [...again, ...words.map((word) => ({ ...word, y: base + word.y })), ...codes], place),
  ]
}

/** The words of one column, the last line at 0. */
function stackedWords(heading: ColumnHeading, middle: number, size: number): DrawnText[] {
  const line = lineHeight(size)
  return heading.map((word, index) => {
    const drawn = textLine(word.text, 0, -(heading.length - 1 - index) * line - line * 0.25, 'regular', size)
    const width = textWidth(word.text, 'regular', size) * word.stretch
    return { ...drawn, x: middle - width / 2, width, stretch: word.stretch }
  })
}
