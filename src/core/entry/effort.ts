/** What keying one form took. Pauses are left out: a gap between two keys longer than `PAUSE_MS` counts as nothing. */
export interface Effort {
  readonly keystrokes: number
  /** Keys that took something back. */
  readonly erasures: number
  readonly activeMs: number
  /** By code of the field, the part of `activeMs` spent in it; the header's is under the empty code. */
  readonly fieldMs: Readonly<Record<string, number>>
}

/** Longer than a keyer looks for the next form, shorter than any break. */
export const PAUSE_MS = 15_000

export const NO_EFFORT: Effort = { keystrokes: 0, erasures: 0, activeMs: 0, fieldMs: {} }

/** `pointer`: a click, which takes time and is no key. */
export type Stroke = 'key' | 'erasure' | 'pointer'

/** Adds up what forms take, one keyer's, key by key; several forms may be open, one is keyed at a time. */
export interface EffortMeter {
  /** A key in a field ('' = the header): the time since the last one, in whichever form, was spent for this one. */
  readonly stroke: (formId: string, field: string, atMs: number, stroke: Stroke) => void
  /** So many of the last keys of a form were a scanner's. */
  readonly takeBack: (formId: string, keystrokes: number) => void
  /** A form is gone on with that took so much before; what is measured of it here already stays as it is. */
  readonly resume: (formId: string, before: Effort) => void
  /** What a form took so far. */
  readonly of: (formId: string) => Effort
  /** The form was saved or thrown away. */
  readonly forget: (formId: string) => void
}

interface Sum {
  keystrokes: number
  erasures: number
  activeMs: number
  readonly fieldMs: Map<string, number>
}

/**
 * Nothing is copied at a key: a few additions, so that measuring costs the keyer nothing. `atMs` is of a clock that never
 * goes back.
 */
export function createEffortMeter(): EffortMeter {
  const sums = new Map<string, Sum>()
  let lastAtMs: number | null = null
  const sumOf = (formId: string): Sum => {
    const known = sums.get(formId)
    if (known !== undefined) return known
    const sum = { keystrokes: 0, erasures: 0, activeMs: 0, fieldMs: new Map<string, number>() }
    sums.set(formId, sum)
    return sum
  }
  return {
    stroke: (formId, field, atMs, stroke) => {
      const sum = sumOf(formId)
      const gapMs = lastAtMs === null ? 0 : atMs - lastAtMs
      lastAtMs = atMs
      if (stroke !== 'pointer') sum.keystrokes += 1
      if (stroke === 'erasure') sum.erasures += 1
      if (gapMs <= 0 || gapMs > PAUSE_MS) return
      sum.activeMs += gapMs
      sum.fieldMs.set(field, (sum.fieldMs.get(field) ?? 0) + gapMs)
    },
    takeBack: (formId, keystrokes) => {
      const sum = sumOf(formId)
      sum.keystrokes = Math.max(0, sum.keystrokes - keystrokes)
    },
    resume: (formId, { keystrokes, erasures, activeMs, fieldMs }) => {
      if (sums.has(formId)) return
      sums.set(formId, { keystrokes, erasures, activeMs, fieldMs: new Map(Object.entries(fieldMs)) })
    },
    of: (formId) => {
      const sum = sums.get(formId)
      return sum === undefined ? NO_EFFORT : { ...sum, fieldMs: Object.fromEntries(sum.fieldMs) }
    },
    forget: (formId) => void sums.delete(formId),
  }
}
