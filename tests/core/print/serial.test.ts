import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkDigit, LAST_NUMBER, printedSerial, readPrintedSerial } from '../../../src/core/print/serial.ts'

const digits = fc.stringMatching(/^\d{6}$/)

describe('the check digit', () => {
  test('is the one of the published example: 572 → 4', () => {
    // H. M. Damm, "Total anti-symmetrische Quasigruppen" (2004); en.wikipedia.org/wiki/Damm_algorithm works it out.
    expect(checkDigit('572')).toBe('4')
    expect(checkDigit('5724')).toBe('0')
  })

  test('of 000123 by hand: 0 → 0 → 0 → 0 → row 0 at 1 = 3 → row 3 at 2 = 5 → row 5 at 3 = 4', () => {
    expect(printedSerial(123)).toBe('000123-4')
  })

  test('finds every single wrong digit', () => {
    fc.assert(
      fc.property(digits, fc.nat(6), fc.integer({ min: 1, max: 9 }), (number, place, by) => {
        const right = number + checkDigit(number)
        const wrong = [...right].map((digit, at) => (at === place ? String((Number(digit) + by) % 10) : digit)).join('')
        expect(checkDigit(wrong)).not.toBe('0')
      }),
    )
  })

  test('finds every two neighbours changed over', () => {
    fc.assert(
      fc.property(digits, fc.nat(5), (number, place) => {
        const right = [...(number + checkDigit(number))]
        fc.pre(right[place] !== right[place + 1])
        const wrong = right.with(place, right[place + 1] ?? '').with(place + 1, right[place] ?? '')
        expect(checkDigit(wrong.join(''))).not.toBe('0')
      }),
    )
  })
})

describe('a printed serial that was typed', () => {
  test('is read in each way it may be typed, and comes back as printed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: LAST_NUMBER }), fc.constantFrom('-', '', ' ', '–'), (number, between) => {
        const serial = printedSerial(number)
        const read = readPrintedSerial(` ${serial.replace('-', between)}`)
        expect(read).toMatchObject({ serial, number, isRight: true })
      }),
    )
  })

  test('with a wrong digit says so', () => {
    expect(readPrintedSerial('000124-4')).toMatchObject({ serial: '000124-4', number: 124, isRight: false })
  })

  test.each(['', 'A-17', '123', '12345678', '000123--4', '0000000'])('%j is no right printed serial', (text) => {
    expect(readPrintedSerial(text)?.isRight ?? false).toBe(false)
  })
})
