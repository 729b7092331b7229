import { expect, test } from 'vitest'
import { worstFirst } from '../../../renderer/screens/batches/batch-state.ts'

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
