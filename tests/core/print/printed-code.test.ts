import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LAYOUT_REVISION } from '../../../src/core/print/paper.ts'
import { formKey, pageCode, parsePrintedCode } from '../../../src/core/print/printed-code.ts'
import { LAST_NUMBER, printedSerial } from '../../../src/core/print/serial.ts'
import { BUILT_IN_QUESTIONNAIRES } from '../../../src/core/questionnaire/built-in/index.ts'

const key = fc.stringMatching(/^[a-z][a-z0-9-]{1,39}$/).map(formKey)
const version = fc.integer({ min: 1, max: 999 })
const page = fc.integer({ min: 1, max: 99 })

describe('the code of a page', () => {
  test('is read back as it was written, also when the scanner types small letters', () => {
    const number = fc.option(fc.integer({ min: 1, max: LAST_NUMBER }))
    fc.assert(
      fc.property(key, version, number, page, fc.boolean(), (form, version, number, page, isSmall) => {
        const text = pageCode({ key: form, version }, number, page)
        const serial = number === null ? null : printedSerial(number)
        const expected = { form, version, serial, page, layoutRevision: LAYOUT_REVISION }
        expect(parsePrintedCode(isSmall ? `${text.toLowerCase()}\n` : text)).toEqual(expected)
      }),
    )
  })

  test('has 23 characters at most, all of the alphanumeric set of QR codes', () => {
    fc.assert(
      fc.property(key, version, page, (form, version, page) => {
        expect(pageCode({ key: form, version }, LAST_NUMBER, page)).toMatch(/^[0-9A-Z.]{1,23}$/)
      }),
    )
  })

  test('holds no letter that a Vietnamese typing aid would change: no vowel, D or W', () => {
    fc.assert(
      fc.property(key, (form) => {
        expect(form).toMatch(/^[^AEIOUYDW]{5}$/)
      }),
    )
  })

  test('with a wrong digit in its serial is refused', () => {
    expect(parsePrintedCode('00000.1.0001234.1.1')?.serial).toBe('000123-4')
    expect(parsePrintedCode('00000.1.0001244.1.1')).toBeNull()
  })

  test.each(['', 'https://example.vn', 'A', '00000.1.000123.1.1', '00000.1.0001234.1', '0001234'])(
    '%j is no code of ours',
    (text) => {
      expect(parsePrintedCode(text)).toBeNull()
    },
  )
})

test('the questionnaires that come with the program have keys of their own', () => {
  const keys = BUILT_IN_QUESTIONNAIRES.map(({ code }) => formKey(code))
  expect(new Set(keys).size).toBe(keys.length)
})
