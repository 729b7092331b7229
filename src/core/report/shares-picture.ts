import { textWidth } from '../print/text-metrics.ts'
import type { Language } from '../words.ts'
import { indexText, targetText } from './numbers.ts'
import { baselineBelow, boxMark, lineMark, SMALL, scaleWords, textMark } from './picture-marks.ts'
import { COLORS, type Mark, type Picture } from './picture-parts.ts'
import { layNames, nameMarks, stacked, TALLEST_MM } from './picture-rows.ts'
import { placeOn, scaleFromZero } from './picture-scale.ts'

const TOP = 1
const AXIS = 5.5
const NOTE = 4.4
const NAMES_SHARE = 0.44
const VALUE_GAP = 1.5

/** Shares as bars from zero, one under another, each with its number behind it. */
export function sharesPicture(
  rows: readonly { readonly name: string; readonly percent: number }[],
  widthMm: number,
  language: Language,
): Picture {
  const named = layNames(
    rows.map(({ name }) => name),
    { width: widthMm * NAMES_SHARE, height: TALLEST_MM - TOP - AXIS - NOTE },
  )
  const scale = scaleFromZero(rows.map(({ percent }) => percent))
  const left = named.nameWidth + 1
  const width = widthMm - left - textWidth('100,00 %', 'bold', named.size) - VALUE_GAP
  const bottom = TOP + named.height
  const across = (value: number): number => left + placeOn(scale, value) * width
  const marks: Mark[] = scale.ticks.flatMap((tick) => {
    const x = across(tick)
    const label = textMark(x, bottom + 4, targetText(tick), { size: SMALL, color: COLORS.quiet, from: 'middle' })
    return [lineMark(x, TOP, x, bottom + 0.8, { thickness: 0.15, color: COLORS.grid }), label]
  })
  for (const [index, { row, middle }] of stacked(named, TOP).entries()) {
    const percent = rows[index]?.percent ?? 0
    const height = Math.min(row.height * 0.62, 4.5)
    const end = across(percent)
    marks.push(...nameMarks(row, middle))
    if (percent > 0) marks.push(boxMark(left, middle - height / 2, end - left, height, COLORS.bar, COLORS.line))
    const value = `${indexText(percent)} %`
    const look = { size: named.size, style: 'bold' } as const
    // Gridlines stop before the number.
    const room = textWidth(value, 'bold', named.size)
    marks.push(boxMark(end + 0.5, middle - height / 2, room + VALUE_GAP - 0.5, height, COLORS.paper, COLORS.paper))
    marks.push(textMark(end + VALUE_GAP, middle + baselineBelow(named.size), value, look))
  }
  marks.push(lineMark(left, TOP, left, bottom, { thickness: 0.3, color: COLORS.quiet }))
  const isCut = scale.to < 100
  if (isCut) {
    const y = bottom + AXIS + NOTE / 2 + baselineBelow(SMALL)
    marks.push(textMark(0, y, scaleWords(scale, language), { size: SMALL, color: COLORS.quiet }))
  }
  return { widthMm, heightMm: bottom + AXIS + (isCut ? NOTE : 0) + 0.5, marks }
}
