import { useTranslation } from 'react-i18next'
import { formatShort } from '../../format.ts'
import styles from './batches.module.css'

interface RateScaleProps {
  /** Wrong answers in every 10,000, and the ends of the interval. */
  rate: number
  lower95: number
  upper95: number
}

const WIDTH = 360
const HEIGHT = 62
const PAD = 16

/** The estimate on its interval, on a line from nothing to a round figure. */
export function RateScale({ rate, lower95, upper95 }: RateScaleProps) {
  const { t } = useTranslation('batches')
  const { to, ticks } = scaleTo(Math.max(rate, upper95))
  const x = (value: number): number => PAD + (value / to) * (WIDTH - 2 * PAD)
  return (
    <svg className={styles.scale} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t('report.chart')}>
      <line x1={PAD} x2={WIDTH - PAD} y1={32} y2={32} stroke="var(--edge-strong)" />
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={x(tick)} x2={x(tick)} y1={32} y2={36} stroke="var(--edge-strong)" />
          <text x={x(tick)} y={52} fontSize={12} fill="var(--text-2)" textAnchor="middle">
            {formatShort(tick)}
          </text>
        </g>
      ))}
      <line
        x1={x(lower95)}
        x2={x(upper95)}
        y1={20}
        y2={20}
        stroke="var(--focus)"
        strokeWidth={4}
        strokeOpacity={0.45}
        strokeLinecap="round"
      />
      <circle cx={x(rate)} cy={20} r={5} fill="var(--focus)" />
    </svg>
  )
}

/** 1, 2 or 5 times a power of ten a step, so that four or fewer of them reach `most`. */
export function scaleTo(most: number): { to: number; ticks: number[] } {
  const raw = Math.max(most, 1e-6) / 4
  const power = 10 ** Math.floor(Math.log10(raw))
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= raw * (1 - 1e-9)) ?? raw
  const count = Math.max(1, Math.ceil(most / step - 1e-9))
  return { to: step * count, ticks: Array.from({ length: count + 1 }, (_, at) => step * at) }
}
