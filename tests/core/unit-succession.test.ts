import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { circleOf, dayContradiction, originOf, type Succession } from '../../src/core/unit-succession.ts'

const step = (predecessorId: number, successorId: number, happenedOn: string): Succession => ({
  predecessorId,
  successorId,
  happenedOn,
})

describe('what a unit was made of', () => {
  test('over several mergers, as long as each came after the one before', () => {
    const steps = [step(1, 2, '2015-01-01'), step(2, 3, '2025-03-01')]
    expect(originOf(steps, 3, 2014)).toEqual({ unitIds: [3, 2, 1], isShared: false })
    expect(originOf(steps, 3, 2016)).toEqual({ unitIds: [3, 2], isShared: false })
    expect(originOf(steps, 3, 2026)).toEqual({ unitIds: [3], isShared: false })
  })

  test('what a predecessor took in after the unit had come from it is none of the unit’s', () => {
    // 2 gave a part to 3 in 2021 and took 1 in in 2025
    const steps = [step(2, 3, '2021-01-01'), step(1, 2, '2025-03-01')]
    expect(originOf(steps, 3, 2020).unitIds).toEqual([3, 2])
    expect(originOf(steps, 2, 2020).unitIds).toEqual([2, 1])
  })

  test('a unit reached twice counts until the later day', () => {
    // 1 went to 2 in 2010 and to 3 in 2020; both became 4. What joined 1 in 2015 came to 4 through 3.
    const steps = [step(1, 2, '2010-01-01'), step(1, 3, '2020-01-01'), step(2, 4, '2025-01-01')]
    const all = [...steps, step(3, 4, '2025-01-01'), step(9, 1, '2015-01-01')]
    expect(originOf(all, 4, 2005)).toEqual({ unitIds: [4, 2, 3, 1, 9], isShared: false })
  })
})

test('a circle is found over any number of steps, and only where there is one', () => {
  expect(circleOf([step(1, 2, ''), step(2, 3, ''), step(1, 3, '')])).toBeNull()
  expect(circleOf([step(9, 1, ''), step(1, 2, ''), step(2, 3, ''), step(3, 1, '')])).toEqual([1, 2, 3, 1])
  expect(circleOf([step(5, 5, '')])).toEqual([5, 5])
  const pairs = fc.array(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 })), { maxLength: 30 })
  fc.assert(
    fc.property(pairs, (found) => {
      const rows = found.map(([predecessorId, successorId]) => ({ predecessorId, successorId }))
      const circle = circleOf(rows)
      expect(circle === null).toBe(isOrderable(found))
      if (circle === null) return
      expect(circle.length).toBeGreaterThan(1)
      expect(circle[0]).toBe(circle.at(-1))
      circle.slice(1).forEach((to, at) => {
        expect(found).toContainEqual([circle[at], to])
      })
    }),
  )
})

/** Kahn: units that nothing comes before are taken away until none is left. */
function isOrderable(pairs: readonly (readonly [number, number])[]): boolean {
  let rest = pairs
  for (;;) {
    const next = rest.filter(([from]) => rest.some(([, to]) => to === from))
    if (next.length === rest.length) return rest.length === 0
    rest = next
  }
}

test('the days of a succession against those of its units', () => {
  const days = { dayBefore: '2025-02-28', happenedOn: '2025-03-01' }
  const open = { validFrom: null, validTo: null }
  const check = (predecessor: Partial<typeof open> | object, successor: object = {}) =>
    dayContradiction(days, { ...open, ...predecessor }, { ...open, ...successor })
  expect(check({})).toBeNull()
  expect(check({ validTo: '2025-02-28' }, { validFrom: '2025-03-01' })).toBeNull()
  expect(check({ validTo: '2025-03-01' }, { validFrom: '2008-01-01' })).toBeNull() // taken in by an older unit
  expect(check({ validTo: '2026-12-31' })).toBeNull() // a part was moved
  expect(check({ validFrom: '2025-03-01' })).toBe('predecessor-not-begun')
  expect(check({ validTo: '2025-02-27' })).toBe('predecessor-ended')
  expect(check({}, { validFrom: '2025-03-02' })).toBe('successor-not-begun')
  expect(check({}, { validTo: '2025-02-28' })).toBe('successor-ended')
})
