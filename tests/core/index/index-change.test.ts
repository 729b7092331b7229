import { expect, test } from 'vitest'
import type { NodeEstimate } from '../../../src/core/index/estimate.ts'
import { indexChange } from '../../../src/core/index/index-change.ts'

const estimate = (index: number | null, standardError: number | null): NodeEstimate => ({
  ...{ n: 100, answers: 100, missing: 0, index, standardError, lower95: null, upper95: null, note: null },
})

test('by hand: errors of 3 and 4 are one of 5', () => {
  const change = indexChange(estimate(90, 3), estimate(85, 4), 1e9)
  expect(change?.difference).toBe(5)
  expect(change?.lower95).toBeCloseTo(5 - 1.959964 * 5, 5)
  expect(change?.upper95).toBeCloseTo(5 + 1.959964 * 5, 5)
})

test('what is not known is not told', () => {
  expect(indexChange(estimate(null, null), estimate(85, 4), 100)).toBeNull()
  expect(indexChange(estimate(90, null), estimate(85, 4), 100)).toEqual({ difference: 5, lower95: null, upper95: null })
  expect(indexChange(estimate(90, 3), estimate(85, 4), 0)).toEqual({ difference: 5, lower95: null, upper95: null })
})
