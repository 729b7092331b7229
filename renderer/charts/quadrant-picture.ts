import {
  type ChartConfiguration,
  Chart as ChartJs,
  LinearScale,
  type Plugin,
  PointElement,
  ScatterController,
} from 'chart.js'
import annotation from 'chartjs-plugin-annotation'
import type { Division, Quadrant } from '../../src/core/index/quadrants.ts'
import { formatIndex, formatShort } from '../format.ts'
import { chartColor, FONT } from './chart-theme.ts'
import type { Picture } from './picture-file.ts'
import { placeLabels } from './place-labels.ts'

ChartJs.register(ScatterController, PointElement, LinearScale)
ChartJs.register(annotation)

export interface QuadrantPoint {
  /** What is written beside it; the list beside the picture says what it stands for. */
  readonly number: string
  readonly importance: number
  readonly performance: number
  readonly quadrant: Quadrant
}

export interface QuadrantWords {
  readonly importance: string
  readonly performance: string
  readonly quadrants: Readonly<Record<Quadrant, string>>
}

/** As high as a frame lets a picture stand without scrolling. */
const HEIGHT = 416
const LABEL = { width: 22, height: 15 }
/** A second sign beside the colour. */
const SHAPES = { improve: 'triangle', keep: 'circle', later: 'rect', enough: 'rectRot' } as const
export const QUADRANT_COLORS = { improve: 'not-met', keep: 'met', later: 'neutral-text', enough: 'action' } as const

/** Items by performance (across) and importance (up), both axes split at their means, a number beside each point. */
export function quadrantPicture(points: readonly QuadrantPoint[], division: Division, words: QuadrantWords): Picture {
  const color = ({ quadrant }: QuadrantPoint): string => chartColor(QUADRANT_COLORS[quadrant])
  const line = { borderColor: chartColor('text-2'), borderWidth: 1, borderDash: [4, 4] }
  const axis = (title: string) => ({
    grid: { color: chartColor('edge') },
    border: { display: false },
    title: { display: true, text: title, color: chartColor('ink'), font: { ...FONT, weight: 600 as const } },
  })
  const ticks = { color: chartColor('text-2'), font: FONT, includeBounds: false }
  const config: ChartConfiguration<'scatter'> = {
    type: 'scatter',
    data: {
      datasets: [
        {
          data: points.map(({ importance, performance }) => ({ x: performance, y: importance })),
          pointRadius: 4.5,
          pointStyle: points.map(({ quadrant }) => SHAPES[quadrant]),
          pointBackgroundColor: points.map(color),
          pointBorderColor: points.map(color),
        },
      ],
    },
    options: {
      animation: false,
      events: [],
      maintainAspectRatio: false,
      scales: {
        x: {
          ...axis(words.performance),
          ...around(
            points.map(({ performance }) => performance),
            1,
          ),
          ticks: { ...ticks, callback: (value) => formatShort(Number(value)) },
        },
        y: {
          ...axis(words.importance),
          ...around(
            points.map(({ importance }) => importance),
            0.02,
          ),
          ticks: { ...ticks, callback: (value) => formatIndex(Number(value)) },
        },
      },
      plugins: {
        legend: { display: false },
        tooltip: { enabled: false },
        annotation: {
          annotations: [
            { type: 'line', scaleID: 'x', value: division.performance, ...line },
            { type: 'line', scaleID: 'y', value: division.importance, ...line },
          ],
        },
      },
    },
    plugins: [cornerWords(words), numbers(points)],
  }
  return { config: config as Picture['config'], height: HEIGHT } // narrower than any chart
}

/** Room around all values: a tenth of their spread, at least `least`. */
function around(values: readonly number[], least: number): { min: number; max: number } {
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const room = Math.max(least, (high - low) * 0.12)
  return { min: low - room, max: high + room }
}

/** The name of each quadrant in its outer corner. */
const cornerWords = ({ quadrants }: QuadrantWords): Plugin<'scatter'> => ({
  id: 'corner-words',
  beforeDatasetsDraw({ ctx, chartArea: { left, right, top, bottom } }) {
    ctx.save()
    ctx.font = `600 13px ${FONT.family}`
    const corners = [
      ['improve', left + 8, top + 14, 'left'],
      ['keep', right - 8, top + 14, 'right'],
      ['later', left + 8, bottom - 12, 'left'],
      ['enough', right - 8, bottom - 12, 'right'],
    ] as const
    ctx.textBaseline = 'middle'
    for (const [quadrant, x, y, align] of corners) {
      ctx.textAlign = align
      ctx.fillStyle = chartColor(QUADRANT_COLORS[quadrant])
      ctx.fillText(quadrants[quadrant], x, y)
    }
    ctx.restore()
  },
})

/** Each point's number beside it, tied to it by a line where it had to move away. */
const numbers = (points: readonly QuadrantPoint[]): Plugin<'scatter'> => ({
  id: 'numbers',
  afterDatasetsDraw(chart) {
    const { ctx, chartArea } = chart
    const spots = chart.getDatasetMeta(0).data.map(({ x, y }) => ({ x, y }))
    ctx.save()
    ctx.textAlign = 'center'
    ctx.textBaseline = 'middle'
    ctx.font = `600 12px ${FONT.family}`
    ctx.strokeStyle = chartColor('edge-strong')
    ctx.lineWidth = 1
    const inner = { ...chartArea, top: chartArea.top + CORNER, bottom: chartArea.bottom - CORNER }
    for (const [at, label] of placeLabels(spots, LABEL, inner).entries()) {
      const spot = spots[at]
      const point = points[at]
      if (spot === undefined || point === undefined) continue
      if (Math.hypot(label.x - spot.x, label.y - spot.y) > FAR) {
        ctx.beginPath()
        ctx.moveTo(spot.x, spot.y)
        ctx.lineTo(label.x, label.y)
        ctx.stroke()
      }
      ctx.fillStyle = chartColor('ink')
      ctx.fillText(point.number, label.x, label.y)
    }
    ctx.restore()
  },
})

/** Kept free for the quadrants' names. */
const CORNER = 24
/** From here on a number stands so far from its point that a line must tie them. */
const FAR = 20
