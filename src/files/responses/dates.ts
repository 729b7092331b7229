import { readDay } from '../../core/read-day.ts'

/** readDay for columns of many rows: each way of writing a day is read once. */
export function readDate(text: string): string | null {
  const seen = known.get(text)
  if (seen !== undefined) return seen
  const date = readDay(text)
  if (known.size < MOST_KNOWN) known.set(text, date)
  return date
}

/** A survey is collected on a few hundred days. */
const known = new Map<string, string | null>()
const MOST_KNOWN = 5000
