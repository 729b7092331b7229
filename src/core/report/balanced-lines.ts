import { type TextStyle, textWidth, wrapText } from '../print/text-metrics.ts'

const STEP_MM = 1

/**
 * A text over as few lines as it needs, all about as long.
 * @param size points @param room mm
 * @returns in mm the `width` of the longest line, and the `within` that breaks the text into these lines
 */
export function balancedLines(
  text: string,
  style: TextStyle,
  size: number,
  room: number,
): { readonly lines: readonly string[]; readonly width: number; readonly within: number } {
  const linesIn = (width: number): string[] => wrapText(text, style, size, width)
  const count = linesIn(room).length
  let within = room
  while (within > room / count && linesIn(within - STEP_MM).length === count) within -= STEP_MM
  const lines = linesIn(within)
  return { lines, within, width: Math.max(...lines.map((line) => textWidth(line, style, size))) }
}
