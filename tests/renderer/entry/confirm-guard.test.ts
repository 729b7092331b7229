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

it('a key that only saves is taken after 150 ms; one that was held back holds back those that follow at once', () => {
  let now = 1_000
  const guard = createConfirmGuard(() => now)
  guard.drawn(true)
  now += 149
  expect(guard.isSteady()).toBe(false)
  now += 1
  expect(guard.isSteady()).toBe(true)
  now += 300
  guard.heldBack()
  now += 399
  expect([guard.isSeen(), guard.isSteady()]).toEqual([false, true])
  now += 1
  expect(guard.isSeen()).toBe(true)
})
