import { type ChartConfiguration, Chart as ChartJs, Legend, type Plugin } from 'chart.js'
import { formatNumber, formatPercent, formatShort } from '../format.ts'
import { FONT } from './chart-theme.ts'
import type { Picture } from './picture-file.ts'

ChartJs.register(Legend)

export interface AnswerPart {
  readonly label: string
  readonly count: number
  /** 0-1 of those who answered. */
  readonly share: number
  readonly color: string
  /** The colour of words on it. */
  readonly ink: string
}

const HEIGHT = 132
/** Narrower parts have no room for their figures; the table and the legend have them all. */
const LEAST_PIXELS = 54

/** One bar of all who answered, a part for each answer: its share and count written inside where they fit. */
export function answerPicture(parts: readonly AnswerPart[], ink: string): Picture {
  const config: ChartConfiguration<'bar', number[], string> = {
    type: 'bar',
    data: {
      labels: [''],
      datasets: parts.map(({ label, share, color }) => ({
        label: `${label} ${formatPercent(100 * share)}`,
        data: [100 * share],
        backgroundColor: color,
        barThickness: 44,
      })),
    },
    options: {
      indexAxis: 'y',
      animation: false,
      events: [],
      maintainAspectRatio: false,
      scales: {
        x: {
          stacked: true,
          min: 0,
          max: 100,
          grid: { display: false },
          border: { display: false },
          ticks: { color: ink, font: FONT, callback: (value) => formatShort(Number(value)) },
        },
        y: { stacked: true, display: false },
      },
      plugins: {
        legend: { position: 'bottom', align: 'start', labels: { color: ink, font: FONT, boxWidth: 14 } },
        tooltip: { enabled: false },
      },
    },
    plugins: [partFigures(parts)],
  }
  return { config: config as Picture['config'], height: HEIGHT } // narrower than any chart
}

const partFigures = (parts: readonly AnswerPart[]): Plugin<'bar'> => ({
  id: 'part-figures',
  afterDatasetsDraw(chart) {
    const { ctx, scales } = chart
    ctx.save()
    ctx.textAlign = 'center'
    ctx.textBaseline = 'middle'
    let before = 0
    for (const [set, part] of parts.entries()) {
      const from = scales.x?.getPixelForValue(before) ?? 0
      before += 100 * part.share
      const to = scales.x?.getPixelForValue(before) ?? 0
      const bar = chart.getDatasetMeta(set).data[0]
      if (to - from < LEAST_PIXELS || bar === undefined) continue
      ctx.fillStyle = part.ink
      ctx.font = `600 13px ${FONT.family}`
      ctx.fillText(formatPercent(100 * part.share), (from + to) / 2, bar.y - 8)
      ctx.font = `400 12px ${FONT.family}`
      ctx.fillText(formatNumber(part.count), (from + to) / 2, bar.y + 9)
    }
    ctx.restore()
  },
})
