import type { Verdict } from './status-pill.tsx'

interface IntervalMarkProps {
  index: number | null
  lower95: number | null
  upper95: number | null
  target: number | null
  verdict: Verdict | null
  /** The percents at the left and the right end, the same for every row of a table. */
  from: number
  to: number
}

const WIDTH = 150
const HEIGHT = 16
const PAD = 5

/**
 * A row's index on its interval, drawn into a cell, the target as a tick across it. Silent to a screen reader: the figures
 * stand in the cells beside it.
 */
export function IntervalMark({ index, lower95, upper95, target, verdict, from, to }: IntervalMarkProps) {
  if (index === null) return null
  const x = (value: number): number => {
    const inside = Math.max(from, Math.min(to, value))
    return PAD + ((inside - from) / (to - from)) * (WIDTH - 2 * PAD)
  }
  const color = `var(--${verdict ?? 'focus'})`
  const middle = HEIGHT / 2
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} aria-hidden="true">
      <line x1={PAD} x2={WIDTH - PAD} y1={middle} y2={middle} stroke="var(--edge)" />
      {target !== null && (
        <line x1={x(target)} x2={x(target)} y1={1} y2={HEIGHT - 1} stroke="var(--ink)" strokeWidth={1.5} />
      )}
      {lower95 !== null && upper95 !== null && (
        <line
          x1={x(lower95)}
          x2={x(upper95)}
          y1={middle}
          y2={middle}
          stroke={color}
          strokeWidth={3}
          strokeOpacity={0.5}
          strokeLinecap="round"
        />
      )}
      <Point x={x(index)} verdict={verdict} color={color} />
    </svg>
  )
}

/** A second sign beside the colour, the same as in charts: met is a circle, not met a triangle, not sure a diamond. */
function Point({ x, verdict, color }: { x: number; verdict: Verdict | null; color: string }) {
  if (verdict === 'not-met') return <path d={`M${x - 5} 12L${x} 3L${x + 5} 12Z`} fill={color} />
  if (verdict === 'unsure') return <path d={`M${x - 5} 8L${x} 3L${x + 5} 8L${x} 13Z`} fill={color} />
  return <circle cx={x} cy={8} r={4.5} fill={color} />
}
