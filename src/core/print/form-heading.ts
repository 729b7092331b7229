import { textIn, wordsFor } from '../words.ts'
import { type Block, block, paragraph, rule, textAround } from './block.ts'
import type { FormContext } from './form-context.ts'
import { BOX_BORDER, BOX_SIDE, CONTENT_WIDTH, LEFT, lineHeight, RIGHT } from './paper.ts'
import type { Drawn } from './printed-form.ts'
import { fitText, type TextStyle } from './text-metrics.ts'

/** What stands above the questions besides the questionnaire's own texts; none of it ever moves a box. */
export interface FormNames {
  /** The issuing office, empty where it isn't set. */
  readonly office: string
  /** The survey's name, empty on a sheet of no survey. */
  readonly survey: string
}

/** The first page's heading: the office and the State's name as in Nghị định 30/2020, the titles, how to fill it in. */
export function headingBlocks(context: FormContext, names: FormNames): Block[] {
  const { questionnaire, language, sizes } = context
  const centred = (text: string, style: TextStyle, size: number): Block[] =>
    paragraph(text, { style, size, isCentred: true })
  return [
    ...(context.variant === 'large' ? stackedHeading(names.office) : sideBySideHeading(names.office)),
    ...centred(textIn(questionnaire.title, language), 'bold', sizes.title),
    ...(questionnaire.source === ''
      ? []
      : centred(wordsFor('print.followed', language, { source: questionnaire.source }), 'italic', sizes.text)),
    surveyLine(context, names.survey),
    block(2, [], null),
    ...instructionBlocks(context),
  ]
}

const STATE_SIZE = 12
const OFFICE = { x: LEFT, width: 70, lines: 3, floor: 8 } as const
const STATE = { x: 90, width: RIGHT - 90 } as const

/** The office left, the State right, each over its rule. Decree 30/2020, annex I: both in bold, a third and a full line. */
function sideBySideHeading(office: string): Block[] {
  const line = lineHeight(STATE_SIZE)
  const height = OFFICE.lines * line + 5
  const drawn = [
    ...officeLines(office, STATE_SIZE, OFFICE.x, OFFICE.width, 0),
    ...stateLines(STATE_SIZE, STATE.x, STATE.width, 0),
  ]
  return [block(height, drawn, null)]
}

const LARGE_STATE_SIZE = 16

/** In large print one below the other, over the whole width. */
function stackedHeading(office: string): Block[] {
  const line = lineHeight(LARGE_STATE_SIZE)
  const officeTop = 2 * line + 5
  const drawn = [
    ...stateLines(LARGE_STATE_SIZE, LEFT, CONTENT_WIDTH, 0),
    ...officeLines(office, LARGE_STATE_SIZE, LEFT, CONTENT_WIDTH, officeTop),
  ]
  return [block(officeTop + OFFICE.lines * line + 5, drawn, null)]
}

function officeLines(office: string, size: number, x: number, width: number, top: number): Drawn[] {
  const fitted = fitText(office.toUpperCase(), 'bold', { size, floor: OFFICE.floor, width, most: OFFICE.lines })
  const line = lineHeight(fitted.size)
  const drawn = fitted.lines.map((text, index) =>
    centredLine(text, x, width, top + (index + 0.5) * line, 'bold', fitted.size),
  )
  const ruleWidth = width / 3
  const underline = rule(x + ruleWidth, top + fitted.lines.length * line + 1, ruleWidth)
  return office === '' ? [] : [...drawn, underline]
}

/** Quốc hiệu and tiêu ngữ: the State's own words, in Vietnamese on every form. */
function stateLines(size: number, x: number, width: number, top: number): Drawn[] {
  const line = lineHeight(size)
  const motto = centredLine(wordsFor('print.motto', 'vi'), x, width, top + 1.5 * line, 'bold', size)
  return [
    centredLine(wordsFor('print.state', 'vi'), x, width, top + 0.5 * line, 'bold', size),
    motto,
    rule(motto.x, top + 2 * line + 1, motto.width),
  ]
}

function centredLine(text: string, x: number, width: number, middle: number, style: TextStyle, size: number) {
  const drawn = textAround(text, x, middle, style, size)
  return { ...drawn, x: x + (width - drawn.width) / 2 }
}

/** One line whether there is a survey or not, smaller for a long name. */
function surveyLine(context: FormContext, survey: string): Block {
  const size = context.sizes.text
  const height = lineHeight(size)
  if (survey === '') return block(height, [], null)
  const words = wordsFor('print.survey', context.language, { name: survey })
  const fitted = fitText(words, 'regular', { size, floor: 8, width: CONTENT_WIDTH, most: 1 })
  return block(
    height,
    fitted.lines.map((text) => centredLine(text, LEFT, CONTENT_WIDTH, height / 2, 'regular', fitted.size)),
    null,
  )
}

/** The questionnaire's own instructions, or those of the house with a sample of each mark. */
function instructionBlocks(context: FormContext): Block[] {
  const { questionnaire, language, sizes } = context
  const own = questionnaire.instructions === undefined ? '' : textIn(questionnaire.instructions, language)
  const how = { style: 'italic', size: sizes.text } as const
  if (own !== '') return paragraph(own, how)
  const words = wordsFor('print.instructions', language)
  return [...paragraph(words, how), sampleMarks(context)]
}

/** A box marked, and one taken back. */
function sampleMarks({ sizes, language }: FormContext): Block {
  const height = Math.max(lineHeight(sizes.text), BOX_SIDE) + 2
  const middle = height / 2
  const top = middle - BOX_SIDE / 2
  const marked = textAround(wordsFor('print.marked', language), LEFT + BOX_SIDE + 2, middle, 'italic', sizes.text)
  const second = marked.x + marked.width + 10
  const frame = (x: number): Drawn => ({ kind: 'frame', x, y: top, width: BOX_SIDE, height: BOX_SIDE })
  const stroke = (x: number, from: number, to: number): Drawn => ({
    kind: 'rule',
    from: { x: x + 0.7, y: middle + from },
    to: { x: x + BOX_SIDE - 0.7, y: middle + to },
    thickness: 2 * BOX_BORDER,
    isDotted: false,
  })
  return block(
    height,
    [
      frame(LEFT),
      stroke(LEFT, -1.3, 1.3),
      stroke(LEFT, 1.3, -1.3),
      marked,
      { kind: 'black', x: second, y: top, width: BOX_SIDE, height: BOX_SIDE },
      textAround(wordsFor('print.corrected', language), second + BOX_SIDE + 2, middle, 'italic', sizes.text),
    ],
    null,
  )
}
