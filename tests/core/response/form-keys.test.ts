import { describe, expect, test } from 'vitest'
import { isCollectionDay, isWeight, readFormSerial, readSerial } from '../../../src/core/response/form-keys.ts'

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

// Damm of 000123 is 4: 0→0 0→0 0→0 1→3 2→5 3→4.
describe('the serial of a form on paper', () => {
  const wrong = (serial: string) => ({ code: 'serial-check-digit', params: { serial } })
  test.each([
    ['000123-4', '000123-4', '000123-4'],
    ['０００１２３－４', '000123-4', '000123-4'],
    // Non-breaking hyphen, hyphen, en and em dash, minus sign.
    ['000123\u20114', '000123-4', '000123-4'],
    ['000123\u20104', '000123-4', '000123-4'],
    ['000123\u20134', '000123-4', '000123-4'],
    ['000123\u20144', '000123-4', '000123-4'],
    ['000123\u22124', '000123-4', '000123-4'],
    ['000123\u20115', wrong('000123-5'), wrong('000123-5')],
    ['A\u20131', 'A\u20131', 'A\u20131'],
    // The code of a printed page as a hand scanner types it; of a page without a serial.
    ['K7M2Q.1.0001234.3.1', '000123-4', '000123-4'],
    [' k7m2q.1.0001234.3.1', '000123-4', '000123-4'],
    ['K7M2Q.1.0000000.3.1', 'K7M2Q.1.0000000.3.1', 'K7M2Q.1.0000000.3.1'],
    ['000123 4', '000123 4', '000123-4'],
    ['000123-5', wrong('000123-5'), wrong('000123-5')],
    ['000132-4', wrong('000132-4'), wrong('000132-4')],
    ['0001234', '0001234', '000123-4'],
    ['0001235', '0001235', wrong('000123-5')],
    ['000000-0', wrong('000000-0'), wrong('000000-0')],
    ['123-4', '123-4', '123-4'],
    ['S-000123-5', 'S-000123-5', 'S-000123-5'],
    ['', { code: 'serial-empty' }, { code: 'serial-empty' }],
  ])('%s is %j, and %j where forms were printed', (text, elsewhere, printed) => {
    const check = (isBare: boolean, wanted: unknown) => {
      const read = readFormSerial(text, 40, isBare)
      if (typeof wanted === 'string') expect(read).toBe(wanted)
      else expect(read).toMatchObject(wanted as object)
    }
    check(false, elsewhere)
    check(true, printed)
  })
})
