import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CaseEvent } from '../../../src/core/action/case-event.ts'
import { addDays, type CaseState, TRANSITIONS } from '../../../src/core/action/case-state.ts'
import { NO_COUNTS, type ReviewedCase, reviewCases, spanOf } from '../../../src/core/action/review.ts'

const opened = (day: string, dueOn = '') => ({
  day,
  event: { kind: 'opened', rules: [], dueOn, reason: '' } as CaseEvent,
})
const moved = (day: string, from: CaseState, to: CaseState) => {
  return { day, event: { kind: 'state', from, to, reason: '', effect: null } as CaseEvent }
}

test('parts of a year', () => {
  expect(spanOf(2026, '')).toEqual({ from: '2026-01-01', to: '2026-12-31' })
  expect(spanOf(2026, 'H2')).toEqual({ from: '2026-07-01', to: '2026-12-31' })
  expect(spanOf(2026, 'Q1')).toEqual({ from: '2026-01-01', to: '2026-03-31' })
  expect(spanOf(2028, 'M02')).toEqual({ from: '2028-02-01', to: '2028-02-29' })
  expect(spanOf(2026, 'M12')).toEqual({ from: '2026-12-01', to: '2026-12-31' })
})

test('a case from opening to closing, quarter by quarter', () => {
  const cases = [
    {
      events: [
        opened('2026-02-10', '2026-03-12'),
        moved('2026-02-11', 'open', 'assigned'),
        moved('2026-04-02', 'assigned', 'explained'),
        moved('2026-05-01', 'explained', 'underway'),
        moved('2026-06-30', 'underway', 'done'),
        moved('2026-07-01', 'done', 'closed'),
      ],
    },
  ]
  const quarter = (period: string) => reviewCases(cases, spanOf(2026, period))
  expect(quarter('Q1')).toEqual({ ...NO_COUNTS, opened: 1, followed: 1, overdue: 1, unfinished: 1 })
  expect(quarter('Q2')).toEqual({
    ...{ ...NO_COUNTS, followedBefore: 1, followed: 1, explained: 1, done: 1, overdueBefore: 1 },
  })
  expect(quarter('Q3')).toEqual({ ...NO_COUNTS, followedBefore: 1, closed: 1 })
  expect(quarter('Q4')).toEqual(NO_COUNTS)
  expect(reviewCases(cases, spanOf(2025, ''))).toEqual(NO_COUNTS)
})

/** A case that walks along the steps, some days apart. */
const walk = fc
  .array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 40 })), { maxLength: 14 })
  .map((steps): ReviewedCase => {
    let day = '2026-01-15'
    let state: CaseState = 'open'
    const events = [opened(day, '2026-03-01')]
    for (const [choice, days] of steps) {
      const ways = TRANSITIONS.filter(({ from }) => from === state)
      const way = ways[choice % Math.max(1, ways.length)]
      if (way === undefined) break
      day = addDays(day, days)
      events.push(moved(day, way.from, way.to))
      state = way.to
    }
    return { events }
  })

test('what was there, came and went is what is left; one period begins where the last ended', () => {
  fc.assert(
    fc.property(fc.array(walk, { maxLength: 6 }), (cases) => {
      let last: { followed: number; overdue: number } = { followed: 0, overdue: 0 }
      for (let month = 1; month <= 12; month++) {
        const counts = reviewCases(cases, spanOf(2026, `M${String(month).padStart(2, '0')}`))
        const { followedBefore, opened, reopened, closed, dropped, followed } = counts
        expect(followedBefore + opened + reopened - closed - dropped).toBe(followed)
        expect(followedBefore).toBe(last.followed)
        expect(counts.overdueBefore).toBe(last.overdue)
        last = counts
      }
    }),
  )
})
