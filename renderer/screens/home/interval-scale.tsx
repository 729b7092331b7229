import { useTranslation } from 'react-i18next'
import { formatShort } from '../../format.ts'
import styles from './home-screen.module.css'

interface IntervalScaleProps {
  index: number
  lower95: number | null
  upper95: number | null
  target: number | null
}

const WIDTH = 328
const HEIGHT = 74
const PAD = 14

/** The index, its interval and the target on one line of a scale, cut to tens around them. */
export function IntervalScale({ index, lower95, upper95, target }: IntervalScaleProps) {
  const { t } = useTranslation('home')
  const { from, to, ticks } = scaleAround([index, lower95 ?? index, upper95 ?? index, target ?? index])
  const x = (value: number): number => PAD + ((value - from) / (to - from)) * (WIDTH - 2 * PAD)
  return (
    <svg className={styles.chart} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t('latest.chart')}>
      <line x1={PAD} x2={WIDTH - PAD} y1={44} y2={44} stroke="var(--edge-strong)" />
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={x(tick)} x2={x(tick)} y1={44} y2={48} stroke="var(--edge-strong)" />
          <text x={x(tick)} y={64} fontSize={12} fill="var(--text-2)" textAnchor="middle">
            {formatShort(tick)}
          </text>
        </g>
      ))}
      {target !== null && (
        <g>
          <line
            x1={x(target)}
            x2={x(target)}
            y1={20}
            y2={50}
            stroke="var(--action)"
            strokeDasharray="4 3"
            strokeWidth={1.5}
          />
          <text x={x(target)} y={13} fontSize={12} fill="var(--action)" textAnchor="middle">
            {t('latest.target', { target: formatShort(target) })}
          </text>
        </g>
      )}
      {lower95 !== null && upper95 !== null && (
        <line
          x1={x(lower95)}
          x2={x(upper95)}
          y1={32}
          y2={32}
          stroke="var(--focus)"
          strokeWidth={4}
          strokeOpacity={0.45}
          strokeLinecap="round"
        />
      )}
      <circle cx={x(index)} cy={32} r={5} fill="var(--focus)" />
    </svg>
  )
}

/** Round ends around the values with at least ten points between, inside 0-100, and a tick every five or twenty. */
export function scaleAround(values: readonly number[]): { from: number; to: number; ticks: number[] } {
  const from = Math.max(0, Math.floor((Math.min(...values) - 2.5) / 5) * 5)
  const to = Math.min(100, Math.max(from + 10, Math.ceil((Math.max(...values) + 2.5) / 5) * 5))
  const step = to - from > 40 ? 20 : 5
  const ticks = Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step)
  return { from, to, ticks }
}
