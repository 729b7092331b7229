import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type RankedEstimate, rankRanges } from '../../../src/core/index/rank-range.ts'
import { studentT } from '../../../src/core/index/student-t.ts'

const estimate = (index: number, standardError: number, n = 100): RankedEstimate => ({ n, index, standardError })

test('by hand: three agencies, joint intervals of 2.4 standard errors', () => {
  // K = 3: t at 1 − 0.05/6 with many degrees is 2.3963 (R: qt(1 - 0.05/6, 2000)). SE 1: 95 ± 2.396 = 92.604 … 97.396;
  // 91 ± 2.396 = 88.604 … 93.396; 85 ± 2.396 = 82.604 … 87.396. The first two overlap, the third lies below both.
  expect(rankRanges([estimate(91, 1), estimate(85, 1), estimate(95, 1)], 5000)).toEqual([
    { rank: 2, from: 1, to: 2 },
    { rank: 3, from: 3, to: 3 },
    { rank: 1, from: 1, to: 2 },
  ])
})

test('the edge: 4.79 points apart overlap, 4.80 do not', () => {
  expect(rankRanges([estimate(80, 1), estimate(84.79, 1), estimate(20, 1)], 5000)[0]).toMatchObject({ from: 1, to: 2 })
  expect(rankRanges([estimate(80, 1), estimate(84.8, 1), estimate(20, 1)], 5000)[0]).toMatchObject({ from: 2, to: 2 })
})

test('equal indices share the better rank; one agency alone is the first', () => {
  const ranks = rankRanges([estimate(80, 2), estimate(80, 2), estimate(70, 2)], 500).map(({ rank }) => rank)
  expect(ranks).toEqual([1, 1, 3])
  expect(rankRanges([estimate(80, 2)], 500)).toEqual([{ rank: 1, from: 1, to: 1 }])
  expect(rankRanges([], 500)).toEqual([])
})

test('answers all alike are not certain: 100 of 40 forms is not surely above 93', () => {
  expect(rankRanges([estimate(100, 0, 40), estimate(93, 0.1)], 500)[0]).toMatchObject({ rank: 1, from: 1, to: 2 })
  expect(rankRanges([estimate(100, 0, 40), estimate(70, 0.1)], 500)[0]).toMatchObject({ rank: 1, from: 1, to: 1 })
})

test('without degrees of freedom nothing can be told apart', () => {
  expect(rankRanges([estimate(100, 1), estimate(0, 1)], 0)).toEqual([
    { rank: 1, from: 1, to: 2 },
    { rank: 2, from: 1, to: 2 },
  ])
})

test('the order of agencies does not matter, and every rank lies in its range', () => {
  const estimates = fc.array(
    fc.record({
      n: fc.integer({ min: 30, max: 900 }),
      index: fc.integer({ min: 0, max: 100 }),
      standardError: fc.double({ min: 0, max: 9, noNaN: true }),
    }),
    { maxLength: 12 },
  )
  fc.assert(
    fc.property(estimates, (list) => {
      const ranges = rankRanges(list, 400)
      for (const { rank, from, to } of ranges) expect(from <= rank && rank <= to).toBe(true)
      expect(rankRanges(list.toReversed(), 400)).toEqual(ranges.toReversed())
    }),
  )
})

test('in at least 95 of 100 samples every true rank lies in its range', () => {
  const truth = [92, 91, 90, 90.5, 86, 84, 83.5, 80, 79, 70]
  const trueRank = truth.map((value) => 1 + truth.filter((other) => other > value).length)
  const random = mulberry(2026)
  const samples = 2000
  let held = 0
  for (let sample = 0; sample < samples; sample++) {
    const drawn = truth.map((value, at) => estimate(value + (1 + at / 5) * normal(random), 1 + at / 5))
    const ranges = rankRanges(drawn, 2000)
    held += Number(trueRank.every((rank, at) => (ranges[at]?.from ?? 99) <= rank && rank <= (ranges[at]?.to ?? 0)))
  }
  expect(held / samples).toBeGreaterThan(0.95)
})

test("the quantiles are R's qt", () => {
  // R 4: qt(1-0.05/24, 11), qt(1-0.05/24, 359), qt(1-0.05/80, 1999), qt(1-0.05/4, 2), qt(1-0.05/6, 1)
  const cases = [
    [12, 11, 3.600446714413349],
    [12, 359, 2.883746098391629],
    [40, 1999, 3.231831537757548],
    [2, 2, 6.205346816570706],
    [3, 1, 38.18845929702574],
  ] as const
  for (const [count, df, expected] of cases) expect(studentT(1 - 0.05 / count, df) / expected).toBeCloseTo(1, 10)
})

/** A small generator with a seed, so that the share above is the same on every machine. */
function mulberry(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}
