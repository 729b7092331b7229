import { expect, test } from 'vitest'
import { cutInterval, wilsonInterval } from '../../../src/core/index/interval.ts'

// R 4.2.2: prop.test(count, of, correct = FALSE)$conf.int * 100
test.each([
  [8, 10, 49.01624715366418, 94.33178485456247],
  [0, 5, 0, 43.44824647831746],
  [5, 5, 56.55175352168254, 100],
  [26, 29, 73.6149189092262, 96.4185108649323],
  [1, 29, 0.6113214292762661, 17.17552187932028],
])('the interval of %i of %i', (count, of, lower, upper) => {
  const interval = wilsonInterval((100 * count) / of, of)
  expect(interval.lower95).toBeCloseTo(lower, 10)
  expect(interval.upper95).toBeCloseTo(upper, 10)
})

test('an interval stays within 0 and 100', () => {
  expect(cutInterval(97, 5)).toEqual({ lower95: 92, upper95: 100 })
  expect(cutInterval(2, 5)).toEqual({ lower95: 0, upper95: 7 })
})
