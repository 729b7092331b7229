import { expect, it } from 'vitest'
import { createConfirmGuard } from '../../../renderer/screens/entry/confirm-guard.ts'

it('a question counts as seen 400 ms after it was drawn first, and each question anew', () => {
  let now = 1_000
  const guard = createConfirmGuard(() => now)
  expect(guard.isSeen()).toBe(false)
  guard.drawn(true)
  now += 399
  guard.drawn(true) // drawn again meanwhile
  expect(guard.isSeen()).toBe(false)
  now += 1
  expect(guard.isSeen()).toBe(true)
  guard.drawn(false)
  expect(guard.isSeen()).toBe(false)
  guard.drawn(true)
  expect(guard.isSeen()).toBe(false)
})
