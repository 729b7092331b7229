import {
  CategoryScale,
  type ChartConfiguration,
  Chart as ChartJs,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
} from 'chart.js'
import { chartColor, FONT } from '../../charts/chart-theme.ts'
import type { Picture } from '../../charts/picture-file.ts'
import { scaleAround } from '../../components/interval-scale.tsx'
import { formatShort } from '../../format.ts'
import type { Comparison } from './compare-series.ts'

ChartJs.register(LineController, LineElement, PointElement, CategoryScale, LinearScale, Legend)

/** Signs and dashes tell the lines apart without colour. */
const SIGNS = ['circle', 'rect', 'triangle', 'rectRot', 'star', 'crossRot'] as const
const DASHES = [[], [6, 4], [2, 3], [8, 3, 2, 3], [12, 4], [4, 2]]
const COLORS = ['ink', 'answer-3', 'unsure', 'series-5', 'not-met', 'met']

/** A line a place over the years; ours thick and blue. */
export function seriesPicture({ years, series }: Comparison): Picture {
  const { from, to } = scaleAround(series.flatMap(({ values }) => values))
  const muted = chartColor('text-2')
  const config: ChartConfiguration<'line'> = {
    type: 'line',
    data: {
      labels: years.map(String),
      datasets: series.map(({ name, isOurs, values }, at) => {
        const color = chartColor(isOurs ? 'action' : (COLORS[at % COLORS.length] ?? 'ink'))
        return {
          label: name,
          data: [...values],
          spanGaps: true,
          clip: 8,
          borderColor: color,
          backgroundColor: color,
          borderWidth: isOurs ? 3 : 1.5,
          borderDash: isOurs ? [] : (DASHES[at % DASHES.length] ?? []),
          pointStyle: SIGNS[at % SIGNS.length] ?? 'circle',
          pointRadius: 5,
        }
      }),
    },
    options: {
      animation: false,
      maintainAspectRatio: false,
      scales: {
        x: { offset: true, grid: { display: false }, ticks: { color: muted, font: FONT } },
        y: {
          min: from,
          max: to,
          grid: { color: chartColor('edge') },
          border: { display: false },
          ticks: { color: muted, font: FONT, stepSize: 5, callback: (value) => formatShort(Number(value)) },
        },
      },
      plugins: {
        legend: { position: 'bottom', labels: { usePointStyle: true, color: chartColor('ink'), font: FONT } },
        tooltip: { enabled: false },
      },
    },
  }
  return { config: config as Picture['config'], height: 320 } // narrower than any chart
}
