import { type TextStyle, textWidth, wrapText } from '../print/text-metrics.ts'

const STEP_MM = 1

/**
 * A text over as few lines as it needs, all about as long.
 * @param size points @param room mm
 * @returns `width` of the longest line, mm
 */
export function balancedLines(
  text: string,
  style: TextStyle,
  size: number,
  room: number,
): { readonly lines: readonly string[]; readonly width: number } {
  const linesIn = (width: number): string[] => wrapText(text, style, size, width)
  const count = linesIn(room).length
  let width = room
  while (width > room / count && linesIn(width - STEP_MM).length === count) width -= STEP_MM
  const lines = linesIn(width)
  return { lines, width: Math.max(...lines.map((line) => textWidth(line, style, size))) }
}
