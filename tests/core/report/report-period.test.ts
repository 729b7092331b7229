import fc from 'fast-check'
import { expect, test } from 'vitest'
import { periodBefore, readReportPeriod } from '../../../src/core/report/report-period.ts'

test.each([
  ['2026', '2026-01-01', '2026-12-31', '2025'],
  ['2026-H1', '2026-01-01', '2026-06-30', '2025-H2'],
  ['2026-H2', '2026-07-01', '2026-12-31', '2026-H1'],
  ['2026-Q1', '2026-01-01', '2026-03-31', '2025-Q4'],
  ['2026-Q4', '2026-10-01', '2026-12-31', '2026-Q3'],
  ['2026-01', '2026-01-01', '2026-01-31', '2025-12'],
  ['2024-02', '2024-02-01', '2024-02-29', '2024-01'],
])('%s goes from %s to %s, after %s', (code, from, to, before) => {
  const period = readReportPeriod(code)
  expect(period).toEqual({ code, from, to })
  expect(period && periodBefore(period).code).toBe(before)
})

test.each(['', '26', '1999', '2026-13', '2026-00', '2026-Q5', '2026-H3', '2026-q1', ' 2026', '2026-1'])(
  '%j is no period',
  (code) => {
    expect(readReportPeriod(code)).toBeNull()
  },
)

test('a period begins the day after the one before it ends', () => {
  const codes = fc
    .tuple(
      fc.integer({ min: 2001, max: 2099 }),
      fc.constantFrom('', '-H1', '-H2', '-Q1', '-Q2', '-Q3', '-Q4', '-01', '-02', '-03', '-12'),
    )
    .map(([year, part]) => `${year}${part}`)
  fc.assert(
    fc.property(codes, (code) => {
      const period = readReportPeriod(code)
      if (period === null) throw new Error(code)
      const dayAfter = Date.parse(periodBefore(period).to) + 86_400_000
      expect(new Date(dayAfter).toISOString().slice(0, 10)).toBe(period.from)
    }),
  )
})
