import { MM_PER_PT } from '../print/paper.ts'
import { fitText, textWidth } from '../print/text-metrics.ts'
import { type Language, wordsFor } from '../words.ts'
import { indexText, targetText } from './numbers.ts'
import {
  baselineBelow,
  boxMark,
  indexMark,
  legend,
  lineMark,
  SMALL,
  sharedTarget,
  TARGET_LOOK,
  TARGET_SIGNS,
  textMark,
} from './picture-marks.ts'
import { COLORS, type Mark, type Picture } from './picture-parts.ts'
import { placeOn, scaleAround } from './picture-scale.ts'
import type { IntervalRow } from './report-model.ts'

/** Room above the highest line of the scale, for the number of a point that stands on it. */
const TOP = 6
const HEIGHT = 58
const BOTTOM = TOP + HEIGHT
const LEFT = 9
const NAME_SIZE = 9
const NAME_LINE = NAME_SIZE * 1.15 * MM_PER_PT
const CAP = 0.9

/** A line through indices in time, each with its interval and its number above. */
export function trendPicture(points: readonly IntervalRow[], widthMm: number, language: Language): Picture {
  const scale = scaleAround(points)
  const target = sharedTarget(points)
  const words = target === null ? '' : `${wordsFor('picture.target', language)} ${targetText(target)}`
  const right = target === null ? 1 : textWidth(words, 'regular', SMALL) + 2
  const width = widthMm - LEFT - right
  const slot = width / Math.max(1, points.length)
  const across = (index: number): number => LEFT + (index + 0.5) * slot
  const down = (value: number): number => BOTTOM - placeOn(scale, value) * HEIGHT
  const marks: Mark[] = scale.ticks.flatMap((tick) => [
    lineMark(LEFT, down(tick), LEFT + width, down(tick), { thickness: 0.15, color: COLORS.grid }),
    textMark(LEFT - 1.5, down(tick) + baselineBelow(SMALL), targetText(tick), {
      size: SMALL,
      color: COLORS.quiet,
      from: 'end',
    }),
  ])
  if (target !== null) {
    const y = down(target)
    marks.push(lineMark(LEFT, y, LEFT + width, y, TARGET_LOOK))
    marks.push(textMark(LEFT + width + 1, y + baselineBelow(SMALL), words, { size: SMALL }))
  }
  const course = points.map(({ index }, at) => ({ x: across(at), y: down(index) }))
  marks.push({ kind: 'line', points: course, thickness: 0.5, color: COLORS.line, isDashed: false })
  const size = Math.min(NAME_SIZE, ...points.map(({ index }) => sizeWithin(indexText(index), slot - 1)))
  for (const [at, point] of points.entries()) {
    const x = across(at)
    if (target === null && point.target !== null) {
      const y = down(point.target)
      marks.push(lineMark(x - slot * 0.42, y, x + slot * 0.42, y, TARGET_LOOK))
    }
    marks.push(...pointMarks(point, { x, down, size }))
  }
  const names = points.map((point) => [
    ...fitWithin(point.name, slot, 2),
    ...(target === null && point.target !== null ? fitWithin(ownTarget(point.target, language), slot, 1) : []),
  ])
  for (const [at, lines] of names.entries())
    for (const [line, { text, size }] of lines.entries())
      marks.push(textMark(across(at), BOTTOM + 4 + line * NAME_LINE, text, { size, from: 'middle' }))
  const under = BOTTOM + 3 + Math.max(1, ...names.map((lines) => lines.length)) * NAME_LINE
  const { marks: meanings, height } = legend(points, scale, {
    top: under,
    width: widthMm,
    language,
    target: TARGET_SIGNS.line,
  })
  return { widthMm, heightMm: under + height + 0.5, marks: [...marks, ...meanings] }
}

/** The type size at which a number is no wider than asked. */
function sizeWithin(text: string, width: number): number {
  return (Math.max(1, width) / textWidth(text, 'bold', NAME_SIZE)) * NAME_SIZE
}

/** The lines of a text under a slot, smaller where it is narrow. */
function fitWithin(
  text: string,
  slot: number,
  most: number,
): readonly { readonly text: string; readonly size: number }[] {
  const floor = Math.min(6, slot / 2)
  const { lines, size } = fitText(text, 'regular', { size: NAME_SIZE, floor, width: slot * 0.95, most })
  return lines.map((line) => ({ text: line, size }))
}

/** Where points have targets of their own, each is told under the name of its point. */
function ownTarget(target: number, language: Language): string {
  return `${wordsFor('picture.target', language)} ${targetText(target)}`
}

function pointMarks(
  { index, lower95, upper95, verdict }: IntervalRow,
  { x, down, size }: { readonly x: number; readonly down: (value: number) => number; readonly size: number },
): Mark[] {
  const look = { thickness: 0.45, color: COLORS.quiet }
  const y = down(index)
  const marks: Mark[] = []
  let top = y - 1.2
  if (lower95 !== null && upper95 !== null) {
    const [low, high] = [down(lower95), down(upper95)]
    marks.push(lineMark(x, low, x, high, look))
    for (const end of [low, high]) marks.push(lineMark(x - CAP, end, x + CAP, end, look))
    top = Math.min(top, high)
  }
  const value = indexText(index)
  const width = textWidth(value, 'bold', size)
  const height = size * MM_PER_PT * 0.8
  const baseline = top - 0.9
  // The line and the target stop around the number.
  const ground = boxMark(x - width / 2 - 0.2, baseline - height, width + 0.4, height + 0.3, COLORS.paper, COLORS.paper)
  const number = textMark(x, baseline, value, { size, style: 'bold', from: 'middle' })
  return [ground, ...marks, indexMark(x, y, verdict, 1.15), number]
}
