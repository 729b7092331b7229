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
import { useMemo } from 'react'
import { Chart } from 'react-chartjs-2'
import type { Verdict } from '../components/status-pill.tsx'
import { formatIndex, formatShort } from '../format.ts'
import { chartColor, FONT } from './chart-theme.ts'

ChartJs.register(BarController, BarElement, LineController, LineElement, PointElement, CategoryScale, LinearScale)
ChartJs.register(annotation)

export interface IntervalRow {
  key: string
  label: string
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
  /** What a screen reader says of the picture; the figures stand in a table beside it. */
  label: string
  selectedKey: string | null
  onSelect: (key: string) => void
}

const ROW_HEIGHT = 25
const AXIS_HEIGHT = 44
const VALUE_WIDTH = 52

/** One row each: the index as a point on its drawn 95 % interval, the target as a line, the figure at the right. */
export function IntervalChart({ rows, target, targetLabel, label, selectedKey, onSelect }: IntervalChartProps) {
  const data = useMemo(() => intervalData(rows), [rows])
  const options = useMemo(
    () => intervalOptions(rows, target, targetLabel, selectedKey, onSelect),
    [rows, target, targetLabel, selectedKey, onSelect],
  )
  return (
    <div style={{ position: 'relative', height: rows.length * ROW_HEIGHT + AXIS_HEIGHT }}>
      <Chart type="bar" data={data} options={options} plugins={[valueColumn]} role="img" aria-label={label} />
    </div>
  )
}

function intervalData(rows: IntervalRow[]): ChartData<'bar' | 'line', (number | [number, number] | null)[], string> {
  const color = (row: IntervalRow): string => chartColor(row.verdict ?? 'action')
  return {
    labels: rows.map((row) => row.label),
    datasets: [
      {
        type: 'line',
        data: rows.map((row) => row.index),
        showLine: false,
        pointRadius: 5,
        pointHoverRadius: 6,
        pointBackgroundColor: rows.map(color),
        pointBorderColor: rows.map(color),
        // A second sign beside the colour: met is a circle, not met a triangle, not sure a diamond.
        pointStyle: rows.map((row) => POINT_STYLES[row.verdict ?? 'met']),
      },
      {
        type: 'bar',
        data: rows.map((row) => (row.lower95 === null || row.upper95 === null ? null : [row.lower95, row.upper95])),
        barThickness: 3,
        backgroundColor: rows.map((row) => `${color(row)}73`),
      },
    ],
  }
}

const POINT_STYLES = { met: 'circle', 'not-met': 'triangle', unsure: 'rectRot' } as const

function intervalOptions(
  rows: IntervalRow[],
  target: number | null,
  targetLabel: string,
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
          color: chartColor('ink'),
          font: FONT,
          autoSkip: false,
          callback: (_, at) => shortened(rows[at]?.label),
        },
      },
    },
    plugins: {
      legend: { display: false },
      tooltip: { enabled: false },
      annotation: { clip: false, annotations: [...selectedBand(selected), ...targetLine(target, targetLabel)] },
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

function targetLine(target: number | null, text: string): AnnotationOptions[] {
  if (target === null) return []
  const color = chartColor('action')
  const line = { value: target, borderColor: color, borderWidth: 1.5, borderDash: [4, 4] }
  const place = { content: text, position: 'start', yAdjust: -16, backgroundColor: 'transparent', padding: 0 } as const
  const label = { display: true, ...place, color, font: { ...FONT, weight: 'normal' } } as const
  return [{ type: 'line', scaleID: 'x', ...line, label }]
}

function selectedBand(row: number): AnnotationOptions[] {
  if (row < 0) return []
  const band = { yMin: row - 0.5, yMax: row + 0.5, backgroundColor: chartColor('band'), borderWidth: 0 }
  return [{ type: 'box', drawTime: 'beforeDatasetsDraw', ...band }]
}

function shortened(label: string | undefined): string {
  const text = label ?? ''
  return text.length > 30 ? `${text.slice(0, 29)}…` : text
}

/** Writes each row's figure in a column at the right edge: a point near another's interval can't hide it. */
const valueColumn: Plugin<'bar'> = {
  id: 'value-column',
  afterDatasetsDraw(chart) {
    const { ctx, chartArea } = chart
    ctx.save()
    ctx.font = `600 12px ${FONT.family}`
    ctx.fillStyle = chartColor('ink')
    ctx.textAlign = 'right'
    ctx.textBaseline = 'middle'
    for (const [at, point] of chart.getDatasetMeta(0).data.entries()) {
      const index = chart.data.datasets[0]?.data[at]
      ctx.fillText(typeof index === 'number' ? formatIndex(index) : '–', chartArea.right + VALUE_WIDTH, point.y)
    }
    ctx.restore()
  },
}
