import { expect, test } from 'vitest'
import { pageFilter, readFilter } from '../../../renderer/screens/responses/response-filter.ts'

const now = new Date(2026, 10, 21, 15, 30).getTime()

test('an address without a filter asks for everything', () => {
  expect(pageFilter(readFilter(new URLSearchParams()), now)).toEqual({})
})

test('what the address says is asked for, what it says wrongly is left out', () => {
  const address = new URLSearchParams('text= 07- &agency=3&sector=x&state=void&operator=2&day=7')
  expect(pageFilter(readFilter(address), now)).toEqual({
    text: '07-',
    agencyId: 3,
    keyerId: 2,
    state: 'void',
    savedFromMs: new Date(2026, 10, 14).getTime(),
  })
})

test('today begins at midnight here', () => {
  expect(pageFilter(readFilter(new URLSearchParams('day=0')), now)).toEqual({
    savedFromMs: new Date(2026, 10, 21).getTime(),
  })
})
