import { type CaseEvent, type FoldedCase, foldCase } from './case-event.ts'
import { addDays, isFollowed, isOverdue, isUnfinished } from './case-state.ts'

/** A part of a year as surveys name it: '' the whole, H1-H2, Q1-Q4, M01-M12. */
export const PERIOD_PATTERN = /^(|H[12]|Q[1-4]|M0[1-9]|M1[0-2])$/

export interface Span {
  /** ISO days, both included. */
  readonly from: string
  readonly to: string
}

const MONTHS = { H: 6, Q: 3, M: 1 } as const

/** The days of a part of a year. `period` matches PERIOD_PATTERN. Example: 2026 Q1 → 2026-01-01 … 2026-03-31. */
export function spanOf(year: number, period: string): Span {
  const kind = period.charAt(0)
  const length = kind === 'H' || kind === 'Q' || kind === 'M' ? MONTHS[kind] : 12
  const first = period === '' ? 0 : (Number(period.slice(1)) - 1) * length
  const day = (month: number): string => new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10)
  return { from: day(first), to: addDays(day(first + length), -1) }
}

/** A case with everything that was done with it, oldest first, each on an ISO day. */
export interface ReviewedCase {
  readonly events: readonly { readonly day: string; readonly event: CaseEvent }[]
}

/** What became of cases in a period. followedBefore + opened + reopened − closed − dropped = followed. */
export interface ReviewCounts {
  /** Neither closed nor dropped when the period began, and when it ended. */
  readonly followedBefore: number
  readonly followed: number
  readonly opened: number
  /** Cases that got there within the period, each counted once. */
  readonly explained: number
  readonly done: number
  /** Closed, dropped, or taken up again, as it stands at the period's end. */
  readonly closed: number
  readonly dropped: number
  readonly reopened: number
  /** Unfinished with a deadline that had passed, on the day before the period and on its last. */
  readonly overdueBefore: number
  readonly overdue: number
  /** Of the unfinished at the period's end. */
  readonly unfinished: number
}

export const NO_COUNTS: ReviewCounts = {
  ...{ followedBefore: 0, followed: 0, opened: 0, explained: 0, done: 0, closed: 0, dropped: 0, reopened: 0 },
  ...{ overdueBefore: 0, overdue: 0, unfinished: 0 },
}

/** Counts cases over a span of days, by their history alone: a review of last year says the same next year. */
export function reviewCases(cases: readonly ReviewedCase[], span: Span): ReviewCounts {
  return cases.map((one) => reviewCase(one, span)).reduce(addCounts, NO_COUNTS)
}

export function addCounts(a: ReviewCounts, b: ReviewCounts): ReviewCounts {
  const keys = Object.keys(NO_COUNTS) as (keyof ReviewCounts)[] // its own keys
  return Object.fromEntries(keys.map((key) => [key, a[key] + b[key]])) as unknown as ReviewCounts // the same keys
}

function reviewCase({ events }: ReviewedCase, { from, to }: Span): ReviewCounts {
  const dayBefore = addDays(from, -1)
  const before = caseAt(events, dayBefore)
  const after = caseAt(events, to)
  if (after === null) return NO_COUNTS
  const entered = (state: string): number =>
    Number(events.some(({ day, event }) => day >= from && day <= to && event.kind === 'state' && event.to === state))
  const followedBefore = before !== null && isFollowed(before.state)
  const followed = isFollowed(after.state)
  const isNew = before === null
  return {
    followedBefore: Number(followedBefore),
    followed: Number(followed),
    opened: Number(isNew),
    explained: entered('explained'),
    done: entered('done'),
    closed: Number(after.state === 'closed' && (isNew || followedBefore)),
    dropped: Number(after.state === 'dropped' && (isNew || before.state !== 'dropped')),
    reopened: Number(!isNew && !followedBefore && (followed || after.state !== before.state)),
    overdueBefore: Number(before !== null && isLate(before, dayBefore)),
    overdue: Number(isLate(after, to)),
    unfinished: Number(isUnfinished(after.state)),
  }
}

function isLate({ state, dueOn }: FoldedCase, day: string): boolean {
  return isOverdue({ state, dueOn: dueOn === '' ? null : dueOn }, day)
}

function caseAt(events: ReviewedCase['events'], day: string): FoldedCase | null {
  return foldCase(events.filter((one) => one.day <= day).map(({ event }) => event))
}
