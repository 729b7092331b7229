import {
  CategoryScale,
  type ChartConfiguration,
  Chart as ChartJs,
  LinearScale,
  LineController,
  LineElement,
  type Plugin,
  PointElement,
} from 'chart.js'
import { chartColor, FONT } from '../../charts/chart-theme.ts'
import type { Picture } from '../../charts/picture-file.ts'
import { formatIndex, formatShort } from '../../format.ts'

ChartJs.register(LineController, LineElement, PointElement, CategoryScale, LinearScale)

export interface DrawnPoint {
  readonly label: string
  readonly index: number | null
  readonly lower95: number | null
  readonly upper95: number | null
  /** What lies between this point and the one before isn't the same thing measured in the same way. */
  readonly isBroken: boolean
}

const HEIGHT = 300

/** Points in time joined by a line, within the band of their 95 % intervals; a broken line where the method or unit changed. */
export function trendPicture(points: readonly DrawnPoint[]): Picture {
  const color = chartColor('action')
  const muted = chartColor('text-2')
  const range = rangeOf(points)
  const config: ChartConfiguration<'line', (number | null)[], string> = {
    type: 'line',
    data: {
      labels: points.map(({ label }) => label),
      datasets: [
        {
          data: points.map(({ index }) => index),
          borderColor: color,
          borderWidth: 2,
          pointRadius: 5,
          pointBackgroundColor: color,
          clip: 8,
          segment: { borderDash: ({ p1DataIndex }) => (points[p1DataIndex]?.isBroken === true ? [5, 5] : undefined) },
        },
      ],
    },
    options: {
      animation: false,
      maintainAspectRatio: false,
      events: [],
      layout: { padding: { top: 18, right: 24, left: 8 } },
      scales: {
        x: { offset: true, grid: { display: false }, ticks: { color: chartColor('ink'), font: FONT } },
        y: {
          ...range,
          grid: { color: chartColor('edge') },
          border: { display: false },
          ticks: { color: muted, font: FONT, stepSize: stepOf(range), callback: (value) => formatShort(Number(value)) },
        },
      },
      plugins: { legend: { display: false }, tooltip: { enabled: false } },
    },
    plugins: [band(points, `${color}26`), figures(points)],
  }
  return { config: config as ChartConfiguration, height: HEIGHT } // the frame draws charts of every type
}

/** Fives around everything drawn. */
function rangeOf(points: readonly DrawnPoint[]): { min: number; max: number } {
  const values = points
    .flatMap(({ index, lower95, upper95 }) => [index, lower95, upper95])
    .filter((end) => end !== null)
  if (values.length === 0) return { min: 0, max: 100 }
  return {
    min: Math.max(0, Math.floor((Math.min(...values) - 1) / 5) * 5),
    max: Math.min(100, Math.ceil((Math.max(...values) + 1) / 5) * 5),
  }
}

/** Lines at whole ones, fives or tens, so that the first and the last lie on them. */
function stepOf({ min, max }: { min: number; max: number }): number {
  if (max - min <= 5) return 1
  return max - min <= 50 ? 5 : 10
}

/** The intervals as one pale surface from point to point, and a line at each of them. */
function band(points: readonly DrawnPoint[], color: string): Plugin<'line'> {
  return {
    id: 'interval-band',
    beforeDatasetsDraw({ ctx, scales: { x, y } }) {
      if (x === undefined || y === undefined) return
      const ends = points.flatMap(({ lower95, upper95 }, at) =>
        lower95 === null || upper95 === null
          ? []
          : [{ at: x.getPixelForValue(at), low: y.getPixelForValue(lower95), high: y.getPixelForValue(upper95) }],
      )
      ctx.save()
      ctx.fillStyle = color
      ctx.beginPath()
      for (const [place, { at, high }] of ends.entries()) place === 0 ? ctx.moveTo(at, high) : ctx.lineTo(at, high)
      for (const { at, low } of ends.toReversed()) ctx.lineTo(at, low)
      ctx.closePath()
      ctx.fill()
      ctx.strokeStyle = chartColor('text-2')
      ctx.lineWidth = 1
      for (const { at, low, high } of ends) {
        ctx.beginPath()
        ctx.moveTo(at, low)
        ctx.lineTo(at, high)
        ctx.stroke()
      }
      ctx.restore()
    },
  }
}

function figures(points: readonly DrawnPoint[]): Plugin<'line'> {
  return {
    id: 'figures',
    afterDatasetsDraw({ ctx, scales: { x, y } }) {
      if (x === undefined || y === undefined) return
      ctx.save()
      ctx.font = `600 12px ${FONT.family}`
      ctx.textAlign = 'left'
      ctx.textBaseline = 'bottom'
      ctx.fillStyle = chartColor('ink')
      for (const [at, { index }] of points.entries()) {
        if (index !== null) ctx.fillText(formatIndex(index), x.getPixelForValue(at) + 8, y.getPixelForValue(index) - 5)
      }
      ctx.restore()
    },
  }
}
