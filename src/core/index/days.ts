/** Day 1 is 2000-01-01: days count in numbers small enough to group and filter by. */
const DAY_ZERO = Date.UTC(1999, 11, 31)
const MS_A_DAY = 86_400_000

/** The julian day, as SQLite counts, on which day 0 begins. */
export const JULIAN_DAY_ZERO = 2_451_543.5

/** The number of an ISO day; 0 for none and for days before 2000. Example: dayNumber('2000-01-01') = 1. */
export function dayNumber(isoDay: string | null): number {
  if (isoDay === null) return 0
  const day = Math.floor((Date.parse(isoDay) - DAY_ZERO) / MS_A_DAY)
  return day > 0 ? day : 0
}

/** The ISO day of a number, null for 0. */
export function isoDay(day: number): string | null {
  return day === 0 ? null : new Date(DAY_ZERO + day * MS_A_DAY).toISOString().slice(0, 10)
}

/** As an office writes it: `2026-11-21` → `21/11/2026`. */
export function dayWords(iso: string): string {
  return iso.split('-').reverse().join('/')
}

/** The parts of a year that responses may be grouped by. */
export const TIME_SPANS = ['quarter', 'month'] as const
export type TimeSpan = (typeof TIME_SPANS)[number]

/** A span of the calendar as a whole number that grows by 1 from one to the next; 0 for day 0. */
export function spanNumber(day: number, span: TimeSpan): number {
  if (day === 0) return 0
  const date = new Date(DAY_ZERO + day * MS_A_DAY)
  const months = date.getUTCFullYear() * 12 + date.getUTCMonth()
  return span === 'month' ? months : Math.floor(months / 3)
}

/** The middle of a span in years: of 2026-Q1 2026.125. */
export function spanMiddle(number: number, span: TimeSpan): number {
  return (number + 0.5) / (span === 'month' ? 12 : 4)
}

/** `2026-Q2`, `2026-05`. */
export function spanCode(number: number, span: TimeSpan): string {
  const parts = span === 'month' ? 12 : 4
  const part = (number % parts) + 1
  return `${Math.floor(number / parts)}-${span === 'month' ? String(part).padStart(2, '0') : `Q${part}`}`
}
