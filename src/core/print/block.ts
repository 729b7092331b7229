import { CONTENT_WIDTH, LEFT, lineHeight, MM_PER_PT } from './paper.ts'
import type { Drawn, DrawnText, FormPlace } from './printed-form.ts'
import { ASCENT, DESCENT, type TextStyle, textWidth, wrapText } from './text-metrics.ts'

/** A band of the page that is never divided. `drawn` counts `y` from the band's top. */
export interface Block {
  readonly height: number
  readonly drawn: readonly Drawn[]
  readonly place: FormPlace | null
  /** Left free above it, but for the top of a page. */
  readonly space: number
  /** A page may begin here. Blocks between two such places stay together as far as a page holds them. */
  readonly mayBreak: boolean
  /** Repeated above it when a page begins here, for example the heading of a grid. */
  readonly repeated: readonly Block[]
}

/** A block with nothing said about its neighbours: it stays with the one before. Empty texts are left out. */
export function block(height: number, drawn: readonly Drawn[], place: FormPlace | null): Block {
  const seen = drawn.filter((one) => one.kind !== 'text' || one.text !== '')
  return { height, drawn: seen, place, space: 0, mayBreak: false, repeated: [] }
}

/** The first of the blocks after some space, and where a page may begin. */
export function opening(blocks: readonly Block[], space: number): Block[] {
  return blocks.map((one, index) => (index === 0 ? { ...one, space, mayBreak: true } : one))
}

/** The blocks with some space above the first, which stays with what stands before it. */
export function spaced(blocks: readonly Block[], space: number): Block[] {
  return blocks.map((one, index) => (index === 0 ? { ...one, space } : one))
}

/** One line of text. @param middle of the small letters, in mm from the block's top */
export function textAround(text: string, x: number, middle: number, style: TextStyle, size: number): DrawnText {
  return textLine(text, x, middle + ((ASCENT - DESCENT) / 2) * size * MM_PER_PT, style, size)
}

/** One line of text on the line `y`. */
export function textLine(text: string, x: number, y: number, style: TextStyle, size: number): DrawnText {
  return { kind: 'text', x, y, text, style, size, width: textWidth(text, style, size), stretch: 1 }
}

export interface ParagraphStyle {
  readonly style: TextStyle
  /** Points. */
  readonly size: number
  readonly x?: number
  readonly width?: number
  readonly isCentred?: boolean
  readonly place?: FormPlace | null
  /** Hung left of the first line, in bold. */
  readonly number?: { readonly text: string; readonly x: number }
}

/** A block for each line, so that a text longer than a page can go on; an empty text is one empty line. */
export function paragraph(text: string, how: ParagraphStyle): Block[] {
  const { style, size, x = LEFT, width = CONTENT_WIDTH, isCentred = false, place = null, number } = how
  const height = lineHeight(size)
  return wrapText(text, style, size, width).map((line, index) => {
    const start = isCentred ? x + (width - textWidth(line, style, size)) / 2 : x
    const hung =
      index === 0 && number !== undefined ? [textAround(number.text, number.x, height / 2, 'bold', size)] : []
    return block(height, [...hung, textAround(line, start, height / 2, style, size)], place)
  })
}

/** The same lower down. */
export function shifted(drawn: Drawn, by: number): Drawn {
  if (drawn.kind === 'qr') return drawn // it has its place on the sheet
  if (drawn.kind !== 'rule') return { ...drawn, y: drawn.y + by }
  const { from, to } = drawn
  return { ...drawn, from: { ...from, y: from.y + by }, to: { ...to, y: to.y + by } }
}

const HAIR = 0.35

/** A level line. @param thickness mm */
export function rule(x: number, y: number, width: number, { thickness = HAIR, isDotted = false } = {}): Drawn {
  return { kind: 'rule', from: { x, y }, to: { x: x + width, y }, thickness, isDotted }
}
