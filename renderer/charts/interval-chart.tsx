import {
  BarController,
  BarElement,
  CategoryScale,
  type ChartData,
  Chart as ChartJs,
  type ChartOptions,
  LinearScale,
  LineController,
  LineElement,
  type Plugin,
  PointElement,
} from 'chart.js'
import annotation, { type AnnotationOptions } from 'chartjs-plugin-annotation'
import { type RefObject, useMemo, useRef } from 'react'
import { Chart } from 'react-chartjs-2'
import type { Verdict } from '../components/status-pill.tsx'
import { formatIndex, formatShort } from '../format.ts'
import { chartColor, FONT } from './chart-theme.ts'
import styles from './interval-chart.module.css'
import type { Picture } from './picture-file.ts'
import { shortName } from './short-name.ts'

ChartJs.register(BarController, BarElement, LineController, LineElement, PointElement, CategoryScale, LinearScale)
ChartJs.register(annotation)

export interface IntervalRow {
  key: string
  name: string
  /** Why the row is drawn pale, `1 phiếu`; null for a row that can be relied on. */
  caution: string | null
  index: number | null
  lower95: number | null
  upper95: number | null
  verdict: Verdict | null
}

interface IntervalChartProps {
  rows: IntervalRow[]
  /** The line that most rows share, in percent; null draws none. */
  target: number | null
  targetLabel: string
  selectedKey: string | null
  onSelect: (key: string) => void
}

const ROW_HEIGHT = 25
const AXIS_HEIGHT = 44
const VALUE_WIDTH = 52

/**
 * One row each: the index as a point on its drawn 95 % interval, the target as a line, the figure at the right. Stands in a
 * ChartFrame, which says in words what it shows.
 */
export function IntervalChart({ rows, target, targetLabel, selectedKey, onSelect }: IntervalChartProps) {
  const data = useMemo(() => intervalData(rows), [rows])
  const options = useMemo(
    () => intervalOptions(rows, target, selectedKey, onSelect),
    [rows, target, selectedKey, onSelect],
  )
  const targetWords = useRef<HTMLSpanElement>(null)
  const plugins = useMemo(() => [valueColumn(rows), wholeName(rows), placeOver(target, targetWords)], [rows, target])
  return (
    <div className={styles.frame} style={{ height: heightOf(rows) }}>
      <Chart
        key={JSON.stringify([rows, target])} // plugins are read once a chart
        type="bar"
        data={data}
        options={options}
        plugins={plugins}
        role="presentation" // the frame around it says what it shows
      />
      {target !== null && (
        <span ref={targetWords} className={styles.target} aria-hidden="true">
          {targetLabel}
        </span>
      )}
    </div>
  )
}

/** The same for a file, where the target's words are part of the drawing. */
export function intervalPicture(rows: IntervalRow[], target: number | null, targetLabel: string): Picture {
  const config = {
    type: 'bar' as const,
    data: intervalData(rows),
    options: intervalOptions(rows, target, null, () => {}),
    plugins: [valueColumn(rows), ...(target === null ? [] : [targetWords(target, targetLabel)])],
  }
  return { config: config as Picture['config'], height: heightOf(rows) } // a line among bars, which the types don't know
}

function heightOf(rows: IntervalRow[]): number {
  return rows.length * ROW_HEIGHT + AXIS_HEIGHT
}

function intervalData(rows: IntervalRow[]): ChartData<'bar' | 'line', (number | [number, number] | null)[], string> {
  return {
    labels: rows.map(labelOf),
    datasets: [
      {
        type: 'line',
        data: rows.map((row) => row.index),
        showLine: false,
        clip: 8, // a point at 100 is whole
        pointRadius: 5,
        pointHoverRadius: 6,
        pointBackgroundColor: rows.map(colorOf),
        pointBorderColor: rows.map(colorOf),
        // A second sign beside the colour: met is a circle, not met a triangle, not sure a diamond.
        pointStyle: rows.map((row) => POINT_STYLES[row.verdict ?? 'met']),
      },
      {
        type: 'bar',
        data: rows.map((row) => (row.lower95 === null || row.upper95 === null ? null : [row.lower95, row.upper95])),
        barThickness: 3,
        backgroundColor: rows.map((row) => `${colorOf(row)}73`),
      },
    ],
  }
}

function colorOf(row: IntervalRow): string {
  return chartColor(row.caution === null ? (row.verdict ?? 'action') : 'edge-strong')
}

/** `Sở Nội vụ`, or `Sở Nội vụ · 1 phiếu` where that is a reason for doubt. */
export function labelOf({ name, caution }: IntervalRow): string {
  return caution === null ? name : `${name} · ${caution}`
}

const POINT_STYLES = { met: 'circle', 'not-met': 'triangle', unsure: 'rectRot' } as const

