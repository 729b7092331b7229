import type { NodeEstimate } from '../../../core/index/estimate.ts'
import { indexText } from '../../../core/report/numbers.ts'
import { type BookColumn, type BookRow, type BookSheet, rangeOf } from '../../../files/xlsx-book.ts'
import { type BookChart, chartRows, MOST_BARS } from '../../../files/xlsx-book-chart.ts'
import type { IndexCell } from '../../index-cells.ts'
import { sectorCells } from './group-pages.ts'
import { summaryLines } from './node-pages.ts'
import { type Page, type Pages, pageOf, textColumn } from './pages.ts'

/** What one chart shows, before it has its place. */
interface Drawn {
  readonly title: string
  readonly kind: BookChart['kind']
  readonly rows: readonly DrawnRow[]
}

interface DrawnRow {
  readonly name: string
  readonly index: number
  readonly lower95: number | null
  readonly upper95: number | null
  /** Of before; null where the chart has none. */
  readonly earlier: number | null
}

/** Columns of the table that the charts are drawn from. */
const NAME = 1
const LOWER = 2
const BELOW = 3
const ABOVE = 4
const THEN = 5
const NOW = 6

/** Where the scale of intervals begins at most. */
const HIGHEST_START = 90
/** Of a landscape A4 page; a chart takes the row above it along. */
const PRINTED_ROWS = 32
/** Rows of the sheet above the first chart. */
const ABOVE_CHARTS = 5

/** Native charts, and below them the figures they are drawn from; null where nothing can be drawn. */
export function chartPage(pages: Pages): Page | null {
  const drawn = drawnOf(pages)
    .filter(({ rows }) => rows.length > 1)
    .flatMap(onPages)
  if (drawn.length === 0) return null
  const { say, word } = pages
  const columns: BookColumn[] = [
    textColumn(word('chart-data'), 40),
    textColumn(word('chart-name'), 36),
    { heading: say('column-lower'), width: 12, format: 'points' },
    { heading: word('chart-below'), width: 14, format: 'points' },
    { heading: word('chart-above'), width: 14, format: 'points' },
    { heading: word('column-index-before'), width: 12, format: 'points' },
    { heading: say('column-index'), width: 12, format: 'points' },
  ]
  const rows = drawn.flatMap(({ title, kind, rows: lines }) =>
    lines.map(({ name, index, lower95, upper95, earlier }): BookRow => {
      const [lower, upper] = [lower95 ?? index, upper95 ?? index]
      const interval = kind === 'bars' ? [null, null, null] : [lower, index - lower, upper - index]
      return { cells: [title, name, ...interval, earlier, index] }
    }),
  )
  let top = ABOVE_CHARTS
  let pageTop = 0
  const breaks: number[] = []
  const tops = drawn.map(({ rows: lines, kind }) => {
    const height = chartRows(lines.length, kind)
    if (top + height - pageTop > PRINTED_ROWS && top > ABOVE_CHARTS) {
      breaks.push(top - 1)
      pageTop = top
    }
    const row = top
    top += height + 1
    return row
  })
  breaks.push(top)
  const table = { columns, rows, frozen: false as const, headAt: top + 1 }
  const { sheet, about } = pageOf(pages, 'charts', [], table)
  let first = 0
  const charts = drawn.map((one, at) => {
    const chart = placed(pages, one, sheet, first, tops[at] ?? 0)
    first += one.rows.length
    return chart
  })
  return { about, sheet: { ...sheet, charts, breaks } }
}

/** A long chart as several, each of as many rows as fit on a page. */
function onPages({ title, kind, rows }: Drawn): Drawn[] {
  const count = Math.ceil(rows.length / MOST_BARS)
  const each = Math.ceil(rows.length / count)
  if (count === 1) return [{ title, kind, rows }]
  return Array.from({ length: count }, (_, at) => ({
    title: `${title} (${at + 1}/${count})`,
    kind,
    rows: rows.slice(at * each, (at + 1) * each),
  }))
}

