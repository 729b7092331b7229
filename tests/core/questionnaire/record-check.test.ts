import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BUILT_IN_QUESTIONNAIRES } from '../../../src/core/questionnaire/built-in/index.ts'
import { buildDictionary } from '../../../src/core/questionnaire/dictionary.ts'
import { findRecordProblems } from '../../../src/core/questionnaire/record.ts'
import { compileRecordCheck } from '../../../src/core/questionnaire/record-check.ts'

const WIDE = {
  format: 'sipas-questionnaire/1' as const,
  code: 'wide',
  version: 1,
  title: { vi: 'Rộng', en: '' },
  source: '',
  choiceLists: [
    { code: 'many', isScale: false, choices: ['1', '9', '12'].map((code) => ({ code, label: { vi: code, en: '' } })) },
  ],
  sections: [
    {
      code: 'a',
      number: '',
      title: { vi: 'A', en: '' },
      questions: [
        { kind: 'single' as const, code: 'c', number: '1', label: { vi: 'c', en: '' }, choices: 'many' },
        { kind: 'number' as const, code: 'n', number: '2', label: { vi: 'n', en: '' }, min: -5, max: 5, decimals: 1 },
        { kind: 'date' as const, code: 'd', number: '3', label: { vi: 'd', en: '' } },
        { kind: 'number' as const, code: 'm', number: '4', label: { vi: 'm', en: '' }, min: 0, max: 3, decimals: 0 },
      ],
    },
  ],
  schemes: [],
}

test.each([...BUILT_IN_QUESTIONNAIRES, WIDE])(
  '$code: the fast check agrees with the full one on any record',
  (form) => {
    const dictionary = buildDictionary(form)
    const isWellFormed = compileRecordCheck(dictionary)
    const sign = fc.constantFrom(...'0123456789.?#*- é￿')
    const record = fc
      .array(sign, { minLength: dictionary.recordWidth, maxLength: dictionary.recordWidth })
      .map((signs) => signs.join(''))
    // Mostly right records, with a few places spoilt: random signs alone would almost never be right.
    const right = dictionary.variables.map((v) => (v.choices[0]?.code ?? '.'.repeat(v.width)).padStart(v.width, '0'))
    const spoilt = fc
      .array(fc.tuple(fc.nat(dictionary.recordWidth - 1), sign), { maxLength: 3 })
      .map((spots) => spots.reduce((now, [at, to]) => now.slice(0, at) + to + now.slice(at + 1), right.join('')))
    fc.assert(
      fc.property(fc.oneof(record, spoilt, fc.string()), (text) => {
        expect(isWellFormed(text)).toBe(findRecordProblems(dictionary, text).length === 0)
      }),
      { numRuns: 2000 },
    )
    expect(isWellFormed(right.join(''))).toBe(true)
  },
)
