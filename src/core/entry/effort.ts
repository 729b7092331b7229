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
