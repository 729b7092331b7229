import { textIn, wordsFor } from '../words.ts'
import { rule, textAround } from './block.ts'
import type { FormContext } from './form-context.ts'
import { FOOT_STRIP, HEAD_STRIP, lineHeight, MARK_CENTRES, MARK_SIDE, QR_SQUARES, type TypeSizes } from './paper.ts'
import { pageCode } from './printed-code.ts'
import type { Drawn, DrawnText, PrintedForm } from './printed-form.ts'
import { printedSerial } from './serial.ts'
import { fitText } from './text-metrics.ts'

/** What stands around the questions of every page. */
export interface FrameNames {
  /** The batch of the print run, empty for none. */
  readonly batch: string
  readonly isDraft: boolean
}

const SMALLEST = 8
const GAP = 2
const BLANK_LINE = 32

/** Marks, head and foot of a page: everything but the serial and the codes. */
export function pageFrame(context: FormContext, names: FrameNames, page: number, pages: number): Drawn[] {
  return [
    ...MARK_CENTRES.map(({ x, y }): Drawn => {
      return { kind: 'black', x: x - MARK_SIDE / 2, y: y - MARK_SIDE / 2, width: MARK_SIDE, height: MARK_SIDE }
    }),
    ...head(context, names, page, pages),
    ...foot(context, page, pages),
  ]
}

/**
 * What differs from copy to copy: the serial and both codes.
 * @param number null on a blank form: a line to write one on, and codes without a serial
 */
export function serialLayer(form: PrintedForm, page: number, number: number | null): Drawn[] {
  const { label, x, middle } = serialLabel(form.sizes, form.language)
  const text = pageCode(form, number, page)
  return [
    number === null
      ? rule(x, label.y + 0.6, BLANK_LINE)
      : textAround(printedSerial(number), x, middle, 'bold', form.sizes.heading),
    { kind: 'qr', squares: QR_SQUARES, text },
  ]
}

function serialLabel(sizes: TypeSizes, language: FormContext['language']) {
  const middle = HEAD_STRIP.top + 0.5 + lineHeight(sizes.heading) / 2
  const label = textAround(wordsFor('print.serial', language), HEAD_STRIP.left, middle, 'regular', sizes.text)
  return { label, x: label.x + label.width + GAP, middle }
}

function head(context: FormContext, names: FrameNames, page: number, pages: number): Drawn[] {
  const { sizes, language, questionnaire } = context
  const { label, middle } = serialLabel(sizes, language)
  const number = endingAt(HEAD_STRIP.right, wordsFor('print.page', language, { page, pages }), middle, sizes.text)
  const draft = textAround(wordsFor('print.draft', language), 0, middle, 'bold', sizes.heading)
  const form = wordsFor('print.form', language, { code: questionnaire.code, version: questionnaire.version })
  const words = names.batch === '' ? form : `${form} · ${wordsFor('print.batch', language, { batch: names.batch })}`
  const width = HEAD_STRIP.right - HEAD_STRIP.left
  const fitted = fitText(words, 'regular', { size: sizes.text, floor: SMALLEST, width, most: 1 })
  const second = HEAD_STRIP.top + 0.5 + lineHeight(sizes.heading) + lineHeight(sizes.text) / 2
  return [
    label,
    ...(names.isDraft ? [{ ...draft, x: number.x - draft.width - 4 * GAP }] : []),
    number,
    ...fitted.lines.map((line) => textAround(line, HEAD_STRIP.left, second, 'regular', fitted.size)),
  ]
}

/** The questionnaire's caution on the first page, and where the form goes on. */
function foot(context: FormContext, page: number, pages: number): Drawn[] {
  const { sizes, language, questionnaire } = context
  const text = page === 1 && questionnaire.caution !== undefined ? textIn(questionnaire.caution, language) : ''
  const caution = text === '' ? '' : wordsFor('print.caution', language, { caution: text })
  const width = FOOT_STRIP.right - FOOT_STRIP.left
  const fitted = fitText(caution, 'italic', { size: sizes.text, floor: SMALLEST, width, most: 1 })
  const line = lineHeight(sizes.text)
  const onwards = wordsFor(page % 2 === 1 ? 'print.overleaf' : 'print.nextSheet', language)
  return [
    ...(caution === ''
      ? []
      : fitted.lines.map((text) =>
          textAround(text, FOOT_STRIP.left, FOOT_STRIP.top + line / 2, 'italic', fitted.size),
        )),
    ...(page === pages ? [] : [endingAt(FOOT_STRIP.right, onwards, FOOT_STRIP.top + line * 1.5, sizes.text)]),
  ]
}

function endingAt(right: number, text: string, middle: number, size: number): DrawnText {
  const drawn = textAround(text, 0, middle, 'regular', size)
  return { ...drawn, x: right - drawn.width }
}
