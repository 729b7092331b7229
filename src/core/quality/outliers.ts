import type { Finding } from './finding.ts'

/** One agency's figure: its index or its share of missing answers, both 0-100. */
export interface UnitFigure {
  /** `@agency:` and its number within the survey. */
  readonly place: string
  readonly name: string
  readonly value: number
  /** Forms it stands on. */
  readonly count: number
}

/** Fewer have no middle that one could lie far from. */
const LEAST_UNITS = 5
/** Agencies with fewer forms vary by chance. */
const LEAST_FORMS = 30
/** A difference smaller than this (points of 100) is nothing to look into, however alike the others are. */
const LEAST_DIFFERENCE = 1

/**
 * The modified z-score 0.6745·(x − median)/MAD of B. Iglewicz and D. C. Hoaglin, "How to Detect and Handle Outliers"
 * (ASQC, 1993), who call |z| > 3.5 an outlier. Where more than half of the values are equal the MAD is 0, and the mean
 * absolute deviation stands in: (x − median)/(1.253314·meanAD). All 0 when all values are equal.
 */
export function modifiedZScores(values: readonly number[]): number[] {
  const middle = median(values)
  const deviations = values.map((value) => Math.abs(value - middle))
  const mad = median(deviations)
  const mean = deviations.reduce((sum, deviation) => sum + deviation, 0) / deviations.length
  const spread = mad > 0 ? mad / 0.6745 : 1.253314 * mean
  return values.map((value) => (spread > 0 ? (value - middle) / spread : 0))
}

/** The middle value, or the mean of the two in the middle; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const half = sorted.length >> 1
  const [below, above] = [sorted[sorted.length % 2 === 0 ? half - 1 : half], sorted[half]]
  return ((below ?? Number.NaN) + (above ?? Number.NaN)) / 2
}

/** Agencies that lie far from the others, `limit` in modified z-scores. */
export function outlyingUnits(figure: 'index' | 'missing', units: readonly UnitFigure[], limit: number): Finding[] {
  const sound = units.filter(({ count }) => count >= LEAST_FORMS)
  if (sound.length < LEAST_UNITS) return []
  const values = sound.map(({ value }) => value)
  const scores = modifiedZScores(values)
  const middle = median(values)
  return sound.flatMap(({ place, name, value, count }, at) => {
    const score = scores[at] ?? 0
    if (Math.abs(score) <= limit || Math.abs(value - middle) < LEAST_DIFFERENCE) return []
    const detail = { name, figure, value: round2(value), median: round2(middle), score: round2(score), count }
    return [
      { rule: 'outlier', responseId: '', place: `${place}:${figure}`, detail, basis: `${round2(value)}/${count}` },
    ]
  })
}

function round2(value: number): number {
  return Math.round(value * 100) / 100
}
