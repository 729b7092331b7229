import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  countInRange,
  firstOverlap,
  missingInRange,
  rangeProblem,
  serialInRange,
  uniteRanges,
} from '../../../src/core/batch/serial-range.ts'
import { printedSerial } from '../../../src/core/print/serial.ts'

const plain = (number: number): string => `BH-${String(number).padStart(4, '0')}`
const NONE = { first: '', last: '' }
const NUMBER = fc.integer({ min: 1, max: 9999 })
/** Both ways of writing a number: what a range does must not depend on it. */
const WRITER = fc.constantFrom(plain, printedSerial)
const PAIR = fc.tuple(NUMBER, NUMBER).map(([a, b]) => ({ low: Math.min(a, b), high: Math.max(a, b) }))

describe('what is a range', () => {
  test.each([
    ['', '', null],
    ['BH-001', '', 'range-one-end'],
    ['', 'BH-001', 'range-one-end'],
    ['BH-001', 'BH-200', null],
    ['001', '200', null],
    ['A', 'B', 'range-no-number'],
    ['BH-001', 'TB-200', 'range-shapes-differ'],
    ['BH-01', 'BH-200', 'range-shapes-differ'],
    ['BH-200', 'BH-001', 'range-reversed'],
    // Check digits by Damm's table: 000123 → 4 and 000124 → 2 (tests/core/print has the table's own example).
    ['000123-4', '000124-2', null],
    ['000124-2', '000123-4', 'range-reversed'],
    ['000123-4', '000124-3', 'range-shapes-differ'],
  ])('%s to %s: %s', (first, last, problem) => {
    expect(rangeProblem(first, last)).toBe(problem)
  })
})

test('a serial stands in a range exactly when its number does', () => {
  fc.assert(
    fc.property(WRITER, PAIR, NUMBER, (write, { low, high }, number) => {
      expect(serialInRange(write(number), write(low), write(high))).toBe(number >= low && number <= high)
      expect(countInRange(write(low), write(high))).toBe(high - low + 1)
    }),
  )
})

test('another prefix, another number of digits and a wrong check digit are in no range', () => {
  expect(serialInRange('TB-0100', 'BH-0001', 'BH-9999')).toBe(false)
  expect(serialInRange('BH-100', 'BH-0001', 'BH-9999')).toBe(false)
  expect(serialInRange('0100', 'BH-0001', 'BH-9999')).toBe(false)
  expect(serialInRange('000124-3', '000123-4', '000124-2')).toBe(false)
  expect(serialInRange('', '', '')).toBe(false)
})

test('a number longer than a number is exact keeps its order', () => {
  const [first, last] = ['79000000000000000001', '79000000000000000012']
  expect(rangeProblem(first, last)).toBe(null)
  expect(countInRange(first, last)).toBe(12)
  expect(serialInRange('79000000000000000013', first, last)).toBe(false)
})

test('ranges overlap exactly when a number stands in both, whichever is asked first', () => {
  fc.assert(
    fc.property(WRITER, PAIR, PAIR, (write, a, b) => {
      const left = { first: write(a.low), last: write(a.high), owner: 1 }
      const right = { first: write(b.low), last: write(b.high), owner: 2 }
      const isShared = a.low <= b.high && b.low <= a.high
      expect(firstOverlap([left], [{ ...NONE, owner: 3 }, left, right])).toEqual(
        isShared ? { mine: left, other: right } : null,
      )
      expect(firstOverlap([right], [left])).toEqual(isShared ? { mine: right, other: left } : null)
    }),
  )
  const other = { first: 'TB-1', last: 'TB-9', owner: 2 }
  expect(firstOverlap([{ first: 'BH-1', last: 'BH-9', owner: 1 }], [other])).toBe(null)
})

