/** What keying took, added up over forms, days or keyers. `activeMs` leaves pauses out (see effort.ts). */
export interface KeyingSum {
  readonly forms: number
  readonly activeMs: number
  readonly keystrokes: number
  readonly erasures: number
}

/** Null where nothing was keyed that it could be a rate of. */
export interface KeyingRates {
  readonly keystrokesPerHour: number | null
  readonly formsPerHour: number | null
  readonly secondsPerForm: number | null
  readonly erasuresPerHundred: number | null
}

export const NO_KEYING: KeyingSum = { forms: 0, activeMs: 0, keystrokes: 0, erasures: 0 }

const HOUR_MS = 3_600_000

export function ratesOf({ forms, activeMs, keystrokes, erasures }: KeyingSum): KeyingRates {
  return {
    keystrokesPerHour: rate(keystrokes * HOUR_MS, activeMs),
    formsPerHour: rate(forms * HOUR_MS, activeMs),
    secondsPerForm: rate(activeMs / 1000, forms),
    erasuresPerHundred: rate(100 * erasures, keystrokes),
  }
}

/** Answers found wrong of those keyed twice. */
export interface KeyingErrors {
  readonly compared: number
  readonly errors: number
}

/** Per 1,000 answers keyed twice; null where none was. */
export const errorsPerThousand = ({ compared, errors }: KeyingErrors): number | null => rate(1000 * errors, compared)

export function addKeying(one: KeyingSum, other: KeyingSum): KeyingSum {
  return {
    forms: one.forms + other.forms,
    activeMs: one.activeMs + other.activeMs,
    keystrokes: one.keystrokes + other.keystrokes,
    erasures: one.erasures + other.erasures,
  }
}

const rate = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null)
