import { type Block, block, textAround } from './block.ts'
import { BOX_SIDE, lineHeight, ROW_PITCH } from './paper.ts'
import type { Drawn, FormPlace } from './printed-form.ts'
import type { TextStyle } from './text-metrics.ts'

/** Free above and below the lines of a row of several, in mm. */
const ROW_AIR = 2.2
/** A row of more lines goes on under its boxes, so that a page may begin within it. */
const MOST_LINES = 12

export interface RowText {
  readonly lines: readonly string[]
  readonly x: number
  readonly size: number
  readonly style?: TextStyle
  readonly place: FormPlace
}

/**
 * Lines of text with boxes or other things beside them, at half their height; rows never come nearer than ROW_PITCH.
 * @param beside what stands left and right of the text, given the middle of the row in mm from its top
 */
export function answerRow(
  text: RowText,
  beside: (middle: number) => { readonly before: readonly Drawn[]; readonly after: readonly Drawn[] },
): Block[] {
  const { lines, x, size, style = 'regular', place } = text
  const line = lineHeight(size)
  const together = lines.length > MOST_LINES ? 1 : lines.length
  const height = Math.max(ROW_PITCH, together * line + ROW_AIR)
  const top = (height - together * line) / 2
  const { before, after } = beside(height / 2)
  const words = lines
    .slice(0, together)
    .map((one, index) => textAround(one, x, top + (index + 0.5) * line, style, size))
  const rest = lines.slice(together).map((one) => block(line, [textAround(one, x, line / 2, style, size)], place))
  return [block(height, [...before, ...words, ...after], place), ...rest]
}

/** The box of an answer around its middle. */
export function answerBox(x: number, middle: number, variable: string, code: string): Drawn {
  return { kind: 'box', x: x - BOX_SIDE / 2, y: middle - BOX_SIDE / 2, variable, code }
}
