import { expect, test } from 'vitest'
import { reaches, type TargetRow, targetOf, verdictOf } from '../../../src/core/index/targets.ts'

const scope = { year: 2026, node: 'SIPAS', schemeTarget: null, agencyUnitId: 7, sectorId: 2, level: 'department' }
const any: TargetRow = { year: null, node: 'SIPAS', agencyUnitId: null, sectorId: null, level: null, value: 0 }

/** From the least to the most telling. */
const ORDERED: TargetRow[] = [
  any,
  { ...any, year: 2026 },
  { ...any, level: 'department' },
  { ...any, level: 'department', year: 2026 },
  { ...any, sectorId: 2 },
  { ...any, sectorId: 2, level: 'department' },
  { ...any, agencyUnitId: 7 },
  { ...any, agencyUnitId: 7, sectorId: 2 },
  { ...any, agencyUnitId: 7, sectorId: 2, year: 2026 },
].map((target, index) => ({ ...target, value: 80 + index }))

test('the row that says most wins, whatever the order of the rows', () => {
  for (let count = 1; count <= ORDERED.length; count++) {
    const rows = ORDERED.slice(0, count)
    expect(targetOf(rows, scope)).toBe(79 + count)
    expect(targetOf(rows.toReversed(), scope)).toBe(79 + count)
  }
})

test('a row for another agency, sector, level, year or node says nothing', () => {
  const others: Partial<TargetRow>[] = [
    { agencyUnitId: 8 },
    { sectorId: 3 },
    { level: 'commune' },
    { year: 2025 },
    { node: 'F1' },
  ]
  for (const other of others) expect(targetOf([{ ...any, ...other, value: 90 }], scope)).toBeNull()
  expect(targetOf([{ ...any, agencyUnitId: 7, value: 90 }], { ...scope, agencyUnitId: null })).toBeNull()
})

test('the scheme’s own target holds only where no row speaks', () => {
  const withOwn = { ...scope, schemeTarget: 70 }
  expect(targetOf([], withOwn)).toBe(70)
  expect(targetOf([{ ...any, node: 'F1', value: 90 }], withOwn)).toBe(70)
  expect(targetOf([{ ...any, value: 60 }], withOwn)).toBe(60)
})

test('of two rows that say the same the later wins', () => {
  expect(
    targetOf(
      [
        { ...any, value: 85 },
        { ...any, value: 90 },
      ],
      scope,
    ),
  ).toBe(90)
})

test.each([
  [91, 90.0, 92, 'met'],
  [91, 89.9, 92, 'unsure'],
  [89, 88, 90, 'unsure'],
  [89, 88, 89.99, 'not-met'],
  [89, null, null, 'unsure'],
  [null, null, null, null],
])('index %s between %s and %s against 90: %s', (index, lower95, upper95, verdict) => {
  expect(verdictOf({ index, lower95, upper95 }, 90)).toBe(verdict)
  expect(verdictOf({ index, lower95, upper95 }, null)).toBeNull()
})

test('a round number that sums of thirds have missed by a digit of a double is reached', () => {
  const index = 100 * ((1 / 3) * 0.7 + (1 / 3) * 0.7 + (1 / 3) * 0.1) // a mean of three children: 50
  expect(index).toBeLessThan(50)
  expect(reaches(index, 50)).toBe(true)
  expect(verdictOf({ index, lower95: index, upper95: index }, 50)).toBe('met')
  expect(reaches(49.99999, 50)).toBe(false)
})
