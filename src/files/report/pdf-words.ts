import { MM_PER_PT } from '../../core/print/paper.ts'
import { ASCENT, printable, type TextStyle, textWidth, wrapText } from '../../core/print/text-metrics.ts'
import { tiedText } from '../../core/report/tied-text.ts'
import type { Element, PdfMark, Unit } from './pdf-flow.ts'

export interface TextLook {
  readonly size: number
  readonly style?: TextStyle
  readonly isSlanted?: boolean
  readonly align?: 'left' | 'center' | 'right' | 'justify'
  /** Of the first line after each break, mm. */
  readonly indent?: number
  /** Height of a line in parts of the type size. */
  readonly leading?: number
}

/** Single lines, and those of the text, a little further apart (Nghị định 30/2020: from single to one and a half). */
export const SINGLE = 1.15
export const TEXT = 1.25

/** A text laid out in a width: its lines can be drawn wherever there is room. */
export interface LaidText {
  readonly lines: readonly { readonly text: string; readonly isFirst: boolean; readonly isLast: boolean }[]
  /** mm */
  readonly lineHeight: number
  readonly draw: (line: number, x: number, top: number) => PdfMark
}

/** @param width mm */
export function layText(text: string, width: number, look: TextLook): LaidText {
  const { size, style = 'regular', isSlanted = false, align = 'left', indent = 0, leading = SINGLE } = look
  const lines = tiedWithin(text, width - indent, look)
    .split(/\r\n?|\n/)
    .flatMap((paragraph) => {
      const wrapped = wrapText(paragraph, style, size, width, indent)
      return wrapped.map((line, at) => ({ text: line, isFirst: at === 0, isLast: at === wrapped.length - 1 }))
    })
  const lineHeight = size * leading * MM_PER_PT
  return {
    lines,
    lineHeight,
    draw: (at, x, top) => {
      const { text = '', isFirst = true, isLast = true } = lines[at] ?? {}
      const begin = isFirst ? indent : 0
      const spare = width - begin - textWidth(text, style, size)
      const before = align === 'center' ? spare / 2 : align === 'right' ? spare : 0
      const spaces = text.split(' ').length - 1
      const spread = align === 'justify' && !isLast && spaces > 0 ? spare / spaces : 0
      const y = top + (lineHeight - size * MM_PER_PT) / 2 + size * MM_PER_PT * BASELINE
      return { kind: 'words', x: x + begin + before, y, text, style, size, spread, isSlanted }
    },
  }
}

/** Where letters stand in a line as high as the type: a line's marks above and below are about in its middle. */
const BASELINE = ASCENT - 0.06

/** Tied where there is room for it: in a narrow column numbers would break within. */
function tiedWithin(text: string, width: number, { style = 'regular', size }: TextLook): string {
  const tied = tiedText(text)
  const fits = tied.split(/[ \n]/).every((part) => textWidth(printable(part), style, size) <= width)
  return fits ? tied : text
}

/** Each line a unit of its own, two at least on either side of a page's end. */
export function textUnits(
  text: string,
  { x, width, before, look, element, keepNext = false }: Paragraph,
): readonly Unit[] {
  const laid = layText(text, width, look)
  const last = laid.lines.length - 1
  return laid.lines.map((_, at) => ({
    height: laid.lineHeight,
    before: at === 0 ? before : 0,
    keepNext: at < last ? at === 0 || at === last - 1 || keepNext : keepNext,
    draw: (top) => [{ element, marks: () => [laid.draw(at, x, top)] }],
  }))
}

interface Paragraph {
  readonly x: number
  readonly width: number
  readonly before: number
  readonly look: TextLook
  readonly element: Element
  /** All of it stays with what follows. */
  readonly keepNext?: boolean
}

export function newElement(tag: string, more: Partial<Omit<Element, 'tag' | 'children'>> = {}): Element {
  return { tag, ...more, children: [] }
}
