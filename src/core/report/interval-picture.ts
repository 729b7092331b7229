import { textWidth } from '../print/text-metrics.ts'
import { type Language, wordsFor } from '../words.ts'
import { indexText, targetText } from './numbers.ts'
import {
  baselineBelow,
  indexMark,
  intervalMarks,
  legend,
  lineMark,
  SMALL,
  sharedTarget,
  TARGET_LOOK,
  TARGET_SIGNS,
  TICK_LOOK,
  textMark,
} from './picture-marks.ts'
import { COLORS, type Mark, type Picture } from './picture-parts.ts'
import { layNames, nameMarks, stacked, TALLEST_MM } from './picture-rows.ts'
import { type PictureScale, placeOn, scaleAround } from './picture-scale.ts'
import type { IntervalRow } from './report-model.ts'

const HEAD = 6
const AXIS = 5.5
const GAP = 3
/** Under the axis: two lines of the legend. */
const LEGEND_ROOM = 10
const NAMES_SHARE = 0.44

/** Where the axis stands, and between which heights its lines run, mm. */
interface Plot {
  readonly left: number
  readonly width: number
  readonly top: number
  readonly bottom: number
  readonly scale: PictureScale
}

/** Indices as points on their intervals, one under another, with their numbers at the right. */
export function intervalPicture(rows: readonly IntervalRow[], widthMm: number, language: Language): Picture {
  const room = TALLEST_MM - HEAD - AXIS - LEGEND_ROOM
  const named = layNames(
    rows.map(({ name }) => name),
    { width: widthMm * NAMES_SHARE, height: room },
  )
  const scale = scaleAround(rows)
  const target = sharedTarget(rows)
  const hasOwnTargets = target === null && rows.some((row) => row.target !== null)
  const heads = [wordsFor('picture.index', language), ...(hasOwnTargets ? [wordsFor('picture.target', language)] : [])]
  const columns = heads.map((head) => Math.max(textWidth(head, 'italic', SMALL), textWidth('100,00', 'bold', 10)) + GAP)
  const left = named.nameWidth + 1
  const plot: Plot = {
    left,
    width: widthMm - left - columns.reduce((sum, column) => sum + column, 0),
    top: HEAD,
    bottom: HEAD + named.height,
    scale,
  }
  const ends = columns.map((_, index) => widthMm - columns.slice(index + 1).reduce((sum, column) => sum + column, 0))
  const marks: Mark[] = axisMarks(plot)
  heads.forEach((head, index) => {
    marks.push(textMark(ends[index] ?? widthMm, HEAD - 2, head, { ...QUIET, style: 'italic', from: 'end' }))
  })
  if (target !== null) marks.push(...targetLine(plot, target, language))
  const placed = stacked(named, HEAD)
  for (const [index, row] of rows.entries()) {
    const at = placed[index]
    if (at === undefined) continue
    marks.push(...nameMarks(at.row, at.middle))
    const isOwn = hasOwnTargets && row.target !== null
    marks.push(...rowMarks(plot, row, { middle: at.middle, height: at.row.height, isOwn }))
    const y = at.middle + baselineBelow(named.size)
    const value = indexText(row.index)
    marks.push(textMark(ends[0] ?? widthMm, y, value, { size: named.size, style: 'bold', from: 'end' }))
    if (isOwn) marks.push(textMark(widthMm, y, targetText(row.target), { size: named.size, from: 'end' }))
  }
  const under = plot.bottom + AXIS
  const { marks: meanings, height } = legend(rows, scale, {
    top: under,
    width: widthMm,
    language,
    target: hasOwnTargets ? TARGET_SIGNS.tick : TARGET_SIGNS.line,
  })
  return { widthMm, heightMm: under + height + 0.5, marks: [...marks, ...meanings] }
}

const QUIET = { size: SMALL, color: COLORS.quiet } as const

function across({ left, width, scale }: Plot, value: number): number {
  return left + placeOn(scale, value) * width
}

function axisMarks(plot: Plot): Mark[] {
  const { left, width, top, bottom, scale } = plot
  const lines = scale.ticks.flatMap((tick) => {
    const x = across(plot, tick)
    const label = textMark(x, bottom + 4, targetText(tick), { ...QUIET, from: 'middle' })
    return [lineMark(x, top, x, bottom + 0.8, { thickness: 0.15, color: COLORS.grid }), label]
  })
  return [...lines, lineMark(left, bottom, left + width, bottom, { thickness: 0.25, color: COLORS.quiet })]
}

/** The one target of all rows: a dashed line from top to bottom with its number above. */
function targetLine(plot: Plot, target: number, language: Language): Mark[] {
  const x = across(plot, target)
  const words = `${wordsFor('picture.target', language)} ${targetText(target)}`
  const half = textWidth(words, 'regular', SMALL) / 2
  const middle = Math.min(Math.max(x, plot.left + half), plot.left + plot.width - half)
  return [
    lineMark(x, plot.top - 1, x, plot.bottom, TARGET_LOOK),
    textMark(middle, plot.top - 2, words, { size: SMALL, from: 'middle' }),
  ]
}

function rowMarks(
  plot: Plot,
  { index, lower95, upper95, target, verdict }: IntervalRow,
  { middle, height, isOwn }: { readonly middle: number; readonly height: number; readonly isOwn: boolean },
): Mark[] {
  const reach = Math.min(1.15, height * 0.3)
  const marks: Mark[] = []
  if (isOwn && target !== null) {
    const x = across(plot, target)
    marks.push(lineMark(x, middle - height * 0.4, x, middle + height * 0.4, TICK_LOOK))
  }
  if (lower95 !== null && upper95 !== null) {
    marks.push(...intervalMarks(across(plot, lower95), across(plot, upper95), middle, reach * 0.8))
  }
  return [...marks, indexMark(across(plot, index), middle, verdict, reach)]
}
