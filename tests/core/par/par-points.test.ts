import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type ParRule,
  type ParStep,
  parPoints,
  parseSteps,
  parTotal,
  stepsProblem,
  stepsText,
} from '../../../src/core/par/par-points.ts'

const proportional: ParRule = { method: 'proportional', steps: [], maxPoints: 10, weight: 1 }
const steps: ParRule = {
  method: 'steps',
  steps: [
    [60, 0.25],
    [80, 0.5],
    [90, 1],
  ],
  maxPoints: 2,
  weight: 1.5,
}

test('in proportion: the share of 100 is the share of the points', () => {
  expect(parPoints(proportional, 83.94)).toBeCloseTo(8.394, 12)
  expect(parPoints({ ...proportional, weight: 0.5 }, 80)).toBe(4)
  expect([0, 100].map((index) => parPoints(proportional, index))).toEqual([0, 10])
})

test('by steps: a threshold is reached by itself and by nothing below it', () => {
  const below = (index: number) => index - 0.000001
  expect([0, below(60), 60, below(80), 80, below(90), 90, 100].map((index) => parPoints(steps, index))).toEqual([
    ...[0, 0, 0.75, 0.75, 1.5, 1.5, 3, 3],
  ])
  expect(parPoints(steps, 0.1 + 0.2 + 89.7)).toBe(3) // 89,99999999999999 is 90 that was summed
})

const ascending = fc.uniqueArray(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 8 }).chain((froms) =>
  fc
    .array(fc.integer({ min: 0, max: 100 }), { minLength: froms.length, maxLength: froms.length })
    .map((shares): ParStep[] => {
      const sorted = shares.toSorted((a, b) => a - b)
      return froms.toSorted((a, b) => a - b).map((from, at) => [from / 10, (sorted[at] ?? 0) / 100])
    }),
)

test('a better index never brings fewer points, never more than the maximum', () => {
  const index = fc.double({ min: 0, max: 100, noNaN: true })
  const rule = fc.record({
    method: fc.constantFrom('proportional' as const, 'steps' as const),
    steps: ascending,
    maxPoints: fc.double({ min: 0.01, max: 100, noNaN: true }),
    weight: fc.double({ min: 0, max: 10, noNaN: true }),
  })
  fc.assert(
    fc.property(rule, index, index, (one, a, b) => {
      expect(stepsProblem(one.steps)).toBeNull()
      const [low, high] = [parPoints(one, Math.min(a, b)), parPoints(one, Math.max(a, b))]
      expect(low).toBeLessThanOrEqual(high)
      expect(low).toBeGreaterThanOrEqual(0)
      expect(high).toBeLessThanOrEqual(one.maxPoints * one.weight)
    }),
  )
})

test('steps that would punish a better index, or are none, are told', () => {
  expect(stepsProblem([])).toBe('none')
  expect(
    stepsProblem([
      [80, 0.5],
      [80, 1],
    ]),
  ).toBe('not-ascending')
  expect(
    stepsProblem([
      [80, 0.5],
      [90, 0.4],
    ]),
  ).toBe('not-ascending')
  expect(stepsProblem([[80, 1.5]])).toBe('bad-number')
  expect(stepsProblem([[Number.NaN, 1]])).toBe('bad-number')
})

test('steps are written and read as text', () => {
  fc.assert(
    fc.property(ascending, (some) => {
      expect(parseSteps(stepsText(some))).toEqual(some)
    }),
  )
  expect(parseSteps(' 60:25 ; 80,5: 50%;90:100;')).toEqual([
    [60, 0.25],
    [80.5, 0.5],
    [90, 1],
  ])
  expect(stepsText(steps.steps)).toBe('60: 25; 80: 50; 90: 100')
  for (const bad of ['60', '60:x', 'a:1', '60:25:30', '-1: 2']) expect(parseSteps(bad), bad).toBeNull()
})

test('a total leaves out what has no points yet and says how many those are', () => {
  const score = (points: number | null, maximum: number) => ({ respondents: 'people' as const, points, maximum })
  expect(parTotal([score(8, 10), score(null, 5), score(1.5, 2)])).toEqual({
    points: 9.5,
    maximum: 17,
    gap: 2.5,
    missing: 1,
  })
  expect(parTotal([])).toEqual({ points: 0, maximum: 0, gap: 0, missing: 0 })
})
