import {
  BarController,
  BarElement,
  CategoryScale,
  type ChartConfiguration,
  Chart as ChartJs,
  LinearScale,
  type Plugin,
} from 'chart.js'
import { formatNumber, formatPercent } from '../format.ts'
import { chartColor, FONT } from './chart-theme.ts'
import type { Picture } from './picture-file.ts'

ChartJs.register(BarController, BarElement, CategoryScale, LinearScale)

export interface CountedRow {
  readonly name: string
  readonly count: number
  /** 0-1; null where there is nothing to be a share of. */
  readonly share: number | null
  /** What is left over, drawn grey. */
  readonly isRest: boolean
}

const ROW_HEIGHT = 27
const AXIS_HEIGHT = 28
/** Room for the count and the share at the right edge. */
const VALUE_WIDTH = 108
const LONGEST = 40

/** A bar each, its count and share in words at the right. */
export function countPicture(rows: readonly CountedRow[]): Picture {
  const config: ChartConfiguration<'bar', number[], string> = {
    type: 'bar',
    data: {
      labels: rows.map(({ name }) => (name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name)),
      datasets: [
        {
          data: rows.map(({ count }) => count),
          backgroundColor: rows.map(({ isRest }) => chartColor(isRest ? 'edge-strong' : 'series-3')),
          barThickness: 13,
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
          min: 0,
          grid: { color: chartColor('edge') },
          border: { display: false },
          ticks: {
            color: chartColor('text-2'),
            font: FONT,
            precision: 0,
            callback: (value) => formatNumber(Number(value)),
          },
        },
        y: {
          grid: { display: false },
          border: { display: false },
          ticks: { color: chartColor('ink'), font: FONT, autoSkip: false },
        },
      },
      plugins: { legend: { display: false }, tooltip: { enabled: false } },
    },
    plugins: [figures(rows)],
  }
  return { config: config as Picture['config'], height: rows.length * ROW_HEIGHT + AXIS_HEIGHT } // narrower than any chart
}

const figures = (rows: readonly CountedRow[]): Plugin<'bar'> => ({
  id: 'count-figures',
  afterDatasetsDraw(chart) {
    const { ctx, chartArea } = chart
    ctx.save()
    ctx.textAlign = 'right'
    ctx.textBaseline = 'middle'
    for (const [at, bar] of chart.getDatasetMeta(0).data.entries()) {
      const row = rows[at]
      if (row === undefined) continue
      ctx.fillStyle = chartColor('ink')
      ctx.font = `600 12px ${FONT.family}`
      ctx.fillText(formatNumber(row.count), chartArea.right + VALUE_WIDTH - 56, bar.y)
      ctx.fillStyle = chartColor('text-2')
      ctx.font = `400 12px ${FONT.family}`
      if (row.share !== null) ctx.fillText(formatPercent(100 * row.share), chartArea.right + VALUE_WIDTH, bar.y)
    }
    ctx.restore()
  },
})
