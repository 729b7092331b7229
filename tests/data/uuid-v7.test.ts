import { expect, test } from 'vitest'
import { firstUuidV7Of, newUuidV7 } from '../../src/data/uuid-v7.ts'

test('ids have the form of RFC 9562: the time first, version 7, variant 10', () => {
  // The example of RFC 9562, appendix A.6: 2022-02-22 14:22:22.000-05:00 = 0x017F22E279B0 ms.
  const id = newUuidV7(0x017f22e279b0)
  expect(id).toMatch(/^017f22e2-79b0-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})

test('a million ids of one moment are all different, and none is below the first possible', () => {
  const ids = new Set<string>()
  const first = firstUuidV7Of(1_790_000_000_000)
  for (let n = 0; n < 1_000_000; n += 1) {
    const id = newUuidV7(1_790_000_000_000)
    if (id < first) throw new Error(`${id} is below ${first}`)
    ids.add(id)
  }
  expect(ids.size).toBe(1_000_000)
  expect(newUuidV7(1_789_999_999_999) < first).toBe(true)
})

test('a hundred thousand ids of one millisecond sort in the order they were made', () => {
  const ids = Array.from({ length: 100_000 }, () => newUuidV7(1_800_000_000_000))
  expect(ids).toEqual(ids.toSorted())
  expect(new Set(ids).size).toBe(ids.length)
})
