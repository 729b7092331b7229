import { expect, test } from 'vitest'
import { studentT975 } from '../../../src/core/index/student-t.ts'

// R 4.2.2: format(qt(0.975, df), digits = 17)
const FROM_R: [number, number][] = [
  [1, 12.706204736174694],
  [2, 4.302652729749462],
  [3, 3.1824463052837078],
  [10, 2.228138851986274],
  [31, 2.0395134463964082],
  [60, 2.000297822014259],
  [499, 1.9647293909876884],
  [500, 1.9647198374673673],
  [999, 1.9623414611334493],
  [1000, 1.9623390808264076],
  [1500, 1.961546753895018],
  [36_524, 1.9600289376807316],
]

test.each(FROM_R)('the 0.975 quantile with %i degrees of freedom', (df, expected) => {
  expect(Math.abs(studentT975(df) / expected - 1)).toBeLessThan(1e-12)
})