function intervalOptions(
  rows: IntervalRow[],
  target: number | null,
  selectedKey: string | null,
  onSelect: (key: string) => void,
): ChartOptions<'bar' | 'line'> {
  const muted = chartColor('text-2')
  const selected = rows.findIndex((row) => row.key === selectedKey)
  return {
    indexAxis: 'y',
    animation: false,
    maintainAspectRatio: false,
    layout: { padding: { top: 14, right: VALUE_WIDTH } },
    onClick: (_event, elements) => {
      const row = rows[elements[0]?.index ?? -1]
      if (row !== undefined) onSelect(row.key)
    },
    interaction: { mode: 'nearest', axis: 'y', intersect: false },
    scales: {
      x: {
        ...scaleOf(rows, target),
        grid: { color: chartColor('edge') },
        border: { display: false },
        ticks: { color: muted, font: FONT, callback: (value) => formatShort(Number(value)) },
      },
      y: {
        grid: { display: false },
        border: { display: false },
        ticks: {
          color: rows.map((row) => chartColor(row.caution === null ? 'ink' : 'text-2')),
          font: FONT,
          autoSkip: false,
          callback(_, at) {
            return shortened(rows[at], Math.floor(this.chart.width / PIXELS_A_LETTER))
          },
        },
      },
    },
    plugins: {
      legend: { display: false },
      tooltip: { enabled: false },
      annotation: { clip: false, annotations: [...selectedBand(selected), ...targetLine(target)] },
    },
  }
}

/** Tens around everything drawn, so that a short interval isn't lost on a scale of 0 to 100. */
function scaleOf(rows: IntervalRow[], target: number | null): { min: number; max: number } {
  const values = rows.flatMap((row) => [row.index, row.lower95, row.upper95]).filter((value) => value !== null)
  const all = target === null ? values : [...values, target]
  if (all.length === 0) return { min: 0, max: 100 }
  return {
    min: Math.max(0, Math.floor((Math.min(...all) - 1) / 5) * 5),
    max: Math.min(100, Math.ceil((Math.max(...all) + 1) / 5) * 5),
  }
}

function targetLine(target: number | null): AnnotationOptions[] {
  if (target === null) return []
  const color = chartColor('action')
  const line = { value: target, borderColor: color, borderWidth: 1.5, borderDash: [4, 4] }
  return [{ type: 'line', scaleID: 'x', ...line }]
}

function selectedBand(row: number): AnnotationOptions[] {
  if (row < 0) return []
  const band = { yMin: row - 0.5, yMax: row + 0.5, backgroundColor: chartColor('band'), borderWidth: 0 }
  return [{ type: 'box', drawTime: 'beforeDatasetsDraw', ...band }]
}

/** What is cut is the name, never the caution after it. */
function shortened(row: IntervalRow | undefined, length: number): string {
  if (row === undefined) return ''
  const room = length - (row.caution?.length ?? 0)
  const name = shortName(row.name)
  return labelOf({ ...row, name: name.length > room ? `${name.slice(0, room - 1)}…` : name })
}

/** Of the whole picture's width, so that the names take less than half of it. */
const PIXELS_A_LETTER = 16

/** A name that is cut is whole in the tip. The chart's own hovering ends where the names begin. */
function wholeName(rows: IntervalRow[]): Plugin<'bar'> {
  return {
    id: 'whole-name',
    beforeEvent(chart, { event }) {
      const row = event.type === 'mouseout' ? undefined : rows[chart.scales.y?.getValueForPixel(event.y ?? -1) ?? -1]
      chart.canvas.title = row === undefined ? '' : labelOf(row)
    },
  }
}

/** Puts words over the target's line. They are text of the page: a canvas blurs the hook of `chỉ tiêu` at this size. */
function placeOver(target: number | null, words: RefObject<HTMLSpanElement | null>): Plugin<'bar'> {
  return {
    id: 'place-over',
    afterLayout(chart) {
      const { x } = chart.scales
      if (words.current === null || x === undefined || target === null) return
      words.current.style.left = `${x.getPixelForValue(target)}px`
    },
  }
}

/** Words over the target's line, drawn: at 300 dots an inch they are sharp. */
const targetWords = (target: number, label: string): Plugin<'bar'> => ({
  id: 'target-words',
  afterDatasetsDraw({ ctx, chartArea, scales }) {
    ctx.save()
    ctx.font = `400 12px ${FONT.family}`
    ctx.fillStyle = chartColor('action')
    ctx.textAlign = 'center'
    ctx.textBaseline = 'middle'
    ctx.fillText(label, scales.x?.getPixelForValue(target) ?? 0, chartArea.top - 8)
    ctx.restore()
  },
})

/** Writes each row's figure in a column at the right edge: a point near another's interval can't hide it. */
const valueColumn = (rows: IntervalRow[]): Plugin<'bar'> => ({
  id: 'value-column',
  afterDatasetsDraw(chart) {
    const { ctx, chartArea } = chart
    ctx.save()
    ctx.font = `600 12px ${FONT.family}`
    ctx.textAlign = 'right'
    ctx.textBaseline = 'middle'
    for (const [at, point] of chart.getDatasetMeta(0).data.entries()) {
      const row = rows[at]
      ctx.fillStyle = chartColor(row?.caution === null ? 'ink' : 'text-2')
      ctx.fillText(formatIndex(row?.index), chartArea.right + VALUE_WIDTH, point.y)
    }
    ctx.restore()
  },
})
