import {
  addCounts,
  NO_COUNTS,
  type ReviewCounts,
  type ReviewedCase,
  reviewCases,
  type Span,
  spanOf,
} from '../core/action/review.ts'
import { listCases, listEvents } from '../data/action-repository.ts'
import { localDay } from './record-effort.ts'
import type { Services } from './services.ts'

export interface ReviewInput {
  readonly year: number
  /** '' the whole year, H1-H2, Q1-Q4, M01-M12. */
  readonly period: string
}

export interface Review {
  readonly span: Span
  /** The period isn't over: its end is today. */
  readonly isRunning: boolean
  /** By agency; null: criteria of the whole province. Agencies without anything to tell are left out. */
  readonly rows: readonly {
    readonly agency: { readonly code: string; readonly name: string } | null
    readonly counts: ReviewCounts
  }[]
  readonly total: ReviewCounts
}

/** What became of the cases of every survey within a period, from their history alone. */
export async function reviewPeriod(services: Services, { year, period }: ReviewInput): Promise<Review> {
  const { db } = services.store
  const today = localDay(services.now())
  const whole = spanOf(year, period)
  const isRunning = whole.to > today && whole.from <= today
  const span = isRunning ? { from: whole.from, to: today } : whole
  const events = new Map<string, { day: string; event: ReviewedCase['events'][number]['event'] }[]>()
  for (const { caseId, event, atMs } of await listEvents(db, null)) {
    const known = events.get(caseId) ?? []
    events.set(caseId, known)
    known.push({ day: localDay(atMs), event })
  }
  const groups = Map.groupBy(await listCases(db, {}), ({ agency }) => agency?.code ?? '')
  const rows = [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, cases]) => ({
      agency: cases[0]?.agency ?? null,
      counts: reviewCases(
        cases.map(({ id }) => ({ events: events.get(id) ?? [] })),
        span,
      ),
    }))
    .filter(({ counts }) => Object.values(counts).some((count) => count > 0))
  return { span, isRunning, rows, total: rows.map(({ counts }) => counts).reduce(addCounts, NO_COUNTS) }
}
