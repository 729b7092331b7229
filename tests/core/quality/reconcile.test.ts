import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Changes, type FindingState, type KeptFinding, reconcile } from '../../../src/core/quality/reconcile.ts'

const finding = (place: string, basis: string) => ({ rule: 'check', responseId: 'a', place, detail: {}, basis })
const kept = (place: string, basis: string, state: FindingState): KeptFinding => ({ ...finding(place, basis), state })

/** What is kept once the changes are written. */
function after(before: readonly KeptFinding[], { opened, updated, fixed }: Changes): KeptFinding[] {
  const now = new Map(before.map((one) => [one.place, one]))
  for (const one of opened) now.set(one.place, { ...one, state: 'open' })
  for (const one of updated) now.set(one.place, { ...one, state: now.get(one.place)?.state ?? 'open' })
  for (const one of fixed) now.set(one.place, { ...one, state: 'fixed' })
  return [...now.values()]
}

test('every state against a finding that is still, no longer, or newly there', () => {
  const look = (before: KeptFinding[], found: ReturnType<typeof finding>[]) => {
    const { opened, updated, fixed } = reconcile(before, found)
    return [opened.length, updated.length, fixed.length]
  }
  expect(look([], [finding('q', '1')])).toEqual([1, 0, 0])
  expect(look([kept('q', '1', 'open')], [finding('q', '1')])).toEqual([0, 0, 0])
  expect(look([kept('q', '1', 'open')], [finding('q', '2')])).toEqual([0, 1, 0])
  expect(look([kept('q', '1', 'excused')], [finding('q', '1')])).toEqual([0, 0, 0])
  expect(look([kept('q', '1', 'excused')], [finding('q', '2')])).toEqual([1, 0, 0]) // another basis: open again
  expect(look([kept('q', '1', 'fixed')], [finding('q', '1')])).toEqual([1, 0, 0])
  expect(look([kept('q', '1', 'void')], [finding('q', '1')])).toEqual([1, 0, 0]) // the form was restored
  expect(look([kept('q', '1', 'open')], [])).toEqual([0, 0, 1])
  expect(look([kept('q', '1', 'excused')], [])).toEqual([0, 0, 1])
  expect(look([kept('q', '1', 'fixed')], [])).toEqual([0, 0, 0])
  expect(look([kept('q', '1', 'void')], [])).toEqual([0, 0, 0])
})

test('looking twice changes nothing the second time, in whatever order things were found', () => {
  const places = fc.constantFrom('p', 'q', 'r', 's')
  const basis = fc.constantFrom('1', '2')
  const state = fc.constantFrom<FindingState>('open', 'fixed', 'excused', 'void')
  const unique = { selector: (one: { place: string }) => one.place }
  const before = fc.uniqueArray(
    fc.tuple(places, basis, state).map((one) => kept(...one)),
    unique,
  )
  const found = fc.uniqueArray(
    fc.tuple(places, basis).map((one) => finding(...one)),
    unique,
  )
  const order = (a: KeptFinding, b: KeptFinding) => (a.place < b.place ? -1 : 1)
  fc.assert(
    fc.property(before, found, (kept, found) => {
      const once = after(kept, reconcile(kept, found))
      expect(reconcile(once, found)).toEqual({ opened: [], updated: [], fixed: [] })
      const backwards = after(kept, reconcile(kept, found.toReversed()))
      expect(backwards.toSorted(order)).toEqual(once.toSorted(order))
    }),
  )
})
