import { expect, test } from 'vitest'
import type { NodeEstimate } from '../../../src/core/index/estimate.ts'
import { DEFAULT_SMALL_CELLS, hideTooFew, isTooFew, whyUnranked } from '../../../src/core/index/small-cells.ts'

const estimate = (n: number): NodeEstimate => ({
  ...{ n, answers: 3 * n, missing: 0, index: 80, standardError: 2, lower95: 76, upper95: 84 },
  note: null,
})

test('one to four respondents are too few to be shown; none give nothing away', () => {
  const rule = { minimumShown: 5 }
  expect([0, 1, 4, 5, 6].map((n) => isTooFew(n, rule))).toEqual([false, true, true, false, false])
  expect([1, 2].map((n) => isTooFew(n, { minimumShown: 1 }))).toEqual([false, false])
})

test('of a hidden figure only the counts stay, with the reason', () => {
  expect(hideTooFew(estimate(4), { minimumShown: 5 })).toEqual({
    ...{ n: 4, answers: 12, missing: 0, index: null, standardError: null, lower95: null, upper95: null },
    note: 'too-few-to-show',
  })
  expect(hideTooFew(estimate(5), { minimumShown: 5 })).toEqual(estimate(5))
})

test('an agency is ranked from the minimum on, if it has an interval', () => {
  const why = (n: number, rest: Partial<NodeEstimate> = {}) =>
    whyUnranked({ ...estimate(n), ...rest }, DEFAULT_SMALL_CELLS)
  expect(why(30)).toBeNull()
  expect(why(29)).toBe('below-minimum')
  expect(why(0, { index: null, standardError: null })).toBe('no-answers')
  expect(why(400, { standardError: null })).toBe('no-interval')
  // What isn't shown isn't ranked either, however the two minimums stand.
  expect(whyUnranked(estimate(4), { ...DEFAULT_SMALL_CELLS, minimumRanked: 2 })).toBe('below-minimum')
})
