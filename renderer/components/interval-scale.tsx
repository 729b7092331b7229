import { formatShort } from '../format.ts'

interface IntervalScaleProps {
  readonly label: string
  readonly value: number
  readonly lower95: number | null
  readonly upper95: number | null
  readonly scale: Scale
  /** A line across the scale, with its name. */
  readonly target?: { readonly value: number; readonly name: string } | null
  readonly className?: string | undefined
}

/** Ends of the line, and what is written along it. */
export interface Scale {
  readonly from: number
  readonly to: number
  readonly ticks: readonly number[]
}

const WIDTH = 344
const PAD = 16
/** Room above for the target's name. */
const NAME = 14

/** A figure on its 95 % interval, on one line of a scale. */
export function IntervalScale({ label, value, lower95, upper95, scale, target, className }: IntervalScaleProps) {
  const { from, to, ticks } = scale
  const top = target === undefined ? 0 : NAME
  const x = (at: number): number => PAD + ((at - from) / (to - from)) * (WIDTH - 2 * PAD)
  return (
    <svg className={className} viewBox={`0 0 ${WIDTH} ${60 + top}`} role="img" aria-label={label}>
      <line x1={PAD} x2={WIDTH - PAD} y1={30 + top} y2={30 + top} stroke="var(--edge-strong)" />
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={x(tick)} x2={x(tick)} y1={30 + top} y2={34 + top} stroke="var(--edge-strong)" />
          <text x={x(tick)} y={50 + top} fontSize={12} fill="var(--text-2)" textAnchor="middle">
            {formatShort(tick)}
          </text>
        </g>
      ))}
      {target && <Target x={x(target.value)} name={target.name} />}
      {lower95 !== null && upper95 !== null && (
        <line
          x1={x(lower95)}
          x2={x(upper95)}
          y1={18 + top}
          y2={18 + top}
          stroke="var(--focus)"
          strokeWidth={4}
          strokeOpacity={0.45}
          strokeLinecap="round"
        />
      )}
      <circle cx={x(value)} cy={18 + top} r={5} fill="var(--focus)" />
    </svg>
  )
}

function Target({ x, name }: { x: number; name: string }) {
  return (
    <g>
      <line x1={x} x2={x} y1={20} y2={50} stroke="var(--action)" strokeDasharray="4 3" strokeWidth={1.5} />
      <text x={x} y={13} fontSize={12} fill="var(--action)" textAnchor="middle">
        {name}
      </text>
    </g>
  )
}

/** Round ends around the values with at least ten points between, inside 0-100, and a tick every five or twenty. */
export function scaleAround(some: readonly (number | null)[]): Scale {
  const values = some.filter((value) => value !== null)
  const from = Math.max(0, Math.floor((Math.min(...values) - 2.5) / 5) * 5)
  const to = Math.min(100, Math.max(from + 10, Math.ceil((Math.max(...values) + 2.5) / 5) * 5))
  const step = to - from > 40 ? 20 : 5
  const ticks = Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step)
  return { from, to, ticks }
}

/** From nothing, 1, 2 or 5 times a power of ten a step, so that four or fewer of them reach `most`. */
export function scaleTo(most: number): Scale {
  const raw = Math.max(most, 1e-6) / 4
  const power = 10 ** Math.floor(Math.log10(raw))
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= raw * (1 - 1e-9)) ?? raw
  const count = Math.max(1, Math.ceil(most / step - 1e-9))
  return { from: 0, to: step * count, ticks: Array.from({ length: count + 1 }, (_, at) => step * at) }
}
