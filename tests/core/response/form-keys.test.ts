import { describe, expect, test } from 'vitest'
import { isCollectionDay, isWeight, readSerial } from '../../../src/core/response/form-keys.ts'

describe('a serial', () => {
  test.each([
    ['  A-01 ', 'A-01'],
    ['Phiếu 7'.normalize('NFD'), 'Phiếu 7'],
    ['\uff21\uff10\uff10\uff17', 'A007'],
    ['A\u00a01', 'A 1'],
  ])('%j is saved as %j', (text, serial) => {
    expect(readSerial(text, 40)).toBe(serial)
  })

  // Control, zero-width space and joiner, marks of direction, soft hyphen, byte order mark, line separator, Hangul filler.
  const signs = [
    '\u0001',
    '\t',
    '\u200b',
    '\u200d',
    '\u202e',
    '\u2066',
    '\u00ad',
    '\ufeff',
    '\u2028',
    '\u3164',
    '\ufe0f',
  ]
  test.each(signs.map((sign) => [sign.charCodeAt(0).toString(16), sign]))('with U+%s in it is refused', (_, sign) => {
    expect(readSerial(`00${sign}1`, 40)).toMatchObject({ code: 'serial-invisible' })
  })

  test('empty or too long is refused', () => {
    expect(readSerial('\u3000 ', 40)).toMatchObject({ code: 'serial-empty' })
    expect(readSerial('x'.repeat(41), 40)).toMatchObject({ code: 'serial-too-long', params: { limit: 40 } })
  })
})

test('weights from a millionth to a thousand million', () => {
  expect([1e-6, 1, 1e9].map(isWeight)).toEqual([true, true, true])
  expect([0, -1, 9e-7, 1.1e9, 1e308, Number.NaN, Number.POSITIVE_INFINITY].some(isWeight)).toBe(false)
})

test('days from 1990 to the end of next year', () => {
  const now = Date.UTC(2026, 10, 22)
  expect(['1990-01-01', '2026-11-22', '2027-12-31'].map((day) => isCollectionDay(day, now))).toEqual([true, true, true])
  expect(['1989-12-31', '2028-01-01', '0026-03-05', '2206-03-05'].some((day) => isCollectionDay(day, now))).toBe(false)
})
