import type { Verdict } from '../index/targets.ts'
import { MM_PER_PT } from '../print/paper.ts'
import { printable, type TextStyle, textWidth } from '../print/text-metrics.ts'
import { type Language, wordsFor } from '../words.ts'
import { targetText } from './numbers.ts'
import { COLORS, type Mark } from './picture-parts.ts'
import type { PictureScale } from './picture-scale.ts'
import type { IntervalRow } from './report-model.ts'

/** The words of legends and notes, points. */
export const SMALL = 8.5

/** How far below the middle of a line of type its letters stand, mm. */
export function baselineBelow(size: number): number {
  return size * MM_PER_PT * 0.33
}

interface TextLook {
  readonly size: number
  readonly style?: TextStyle
  readonly color?: string
  /** What stands at `x`. */
  readonly from?: 'start' | 'middle' | 'end'
}

/** Words in one line; `x` and `y` mm, `y` the line that its letters stand on. */
export function textMark(x: number, y: number, words: string, look: TextLook): Mark {
  const { size, style = 'regular', color = COLORS.ink, from = 'start' } = look
  const text = printable(words)
  const part = { start: 0, middle: 0.5, end: 1 }[from]
  return { kind: 'text', x: x - part * textWidth(text, style, size), y, text, style, size, color }
}

interface LineLook {
  readonly thickness?: number
  readonly color?: string
  readonly isDashed?: boolean
}

/** A straight line; places and thickness in mm. */
export function lineMark(x1: number, y1: number, x2: number, y2: number, look: LineLook = {}): Mark {
  const { thickness = 0.35, color = COLORS.ink, isDashed = false } = look
  return {
    kind: 'line',
    points: [
      { x: x1, y: y1 },
      { x: x2, y: y2 },
    ],
    thickness,
    color,
    isDashed,
  }
}

/** A filled box from its top left corner, mm. */
export function boxMark(x: number, y: number, width: number, height: number, fill: string, edge: string): Mark {
  const [right, bottom] = [x + width, y + height]
  const corners = [
    { x, y },
    { x: right, y },
    { x: right, y: bottom },
    { x, y: bottom },
  ]
  return { kind: 'area', points: corners, fill, edge }
}

/** A dot where the target is met, a triangle pointing down where it isn't, a hollow diamond where nobody knows. */
export function indexMark(x: number, y: number, verdict: Verdict | null, radius: number): Mark {
  if (verdict === 'not-met') {
    const points = [
      { x: x - radius * 1.15, y: y - radius },
      { x: x + radius * 1.15, y: y - radius },
      { x, y: y + radius * 1.2 },
    ]
    return { kind: 'area', points, fill: COLORS['not-met'], edge: COLORS['not-met'] }
  }
  if (verdict === 'unsure') {
    const reach = radius * 1.3
    const points = [
      { x, y: y - reach },
      { x: x + reach, y },
      { x, y: y + reach },
      { x: x - reach, y },
    ]
    return { kind: 'area', points, fill: COLORS.paper, edge: COLORS.unsure }
  }
  return { kind: 'dot', x, y, radius, fill: verdict === 'met' ? COLORS.met : COLORS.line }
}

/** One target of all rows, or null: then each says its own. */
export function sharedTarget(rows: readonly IntervalRow[]): number | null {
  const [first] = rows
  return first !== undefined && rows.every(({ target }) => target === first.target) ? first.target : null
}

const LEGEND_LINE = 4.4

interface LegendPlace {
  readonly top: number
  readonly width: number
  readonly language: Language
  /** How a target is drawn in this picture. */
  readonly target: LegendSign
}

interface LegendSign {
  readonly draw: (x: number, y: number) => readonly Mark[]
  /** Before the words, mm. */
  readonly room: number
}

/** A target that is a dashed line through the picture, and one that is a mark in its own row. */
export const TARGET_SIGNS = {
  line: { draw: (x, y) => [lineMark(x, y, x + 6, y, TARGET_LOOK)], room: 7.2 },
  tick: { draw: (x, y) => [lineMark(x + 0.6, y - 1.7, x + 0.6, y + 1.7, TICK_LOOK)], room: 2.4 },
} as const satisfies Readonly<Record<string, LegendSign>>

/**
 * What the marks mean, only of those that are there, and the piece of the scale where it is cut; as many lines as the
 * width wants.
 * @returns the marks, and how high they are
 */
export function legend(
  rows: readonly IntervalRow[],
  scale: PictureScale,
  { top, width, language, target }: LegendPlace,
): { readonly marks: readonly Mark[]; readonly height: number } {
  const entries = legendEntries(rows, scale, language, target)
  const marks: Mark[] = []
  let [x, line] = [0, 0]
  for (const { draw, room, words } of entries) {
    const text = textMark(0, 0, words, { size: SMALL })
    const needed = room + (text.kind === 'text' ? textWidth(text.text, 'regular', SMALL) : 0)
    if (x > 0 && x + needed > width) [x, line] = [0, line + 1]
    const y = top + (line + 0.5) * LEGEND_LINE
    marks.push(...draw(x, y), textMark(x + room, y + baselineBelow(SMALL), words, { size: SMALL, color: COLORS.quiet }))
    x += needed + 5
  }
  return { marks, height: entries.length === 0 ? 0 : (line + 1) * LEGEND_LINE }
}

interface LegendEntry extends LegendSign {
  readonly words: string
}

function legendEntries(
  rows: readonly IntervalRow[],
  scale: PictureScale,
  language: Language,
  target: LegendSign,
): LegendEntry[] {
  const verdicts = (['met', 'not-met', 'unsure'] as const).filter((one) => rows.some(({ verdict }) => verdict === one))
  const entries: LegendEntry[] = verdicts.map((verdict) => ({
    draw: (x, y) => [indexMark(x + 1.4, y, verdict, 1)],
    room: 4,
    words: wordsFor(`picture.${verdict}`, language),
  }))
  if (rows.some(({ lower95, upper95 }) => lower95 !== null && upper95 !== null)) {
    entries.push({
      draw: (x, y) => intervalMarks(x + 0.4, x + 6.6, y, 1),
      room: 8.2,
      words: wordsFor('picture.interval', language),
    })
  }
  if (rows.some(({ target }) => target !== null)) {
    entries.push({ ...target, words: wordsFor('picture.target', language) })
  }
  if (scale.from > 0 || scale.to < 100) entries.push({ draw: () => [], room: 0, words: scaleWords(scale, language) })
  return entries
}

export const TARGET_LOOK = { thickness: 0.45, isDashed: true } as const
export const TICK_LOOK = { thickness: 0.7 } as const

/** Says which piece of 0-100 an axis shows. */
export function scaleWords({ from, to }: PictureScale, language: Language): string {
  return wordsFor('picture.scale', language, { from: targetText(from), to: targetText(to) })
}

/** A level bar with upright caps. */
export function intervalMarks(left: number, right: number, y: number, cap: number): readonly Mark[] {
  const look = { thickness: 0.45, color: COLORS.quiet }
  return [
    lineMark(left, y, right, y, look),
    lineMark(left, y - cap, left, y + cap, look),
    lineMark(right, y - cap, right, y + cap, look),
  ]
}
