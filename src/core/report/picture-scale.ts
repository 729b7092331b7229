import type { IntervalRow } from './report-model.ts'

/** The piece of 0-100 that an axis shows, and where its lines stand: the first and the last are its ends. */
export interface PictureScale {
  readonly from: number
  readonly to: number
  readonly ticks: readonly number[]
}

const STEPS = [1, 2, 5, 10, 20] as const
const MOST_STEPS = 8
/** An axis shorter than this would make a mountain of a tenth of a point. */
const SHORTEST = 10

/** Cut around points, their intervals and their targets, at round numbers. */
export function scaleAround(rows: readonly IntervalRow[]): PictureScale {
  const values = rows.flatMap(({ index, lower95, upper95, target }) =>
    [index, lower95, upper95, target].filter((value) => value !== null),
  )
  if (values.length === 0) return scaleOf(0, 100)
  const [least, most] = [Math.min(...values), Math.max(...values)]
  const pad = Math.max((most - least) * 0.02, (SHORTEST - (most - least)) / 2, 0)
  return scaleOf(least - pad, most + pad)
}

/** From 0, since the length of a bar is what is read. */
export function scaleFromZero(values: readonly number[]): PictureScale {
  return scaleOf(0, Math.max(SHORTEST, ...values))
}

function scaleOf(least: number, most: number): PictureScale {
  const [low, high] = [Math.max(0, least), Math.min(100, most)]
  const step = STEPS.find((step) => Math.ceil(high / step) - Math.floor(low / step) <= MOST_STEPS) ?? 20
  const first = Math.floor(low / step)
  const count = Math.max(1, Math.ceil(high / step) - first)
  const ticks = Array.from({ length: count + 1 }, (_, index) => (first + index) * step)
  return { from: first * step, to: (first + count) * step, ticks }
}

/** @returns where a value stands, 0 at the scale's beginning and 1 at its end */
export function placeOn({ from, to }: PictureScale, value: number): number {
  return (value - from) / (to - from)
}
