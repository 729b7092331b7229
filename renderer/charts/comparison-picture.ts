import { type ChartConfiguration, Chart as ChartJs, Legend, type Plugin } from 'chart.js'
import type { Verdict } from '../components/status-pill.tsx'
import { formatIndex, formatShort } from '../format.ts'
import { chartColor, FONT } from './chart-theme.ts'
import type { Picture } from './picture-file.ts'

ChartJs.register(Legend)

/** One row: its own index on its interval, and what it is compared with. */
export interface ComparisonRow {
  readonly name: string
  readonly own: Measured
  readonly other: Measured
  readonly verdict: Verdict | null
}

interface Measured {
  readonly index: number | null
  readonly lower95: number | null
  readonly upper95: number | null
}

const ROW_HEIGHT = 31
const AROUND = 68
const VALUE_WIDTH = 56

/** A row each: the index as a point on its drawn interval, and under it, paler, what it is compared with. */
export function comparisonPicture(rows: readonly ComparisonRow[], ownName: string, otherName: string): Picture {
  const { min, max } = scaleOf(rows)
  const config: ChartConfiguration<'bar', ([number, number] | null)[], string> = {
    type: 'bar',
    data: {
      labels: rows.map(({ name }) => shortened(name)),
      datasets: [
        {
          label: ownName,
          data: rows.map(({ own }) => endsOf(own)),
          backgroundColor: `${chartColor('series-2')}80`,
          barThickness: 5,
        },
        {
          label: otherName,
          data: rows.map(({ other }) => endsOf(other)),
          backgroundColor: chartColor('edge-strong'),
          barThickness: 5,
        },
      ],
    },
    options: {
      indexAxis: 'y',
      animation: false,
      events: [],
      maintainAspectRatio: false,
      layout: { padding: { right: VALUE_WIDTH } },
      scales: {
        x: {
          min,
          max,
          grid: { color: chartColor('edge') },
          border: { display: false },
          ticks: { color: chartColor('text-2'), font: FONT, callback: (value) => formatShort(Number(value)) },
        },
        y: {
          grid: { display: false },
          border: { display: false },
          ticks: { color: chartColor('ink'), font: FONT, autoSkip: false },
        },
      },
      plugins: {
        legend: { position: 'bottom', align: 'start', labels: { color: chartColor('ink'), font: FONT, boxWidth: 14 } },
        tooltip: { enabled: false },
      },
    },
    plugins: [indexPoints(rows), valueColumn(rows)],
  }
  return { config: config as Picture['config'], height: rows.length * ROW_HEIGHT + AROUND } // narrower than any chart
}

function endsOf({ lower95, upper95 }: Measured): [number, number] | null {
  return lower95 === null || upper95 === null ? null : [lower95, upper95]
}

/** Fives around everything drawn, so that short intervals aren't lost on a scale of 0 to 100. */
function scaleOf(rows: readonly ComparisonRow[]): { min: number; max: number } {
  const values = rows
    .flatMap(({ own, other }) => [own.index, own.lower95, own.upper95, other.index, other.lower95, other.upper95])
    .filter((value) => value !== null)
  if (values.length === 0) return { min: 0, max: 100 }
  return {
    min: Math.max(0, Math.floor((Math.min(...values) - 1) / 5) * 5),
    max: Math.min(100, Math.ceil((Math.max(...values) + 1) / 5) * 5),
  }
}

/** The indices on their intervals: a disc for the row's own, a diamond for what it is compared with. */
const indexPoints = (rows: readonly ComparisonRow[]): Plugin<'bar'> => ({
  id: 'index-points',
  afterDatasetsDraw(chart) {
    const { ctx, scales } = chart
    ctx.save()
    for (const [set, side] of (['own', 'other'] as const).entries()) {
      ctx.fillStyle = chartColor(side === 'own' ? 'series-2' : 'text-2')
      for (const [at, bar] of chart.getDatasetMeta(set).data.entries()) {
        const index = rows[at]?.[side].index ?? null
        if (index === null) continue
        const x = scales.x?.getPixelForValue(index) ?? 0
        ctx.beginPath()
        if (side === 'own') ctx.arc(x, bar.y, 5, 0, 2 * Math.PI)
        else diamond(ctx, x, bar.y, 4.5)
        ctx.fill()
      }
    }
    ctx.restore()
  },
})

function diamond(ctx: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  ctx.moveTo(x, y - radius)
  ctx.lineTo(x + radius, y)
  ctx.lineTo(x, y + radius)
  ctx.lineTo(x - radius, y)
  ctx.closePath()
}

/** Each row's own figure in a column at the right edge. */
const valueColumn = (rows: readonly ComparisonRow[]): Plugin<'bar'> => ({
  id: 'own-values',
  afterDatasetsDraw(chart) {
    const { ctx, chartArea } = chart
    ctx.save()
    ctx.font = `600 12px ${FONT.family}`
    ctx.textAlign = 'right'
    ctx.textBaseline = 'middle'
    for (const [at, bar] of chart.getDatasetMeta(0).data.entries()) {
      const row = rows[at]
      ctx.fillStyle = chartColor(row?.verdict === null || row === undefined ? 'ink' : `${row.verdict}-text`)
      ctx.fillText(formatIndex(row?.own.index), chartArea.right + VALUE_WIDTH, bar.y)
    }
    ctx.restore()
  },
})

const LONGEST = 34

function shortened(name: string): string {
  return name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name
}