function placed(pages: Pages, { title, kind, rows }: Drawn, sheet: BookSheet, first: number, row: number): BookChart {
  const { word, say } = pages
  const range = (column: number): string => rangeOf(sheet, column, first, first + rows.length - 1)
  const lowest = Math.min(...rows.map(({ index, lower95 }) => lower95 ?? index))
  const highest = Math.max(...rows.map(({ index, upper95 }) => upper95 ?? index))
  return {
    title,
    alternative: word('chart-alternative', { title, names: rows.map(({ name }) => name).join('; ') }),
    kind,
    categories: range(NAME),
    series:
      kind === 'bars'
        ? [
            { name: word('chart-then'), values: range(THEN), look: 'earlier' },
            { name: word('chart-now'), values: range(NOW), look: 'main' },
          ]
        : [
            { name: say('column-lower'), values: range(LOWER), look: 'paper' },
            { name: word('chart-below'), values: range(BELOW), look: 'main' },
            { name: word('chart-above'), values: range(ABOVE), look: 'light' },
          ],
    count: rows.length,
    axis: {
      title: word(kind === 'bars' ? 'chart-axis' : 'chart-how'),
      from: kind === 'bars' ? 0 : Math.min(Math.floor(lowest / 10) * 10, HIGHEST_START),
      to: kind === 'bars' ? 100 : Math.max(Math.ceil(highest / 10) * 10, 10),
    },
    at: { row, from: 0, to: 7 },
  }
}

function drawnOf(pages: Pages): Drawn[] {
  const { data, word, text, say } = pages
  const nodes = summaryLines(pages).map(({ cell }) => cell)
  const chart = (title: string, cells: readonly IndexCell[], nameOf: (cell: IndexCell) => string): Drawn => {
    return { title, kind: 'intervals', rows: cells.flatMap((cell) => drawnRow(cell, nameOf(cell))) }
  }
  const agencyName = ({ by }: IndexCell): string => by.agency?.name ?? ''
  const sectorName = ({ by }: IndexCell): string => (by.sector === undefined ? '' : text(by.sector.name))
  const blocks = data.ranking?.blocks ?? []
  const agencies =
    data.part?.kind === 'sector'
      ? [chart(word('chart-agencies'), data.summary.agencies, agencyName)]
      : blocks.map(({ block, agencies: members }) => {
          const title = word('chart-block', { chart: word('chart-agencies'), block: say(`block-${block}`) })
          return {
            ...chart(title, [], agencyName),
            rows: members.flatMap(({ agency, cell }) => drawnRow(cell, agency.name)),
          }
        })
  const sectors = data.part?.kind === 'sector' ? [] : [chart(word('chart-sectors'), sectorCells(pages), sectorName)]
  return [
    chart(word('chart-factors'), nodes, ({ label }) => text(label)),
    ...beforeOf(pages, nodes),
    { title: word('chart-trend'), kind: 'intervals', rows: trendRows(pages) },
    ...sectors,
    ...agencies,
  ]
}

function beforeOf({ data: { before }, word, text }: Pages, nodes: readonly IndexCell[]): Drawn[] {
  if (before === null) return []
  const rows = nodes.flatMap(({ node, label, index }) => {
    const earlier = before.byNode.get(node)?.earlier.index ?? null
    return index === null || earlier === null
      ? []
      : [{ name: text(label), index, lower95: null, upper95: null, earlier }]
  })
  return [{ title: word('chart-before'), kind: 'bars', rows }]
}

/** The oldest on top. */
function trendRows({ data }: Pages): DrawnRow[] {
  return data.trend.flatMap(({ code, rows: [root] }) => (root?.estimate ? drawnRow(root.estimate, code) : []))
}

function drawnRow({ index, lower95, upper95 }: NodeEstimate, name: string): DrawnRow[] {
  if (index === null) return []
  return [{ name: `${name}: ${indexText(index)}`, index, lower95, upper95, earlier: null }]
}
