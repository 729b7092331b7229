import type { FormFinding, LookedAtForm } from './finding.ts'

const DAY_MS = 86_400_000

/**
 * A day of collecting out of the survey: more than `days` before its year begins or after it ends, or later than the day on
 * which the form was saved. Without a date nothing is found.
 */
export function dateRule(year: number, days: number): (form: LookedAtForm) => FormFinding[] {
  const first = isoDay(Date.UTC(year, 0, 1) - days * DAY_MS)
  const last = isoDay(Date.UTC(year, 11, 31) + days * DAY_MS)
  return ({ collectedOn, savedOn }) => {
    if (collectedOn === null || (collectedOn >= first && collectedOn <= last && collectedOn <= savedOn)) return []
    const detail = { date: collectedOn, from: first, to: savedOn < last ? savedOn : last }
    return [{ rule: 'date', place: '@date', detail, basis: collectedOn }]
  }
}

function isoDay(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10)
}
