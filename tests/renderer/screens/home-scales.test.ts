import fc from 'fast-check'
import { expect, test } from 'vitest'
import { scaleAround } from '../../../renderer/components/interval-scale.tsx'
import { verdictOf } from '../../../renderer/components/status-pill.tsx'

test('the scale holds every value, ends on fives and stays within 0-100', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 1, maxLength: 4 }), (values) => {
      const { from, to, ticks } = scaleAround(values)
      expect(from).toBeGreaterThanOrEqual(0)
      expect(to).toBeLessThanOrEqual(100)
      expect(from % 5).toBe(0)
      expect(to % 5).toBe(0)
      expect(from).toBeLessThanOrEqual(Math.min(...values))
      expect(to).toBeGreaterThanOrEqual(Math.max(...values))
      expect(to).toBeGreaterThan(from)
      expect(ticks.length).toBeLessThanOrEqual(10)
    }),
  )
})

test('met above, not met below, not sure while the interval spans the target', () => {
  expect(verdictOf(90, 92, 90)).toBe('met')
  expect(verdictOf(88, 89.99, 90)).toBe('not-met')
  expect(verdictOf(88, 90, 90)).toBe('unsure')
  expect(verdictOf(88, 90, null)).toBeNull()
})
