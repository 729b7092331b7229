import { expect, test } from 'vitest'
import { rankedAgencies } from '../../../renderer/screens/results/agency-order.ts'

test('an agency of one form does not lead: it comes after every one with an interval, before one without an index', () => {
  const cells = [
    { name: 'none', index: null, lower95: null },
    { name: 'one form', index: 100, lower95: null },
    { name: 'weak', index: 70, lower95: 60 },
    { name: 'strong', index: 90, lower95: 85 },
  ]
  expect(rankedAgencies(cells).map(({ name }) => name)).toEqual(['strong', 'weak', 'one form', 'none'])
})
