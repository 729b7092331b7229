import type { Scale } from '../../components/interval-scale.tsx'
import styles from './ranking.module.css'
import type { IndexCell } from './summary-cards.tsx'

const WIDTH = 180
const HEIGHT = 16
const PAD = 6

/** A row's index on its interval, on the scale that the whole table shares; the figures stand beside it in words. */
export function IntervalMark({ cell, scale }: { cell: IndexCell; scale: Scale }) {
  const { index, lower95, upper95, target, verdict } = cell
  if (index === null) return null
  const x = (at: number): number => PAD + ((at - scale.from) / (scale.to - scale.from)) * (WIDTH - 2 * PAD)
  const color = `var(--${verdict ?? 'focus'})`
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className={styles.mark} aria-hidden="true">
      <line x1={PAD} x2={WIDTH - PAD} y1={8} y2={8} stroke="var(--edge)" />
      {target !== null && (
        <line
          x1={x(target)}
          x2={x(target)}
          y1={1}
          y2={15}
          stroke="var(--action)"
          strokeWidth={1.5}
          strokeDasharray="3 2"
        />
      )}
      {lower95 !== null && upper95 !== null && (
        <line x1={x(lower95)} x2={x(upper95)} y1={8} y2={8} stroke={color} strokeWidth={3} strokeOpacity={0.45} />
      )}
      <Point x={x(index)} verdict={verdict} color={color} />
    </svg>
  )
}

/** A second sign beside the colour, the same as in charts: met is a circle, not met a triangle, not sure a diamond. */
function Point({ x, verdict, color }: { x: number; verdict: IndexCell['verdict']; color: string }) {
  if (verdict === 'not-met') return <path d={`M${x - 5} 12L${x} 3L${x + 5} 12Z`} fill={color} />
  if (verdict === 'unsure') return <path d={`M${x - 5} 8L${x} 3L${x + 5} 8L${x} 13Z`} fill={color} />
  return <circle cx={x} cy={8} r={4.5} fill={color} />
}
