import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type GapQuestion, type GapWay, stepsToTarget } from '../../../src/core/index/target-gap.ts'

const countOf = (question: GapQuestion, way: GapWay) => stepsToTarget(question).find((step) => step.way === way)?.count

/** Whether answers by level reach a target of hundredths of a percent; in whole numbers alone. */
function isMet(formula: GapQuestion['formula'], levels: readonly number[], hundredths: number): boolean {
  const answers = levels.reduce((sum, count) => sum + count, 0)
  if (formula === 'mean-score') {
    const score = levels.reduce((sum, count, at) => sum + (at + 1) * count, 0)
    return score * 10_000 >= hundredths * levels.length * answers
  }
  const satisfied = levels.slice(formula === 'all-satisfied' ? -1 : -2).reduce((sum, count) => sum + count, 0)
  return satisfied * 10_000 >= hundredths * answers
}

/** Every way of changing `k` answers, by how many of each level are changed. */
function* choices(levels: readonly number[], k: number): Generator<number[]> {
  const [first, ...rest] = levels
  if (first === undefined) {
    if (k === 0) yield []
    return
  }
  for (let taken = 0; taken <= Math.min(first, k); taken++) {
    for (const others of choices(rest, k - taken)) yield [taken, ...others]
  }
}

const MOVES: Record<GapWay, (at: number, levels: number) => number> = {
  satisfy: (at, levels) => Math.max(at, levels - 1),
  'raise-one': (at, levels) => Math.min(at + 1, levels - 1),
  'raise-to-satisfied': (at, levels) => Math.max(at, levels - 2),
  'raise-to-top': (_, levels) => levels - 1,
}

/** The least number found by trying everything; null where changing all isn't enough. */
function bruteForce({ formula, levels }: Omit<GapQuestion, 'target'>, hundredths: number, way: GapWay): number | null {
  const answers = levels.reduce((sum, count) => sum + count, 0)
  for (let k = 0; k <= answers; k++) {
    for (const chosen of choices(levels, k)) {
      const after = levels.map((count, at) => count - (chosen[at] ?? 0))
      chosen.forEach((count, at) => {
        const to = MOVES[way](at, levels.length)
        after[to] = (after[to] ?? 0) + count
      })
      if (isMet(formula, after, hundredths)) return k
    }
  }
  return null
}

const hundredths = fc.integer({ min: 0, max: 10_000 })

test('trying every choice of answers finds the same least number, for every formula, or none where there is none', () => {
  const question = fc.record({
    formula: fc.constantFrom('satisfied-share' as const, 'mean-score' as const),
    levels: fc.integer({ min: 2, max: 5 }).chain(
      (size) => fc.array(fc.nat(4), { minLength: size, maxLength: size }), // few: everything is tried
    ),
  })
  fc.assert(
    fc.property(question, hundredths, (asked, target) => {
      fc.pre(asked.levels.some((count) => count > 0))
      for (const { way, count } of stepsToTarget({ ...asked, target: target / 100 })) {
        expect(count, way).toBe(bruteForce(asked, target, way))
      }
    }),
    { numRuns: 300 },
  )
})

test('k answers suffice and one less does not, in surveys as large as they come', () => {
  const size = fc.integer({ min: 1, max: 39_000_000 })
  fc.assert(
    fc.property(size, fc.double({ min: 0, max: 1, noNaN: true }), hundredths, (answers, share, target) => {
      const satisfied = Math.floor(answers * share)
      const after = (k: number) => [0, 0, answers - satisfied - k, satisfied + k, 0]
      const k = countOf({ formula: 'satisfied-share', levels: after(0), target: target / 100 }, 'satisfy') ?? Number.NaN
      expect(isMet('satisfied-share', after(k), target)).toBe(true)
      if (k > 0) expect(isMet('satisfied-share', after(k - 1), target)).toBe(false)
    }),
  )
})

test('the worked example: 26 of 31 satisfied are two short of 90 %', () => {
  const levels = [0, 0, 5, 16, 10] // 26/31 = 83,87; 27,9 satisfied would be 90 %
  expect(stepsToTarget({ formula: 'satisfied-share', target: 90, levels })).toEqual([{ way: 'satisfy', count: 2 }])
  // Mean score 129/155 = 83,23. 85 asks for 131,75 points: 2,75 more.
  expect(stepsToTarget({ formula: 'mean-score', target: 85, levels })).toEqual([
    { way: 'raise-one', count: 3 },
    { way: 'raise-to-satisfied', count: 3 },
    { way: 'raise-to-top', count: 2 },
  ])
  // 95 asks for 147,25: 18,25 more. The five middle answers give 5 to level 4, which isn't enough.
  expect(stepsToTarget({ formula: 'mean-score', target: 95, levels })).toEqual([
    { way: 'raise-one', count: 19 },
    { way: 'raise-to-satisfied', count: null },
    { way: 'raise-to-top', count: 14 }, // five times 2, then nine of the sixteen fours
  ])
})

test('respondents are counted where all of their answers must be satisfied', () => {
  const levels = [30, 70]
  expect(stepsToTarget({ formula: 'all-satisfied', target: 75, levels })).toEqual([{ way: 'satisfy', count: 5 }])
})

test('nothing is lacking at the target, everything at 100, and nothing is said without answers', () => {
  expect(countOf({ formula: 'satisfied-share', target: 80, levels: [1, 0, 0, 3, 1] }, 'satisfy')).toBe(0)
  expect(countOf({ formula: 'satisfied-share', target: 80.01, levels: [1, 0, 0, 3, 1] }, 'satisfy')).toBe(1)
  expect(countOf({ formula: 'satisfied-share', target: 100, levels: [1, 2, 0, 3, 1] }, 'satisfy')).toBe(3)
  expect(countOf({ formula: 'mean-score', target: 100, levels: [1, 0, 0, 3, 1] }, 'raise-one')).toBeNull()
  expect(countOf({ formula: 'mean-score', target: 100, levels: [1, 0, 0, 3, 1] }, 'raise-to-top')).toBe(4)
  expect(stepsToTarget({ formula: 'mean-score', target: 90, levels: [0, 0, 0, 0, 0] })).toEqual([])
})

test('weighted answers are counted in answers of mean weight and rounded up', () => {
  // Weights 2,5 (unsatisfied) and 7,5 of 5 answers, mean 2: 1,25 and 3,75 answers. 90 % are 4,5: 0,75 more.
  expect(countOf({ formula: 'satisfied-share', target: 90, levels: [1.25, 0, 0, 3.75, 0] }, 'satisfy')).toBe(1)
  expect(countOf({ formula: 'mean-score', target: 80, levels: [0.1 + 0.2, 0, 0, 0, 1.2] }, 'raise-to-top')).toBe(0)
})
