import { quantile } from './measure.ts'

/** How long one thing took, again and again: counts by buckets of ms, each up to its bound, the last without one. */
export interface Histogram {
  readonly what: string
  readonly buckets: readonly { readonly upToMs: number | null; readonly count: number }[]
  readonly p50: number
  readonly p90: number
  readonly p99: number
  readonly max: number
}

const BOUNDS_MS = [0.5, 1, 2, 4, 8, 16, 32, 64]
const BAR_WIDTH = 40

export function histogramOf(what: string, taken: readonly number[]): Histogram {
  const bounds = [...BOUNDS_MS, null]
  const buckets = bounds.map((upToMs, place) => {
    const fromMs = BOUNDS_MS[place - 1] ?? -1
    return { upToMs, count: taken.filter((ms) => ms > fromMs && ms <= (upToMs ?? Number.POSITIVE_INFINITY)).length }
  })
  const [p50, p90, p99] = [0.5, 0.9, 0.99].map((part) => quantile(taken, part)) as [number, number, number] // three
  return { what, buckets, p50, p90, p99, max: Math.max(...taken) }
}

/** One line a bucket, its bar as long as its share; what is rarer than a bar's step still has a dot. */
export function histogramLines({ what, buckets, p50, p90, p99, max }: Histogram): string[] {
  const total = Math.max(
    1,
    buckets.reduce((sum, { count }) => sum + count, 0),
  )
  const last = buckets.findLastIndex(({ count }) => count > 0)
  const lines = buckets.slice(0, last + 1).map(({ upToMs, count }) => {
    const bar = '█'.repeat(Math.round((BAR_WIDTH * count) / total)) || (count > 0 ? '·' : '')
    const bound = upToMs === null ? '  > 64 ms' : `≤ ${upToMs.toString().padStart(4)} ms`
    return `  ${bound.padStart(9)} ${count.toLocaleString('en').padStart(7)} ${((100 * count) / total).toFixed(1).padStart(5)} % ${bar}`
  })
  const figures = { p50, p90, p99, max }
  const words = Object.entries(figures).map(([name, ms]) => `${name} ${ms.toFixed(2)} ms`)
  return ['', `${what}, ${total.toLocaleString('en')} times: ${words.join(' · ')}`, ...lines]
}
