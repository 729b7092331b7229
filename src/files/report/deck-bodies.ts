import type { SlideBody } from '../../core/report/deck.ts'
import { indexText } from '../../core/report/numbers.ts'
import type { IntervalRow } from '../../core/report/report-model.ts'
import { clean, FACE, type Hand, INK } from './deck-look.ts'
import type { Page } from './pptx-library.ts'

interface Box {
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
}

const VERDICT_INK = { met: '1B6E3C', 'not-met': 'B3261E', unsure: '7A5B00' } as const
const VERDICT_SIGN = { met: ' ✓', 'not-met': ' ✗', unsure: ' ?' } as const

/** What a slide shows under its title and lead, within a box in inches. */
export function drawBody(page: Page, body: SlideBody, box: Box, hand: Hand): void {
  if (body.kind === 'figure') drawFigure(page, body, box, hand)
  else if (body.kind === 'lines') drawLines(page, body.lines, box, hand)
  else if (body.kind === 'intervals') drawIntervals(page, body, box)
  else if (body.kind === 'shares') drawShares(page, body, box)
  else drawTable(page, body, box, hand)
}

function drawFigure(
  page: Page,
  { value, said, verdict, lines }: SlideBody & { kind: 'figure' },
  box: Box,
  hand: Hand,
): void {
  const half = box.w / 2
  const look = { x: box.x, w: half - 0.3, ...hand, margin: 0, align: 'center' as const }
  page.addText(clean(value), { ...look, y: box.y + 0.4, h: 2.4, fontSize: 115, bold: true, color: INK.blue })
  if (verdict !== null) {
    page.addText(clean(said), {
      ...look,
      y: box.y + 2.9,
      h: 0.7,
      fontSize: 26,
      bold: true,
      color: VERDICT_INK[verdict],
    })
  }
  drawLines(page, lines, { ...box, x: box.x + half, w: half }, hand)
}

const MOST_POINTS = 24
const LEAST_POINTS = 14

/** As big as fits. */
function drawLines(page: Page, lines: readonly string[], box: Box, hand: Hand): void {
  if (lines.length === 0) return
  const sizes = Array.from({ length: MOST_POINTS - LEAST_POINTS + 1 }, (_, at) => MOST_POINTS - at)
  const fontSize = sizes.find((size) => heightOf(lines, size, box.w) <= box.h) ?? LEAST_POINTS
  const last = lines.length - 1
  page.addText(
    lines.map((text, at) => ({ text: clean(text), options: { bullet: { indent: 18 }, breakLine: at < last } })),
    { ...box, ...hand, fontSize, color: INK.text, margin: 0, valign: 'top', paraSpaceAfter: 10 },
  )
}

/** Inches that paragraphs of a size take, a letter being about half as wide as it is high. */
function heightOf(lines: readonly string[], size: number, width: number): number {
  const letters = (width - 0.4) / ((size / 72) * 0.52)
  return lines.reduce((sum, line) => sum + (Math.ceil(line.length / letters) * size * 1.25 + 10) / 72, 0)
}

function drawIntervals(page: Page, { rows, alternative, legend }: SlideBody & { kind: 'intervals' }, box: Box): void {
  // Bars run from the bottom up.
  const upwards = rows.toReversed()
  const labels = upwards.map(labelOf)
  const [lower, upper] = [upwards.map(lowerOf), upwards.map(upperOf)]
  const lowest = Math.min(Math.floor(Math.min(...lower) / 10) * 10, 90)
  const highest = Math.max(Math.ceil(Math.max(...upper) / 10) * 10, 10)
  page.addChart(
    'bar',
    [
      { name: '0', labels, values: lower },
      { name: '1', labels, values: upwards.map((row, at) => row.index - (lower[at] ?? 0)) },
      { name: '2', labels, values: upwards.map((row, at) => (upper[at] ?? 0) - row.index) },
    ],
    {
      ...frameOf(rows.length, box),
      altText: clean(alternative),
      barGrouping: 'stacked',
      chartColors: [INK.paper, INK.blue, INK.light],
      valAxisMinVal: lowest,
      valAxisMaxVal: highest,
      catAxisLineShow: false,
      valGridLine: { style: 'none' },
      showValAxisTitle: true,
      valAxisTitle: clean(legend),
      valAxisTitleFontFace: FACE,
      valAxisTitleFontSize: 12,
      valAxisTitleColor: INK.soft,
    },
  )
}

function labelOf({ name, index, verdict }: IntervalRow): string {
  return clean(`${name}: ${indexText(index)}${verdict === null ? '' : VERDICT_SIGN[verdict]}`)
}

const lowerOf = ({ index, lower95 }: IntervalRow): number => lower95 ?? index
const upperOf = ({ index, upper95 }: IntervalRow): number => upper95 ?? index

function drawShares(page: Page, { rows, alternative }: SlideBody & { kind: 'shares' }, box: Box): void {
  const upwards = rows.toReversed()
  const labels = upwards.map(({ name, percent }) => clean(`${name}: ${indexText(percent)} %`))
  page.addChart('bar', [{ name: '%', labels, values: upwards.map(({ percent }) => percent) }], {
    ...frameOf(rows.length, box),
    altText: clean(alternative),
    chartColors: [INK.blue],
    valAxisMinVal: 0,
    valAxisMaxVal: 100,
    valGridLine: { color: 'D9E2EC', style: 'solid', size: 1 },
  })
}

const BAR_INCHES = 0.75
const AXIS_INCHES = 0.9

/** No higher than so few bars need. */
function frameOf(count: number, box: Box) {
  return {
    ...box,
    h: Math.min(box.h, count * BAR_INCHES + AXIS_INCHES),
    barDir: 'bar',
    barGapWidthPct: 60,
    showLegend: false,
    chartArea: { roundedCorners: false },
    catAxisLabelFontFace: FACE,
    catAxisLabelFontSize: count > 8 ? 12 : 15,
    catAxisLabelColor: INK.text,
    catAxisMajorTickMark: 'none' as const,
    valAxisLabelFontFace: FACE,
    valAxisLabelFontSize: 12,
    valAxisLabelColor: INK.soft,
    valAxisLabelFormatCode: '0',
  }
}

function drawTable(page: Page, { columns, rows }: SlideBody & { kind: 'table' }, box: Box, hand: Hand): void {
  const total = columns.reduce((sum, { share }) => sum + share, 0)
  const border = { type: 'solid' as const, pt: 0.75, color: 'C9D3DE' }
  const head = { bold: true, color: INK.paper, fill: { color: INK.blue } }
  page.addTable(
    [
      columns.map(({ heading }) => ({ text: clean(heading), options: head })),
      ...rows.map((cells) => cells.map((text) => ({ text: clean(text) }))),
    ],
    {
      ...{ x: box.x, y: box.y, w: box.w, colW: columns.map(({ share }) => (box.w * share) / total) },
      ...{ ...hand, fontSize: 15, color: INK.text, border, margin: 0.06, valign: 'middle' },
    },
  )
}
