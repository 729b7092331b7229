import { MM_PER_PT } from '../print/paper.ts'
import { fitText, textWidth, wrapText } from '../print/text-metrics.ts'
import { baselineBelow, textMark } from './picture-marks.ts'
import type { Mark } from './picture-parts.ts'

/** Higher pictures would leave no room on a page for their caption. */
export const TALLEST_MM = 235

/** What is left of a name: one line, or two. */
interface NamedRow {
  readonly lines: readonly string[]
  readonly size: number
  readonly height: number
}

/** Rows that fit together: names at the left, everything else at the middle of its row. */
export interface NamedRows {
  readonly rows: readonly NamedRow[]
  readonly size: number
  /** Of the column of names, mm. */
  readonly nameWidth: number
  readonly height: number
}

const LINE = 1.15
const NAME_GAP = 2.5
/** Type sizes to try, each with the lines that a name may take; the last with few rows to spare for 90 of them. */
const TRIED = [
  [10, 2],
  [9, 2],
  [8.5, 2],
  [8, 2],
  [7.5, 2],
  [7, 1],
  [6.5, 1],
  [6, 1],
] as const

/**
 * The largest type at which all rows fit into the height; with more rows than any size on the list can hold, type as
 * small as it takes.
 * @param width of the widest column of names, mm @param height all that the rows may take, mm
 */
export function layNames(
  names: readonly string[],
  { width, height }: { readonly width: number; readonly height: number },
): NamedRows {
  for (const [size, most] of TRIED) {
    const laid = layAt(names, { size, most, width })
    if (laid.height <= height) return laid
  }
  const size = height / names.length / LINE / MM_PER_PT
  return layAt(names, { size, most: 1, width })
}

function layAt(
  names: readonly string[],
  { size, most, width }: { readonly size: number; readonly most: 1 | 2; readonly width: number },
): NamedRows {
  // Small type stands close: there it is the rows that matter.
  const air = size >= 8 ? 0.55 : size > 6 ? 0.25 : 0
  const text = width - NAME_GAP
  const rows = names.map((name) => {
    const isFitting = wrapText(name, 'regular', size, text).length <= most
    const fitted = isFitting ? { lines: wrapText(name, 'regular', size, text), size } : shrunk(name, size, text, most)
    return { ...fitted, height: (Math.max(1, fitted.lines.length) * LINE + air) * size * MM_PER_PT }
  })
  const widest = Math.max(0, ...rows.flatMap((row) => row.lines.map((line) => textWidth(line, 'regular', row.size))))
  const total = rows.reduce((sum, row) => sum + row.height, 0)
  return { rows, size, nameWidth: Math.min(width, widest + NAME_GAP), height: total }
}

/** A little smaller rather than cut. */
function shrunk(name: string, size: number, width: number, most: number) {
  return fitText(name, 'regular', { size, floor: Math.min(size, Math.max(6, size - 1.5)), width, most })
}

/** The lines of a name, level with the middle of its row. */
export function nameMarks({ lines, size }: NamedRow, middle: number): Mark[] {
  const step = size * LINE * MM_PER_PT
  const first = middle - ((lines.length - 1) / 2) * step + baselineBelow(size)
  return lines.map((line, index) => textMark(0, first + index * step, line, { size }))
}

/** The rows with the middle of each, one under another from `top`. */
export function stacked(
  { rows }: NamedRows,
  top: number,
): readonly { readonly row: NamedRow; readonly middle: number }[] {
  let y = top
  return rows.map((row) => {
    const middle = y + row.height / 2
    y += row.height
    return { row, middle }
  })
}