describe('ranges put together', () => {
  test('by hand: 1-3 and 4-5 touch, 8-9 stands alone, another prefix is another range', () => {
    const ranges = [
      { first: 'BH-8', last: 'BH-9' },
      { first: 'BH-4', last: 'BH-5' },
      { first: 'TB-1', last: 'TB-4' },
      NONE,
      { first: 'BH-1', last: 'BH-3' },
    ]
    expect(uniteRanges(ranges)).toEqual([
      { first: 'BH-1', last: 'BH-5', count: 5 },
      { first: 'BH-8', last: 'BH-9', count: 2 },
      { first: 'TB-1', last: 'TB-4', count: 4 },
    ])
  })

  test('hold the same serials, each once, in whatever order they come', () => {
    const SMALL = fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 15 }))
    fc.assert(
      fc.property(WRITER, fc.array(SMALL, { maxLength: 6 }), (write, spans) => {
        const ranges = spans.map(([from, more]) => ({ first: write(from), last: write(from + more) }))
        const numbers = new Set(spans.flatMap(([from, more]) => Array.from({ length: more + 1 }, (_, i) => from + i)))
        const united = uniteRanges(ranges)
        expect(united.reduce((sum, { count }) => sum + count, 0)).toBe(numbers.size)
        for (const { first, last, count } of united) expect(countInRange(first, last)).toBe(count)
        for (let number = 1; number <= 80; number += 1) {
          const isIn = united.some(({ first, last }) => serialInRange(write(number), first, last))
          expect(isIn).toBe(numbers.has(number))
        }
        expect(uniteRanges(ranges.toReversed())).toEqual(united)
        expect(uniteRanges(united)).toEqual(united)
      }),
    )
  })
})

describe('missing serials', () => {
  test('by hand: of 0001-0010 with 0002, 0003 and 0007 keyed, 0001, 0004-0006 and 0008-0010 are missing', () => {
    const keyed = ['BH-0007', 'BH-0002', 'BH-0003', 'BH-0002', 'BH-0011', 'TB-0005', 'x']
    expect(missingInRange({ first: 'BH-0001', last: 'BH-0010' }, keyed, 10)).toEqual({
      count: 7,
      stretches: [
        { first: 'BH-0001', last: 'BH-0001', count: 1 },
        { first: 'BH-0004', last: 'BH-0006', count: 3 },
        { first: 'BH-0008', last: 'BH-0010', count: 3 },
      ],
      leftOut: 0,
    })
  })

  test('keyed and missing make up the range, in whatever order they were keyed', () => {
    fc.assert(
      fc.property(WRITER, PAIR, fc.array(NUMBER), (write, { low, high }, numbers) => {
        const range = { first: write(low), last: write(high) }
        const missing = missingInRange(range, numbers.map(write), 100_000)
        const keyed = new Set(numbers.filter((number) => number >= low && number <= high))
        expect(missing.count + keyed.size).toBe(high - low + 1)
        expect(missing.stretches.reduce((sum, { first, last }) => sum + countInRange(first, last), 0)).toBe(
          missing.count,
        )
        for (const number of numbers) {
          expect(missing.stretches.some(({ first, last }) => serialInRange(write(number), first, last))).toBe(false)
        }
      }),
    )
  })

  test('a cap shortens the list, never the count; no range has nothing missing', () => {
    const keyed = ['2', '4', '6']
    const missing = missingInRange({ first: '1', last: '9' }, keyed, 2)
    expect(missing).toMatchObject({ count: 6, leftOut: 2 })
    expect(missing.stretches).toHaveLength(2)
    expect(missingInRange({ first: '', last: '' }, keyed, 2)).toEqual({ count: 0, stretches: [], leftOut: 0 })
  })

  test('a range of a billion costs what is keyed', () => {
    const missing = missingInRange({ first: '000000000', last: '999999999' }, ['500000000'], 5)
    expect(missing.count).toBe(999_999_999)
    expect(missing.stretches.map(({ first, last }) => `${first}-${last}`)).toEqual([
      '000000000-499999999',
      '500000001-999999999',
    ])
  })
})
