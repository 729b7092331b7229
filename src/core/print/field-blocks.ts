import type { Question } from '../questionnaire/questionnaire.ts'
import { wordsFor } from '../words.ts'
import { type Block, block, rule, textAround } from './block.ts'
import type { FormContext } from './form-context.ts'
import { RIGHT, ROW_PITCH } from './paper.ts'
import type { Drawn, FormPlace } from './printed-form.ts'
import { textWidth } from './text-metrics.ts'

type Of<Kind extends Question['kind']> = Extract<Question, { kind: Kind }>

/** A frame to write one figure in, in mm. */
const FIGURE = { width: 6.5, height: 8 } as const
const FIELD_HEIGHT = ROW_PITCH + 1.5
/** A number longer than this is written on a line. */
const MOST_FIGURES = 15
const LINE_FOR_NUMBERS = 70
const LONG_TEXT_LINES = 4
const WORD_GAP = 2

/** One frame a figure, the sign and the decimal comma among them, and the range in words beside. */
export function numberBlocks(context: FormContext, question: Of<'number'>, place: FormPlace): Block[] {
  const { labelX, sizes, language } = context
  const { min, max, decimals } = question
  const middle = FIELD_HEIGHT / 2
  const whole =
    Math.max(...[min, max].map((bound) => Math.trunc(Math.abs(bound)).toFixed(0).length)) + (min < 0 ? 1 : 0)
  const isLine = whole + decimals > MOST_FIGURES
  const drawn = isLine ? [rule(labelX, middle + 2.5, LINE_FOR_NUMBERS)] : figures(labelX, middle, whole)
  let end = labelX + (isLine ? LINE_FOR_NUMBERS : whole * FIGURE.width)
  if (!isLine && decimals > 0) {
    const comma = textWidth(',', 'bold', sizes.heading)
    drawn.push(
      textAround(',', end + 0.7, middle + 1.5, 'bold', sizes.heading),
      ...figures(end + comma + 1.4, middle, decimals),
    )
    end += comma + 1.4 + decimals * FIGURE.width
  }
  const range = wordsFor('print.number', language, { min: decimal(min, decimals), max: decimal(max, decimals) })
  const x = end + 3
  const fits = x + textWidth(range, 'italic', sizes.text) <= RIGHT
  const words = [textAround(range, fits ? x : labelX, fits ? middle : ROW_PITCH / 2, 'italic', sizes.text)]
  const field = { x: labelX, y: middle - FIGURE.height / 2, width: end - labelX, height: FIGURE.height }
  const own: Drawn[] = [...drawn, { kind: 'field', ...field, variable: question.code }]
  return fits
    ? [block(FIELD_HEIGHT, [...own, ...words], place)]
    : [block(FIELD_HEIGHT, own, place), block(ROW_PITCH, words, place)]
}

/** Day, month and year, each with its word. */
export function dateBlocks(context: FormContext, question: Of<'date'>, place: FormPlace): Block[] {
  const { labelX, sizes, language } = context
  const middle = FIELD_HEIGHT / 2
  const drawn: Drawn[] = []
  let x = labelX
  for (const [word, count] of [
    ['print.day', 2],
    ['print.month', 2],
    ['print.year', 4],
  ] as const) {
    const text = textAround(wordsFor(word, language), x, middle, 'regular', sizes.text)
    x += text.width + WORD_GAP
    drawn.push(text, ...figures(x, middle, count))
    x += count * FIGURE.width + WORD_GAP * 2
  }
  const field = { x: labelX, y: middle - FIGURE.height / 2, width: x - WORD_GAP * 2 - labelX, height: FIGURE.height }
  return [block(FIELD_HEIGHT, [...drawn, { kind: 'field', ...field, variable: question.code }], place)]
}

/** Lines to write on, several for a long text. */
export function textBlocks(context: FormContext, question: Of<'text'>, place: FormPlace): Block[] {
  const { labelX, labelWidth } = context
  const count = question.isLong ? LONG_TEXT_LINES : 1
  const height = count * ROW_PITCH + 1
  const lines = Array.from({ length: count }, (_, index) =>
    rule(labelX, (index + 1) * ROW_PITCH - 1, labelWidth, { isDotted: true }),
  )
  const field = { x: labelX, y: 0, width: labelWidth, height: count * ROW_PITCH, variable: question.code }
  return [block(height, [...lines, { kind: 'field', ...field }], place)]
}

function figures(x: number, middle: number, count: number): Drawn[] {
  return Array.from({ length: count }, (_, index) => ({
    kind: 'frame',
    x: x + index * FIGURE.width,
    y: middle - FIGURE.height / 2,
    ...FIGURE,
  }))
}

/** 12500.5 → `12.500,5`, as written in Viet Nam. */
function decimal(value: number, decimals: number): string {
  const [whole = '', part] = value.toFixed(decimals).split('.')
  const grouped = whole.replace(/\d(?=(\d{3})+$)/g, '$&.')
  return part === undefined ? grouped : `${grouped},${part}`
}
