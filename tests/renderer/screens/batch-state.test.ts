import { expect, test } from 'vitest'
import { estimateWords, nextSteps, worstFirst } from '../../../renderer/screens/batches/batch-state.ts'

const field = (place: string, compared: number, differing: number) => ({
  place,
  compared,
  differing,
  share: differing / compared,
})

test('what agrees least comes first, with the share that agrees; what never differs is left out', () => {
  const fields = [field('k01', 4, 1), field('gender', 4, 4), field('k02', 4, 0), field('k03', 8, 2), field('k04', 4, 3)]
  // By hand: 4 of 4 differ = 0 agree; 3 of 4 = a quarter; 1 of 4 and 2 of 8 = three quarters, the more often first.
  expect(worstFirst(fields).map(({ place, agreement }) => [place, agreement])).toEqual([
    ['gender', 0],
    ['k04', 0.25],
    ['k03', 0.75],
    ['k01', 0.75],
  ])
})

test('an estimate is told in 1,000 without more digits than it is worth', () => {
  // By hand: 1,106.63 in 10,000 are 110.663 in 1,000; 34.2 in 10,000 are 3.42 in 1,000.
  expect(estimateWords({ per10000: 1106.63, lower95: 666.67, upper95: 1722.22 })).toEqual({
    rate: '111',
    lower: '67',
    upper: '172',
  })
  expect(estimateWords({ per10000: 34.2, lower95: 0, upper95: 99.4 })).toEqual({
    rate: '3,4',
    lower: '0',
    upper: '9,9',
  })
})

test('the next thing to do with a batch comes first, what nobody knows last', () => {
  const forms = { valid: 4, void: 0 }
  const verifications = { verified: 2, unmatched: 0, differs: 1 }
  const of = (missing: number | null) => ({ missing, forms, verifications }) as Parameters<typeof nextSteps>[0]
  expect(nextSteps(of(3), true)).toEqual(['settle', 'key', 'verify'])
  expect(nextSteps(of(3), false)).toEqual(['key', 'verify'])
  expect(nextSteps(of(null), false)).toEqual(['verify', 'key'])
  expect(nextSteps(of(0), false)).toEqual(['verify'])
})
