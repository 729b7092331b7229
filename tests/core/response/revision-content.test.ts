import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  canonicalRevisionContent,
  parseRevisionContent,
  type RevisionContent,
} from '../../../src/core/response/revision-content.ts'

const FORM: RevisionContent = {
  serial: 'LC-0001',
  agency: 'H38.01',
  sector: 'DD',
  unit: '',
  stratum: '',
  cluster: '',
  group: '',
  batch: '',
  weight: 1,
  collectedOn: '2026-05-01',
  state: 'valid',
  form: '',
  record: '4432.15',
  texts: {},
}

const forms: fc.Arbitrary<RevisionContent> = fc.record({
  serial: fc.string(),
  agency: fc.string(),
  sector: fc.string(),
  unit: fc.string(),
  stratum: fc.string(),
  cluster: fc.string(),
  group: fc.string(),
  batch: fc.string(),
  weight: fc.double({ min: 0.001, max: 1e6, noNaN: true }),
  collectedOn: fc.option(fc.string()),
  state: fc.constantFrom('valid', 'void'),
  form: fc.string(),
  record: fc.string(),
  texts: fc.dictionary(
    fc.string().filter((code) => code !== '__proto__'),
    fc.string({ minLength: 1, unit: 'grapheme' }),
    { noNullPrototype: true },
  ),
})

test('the text of a form is this one, and stays it', () => {
  expect(canonicalRevisionContent(FORM)).toBe(
    '{"serial":"LC-0001","agency":"H38.01","sector":"DD","collectedOn":"2026-05-01","record":"4432.15"}',
  )
  const voided: RevisionContent = { ...FORM, weight: 2.5, state: 'void', texts: { B2: 'Tốt', B10: 'Chậm', A1: '' } }
  expect(canonicalRevisionContent(voided)).toBe(
    '{"serial":"LC-0001","agency":"H38.01","sector":"DD","weight":2.5,"collectedOn":"2026-05-01","state":"void",' +
      '"record":"4432.15","texts":{"B10":"Chậm","B2":"Tốt"}}',
  )
})

test('what is written is read back, and written the same again', () => {
  fc.assert(
    fc.property(forms, (form) => {
      const text = canonicalRevisionContent(form)
      const read = parseRevisionContent(text)
      expect(read).toEqual(form)
      expect(read === null ? null : canonicalRevisionContent(read)).toBe(text)
    }),
  )
})

test('the order in which keys were set does not matter', () => {
  const turned = Object.fromEntries(Object.entries({ ...FORM, texts: { B2: 'b', B1: 'a' } }).reverse())
  expect(canonicalRevisionContent(turned as unknown as RevisionContent)).toBe(
    canonicalRevisionContent({ ...FORM, texts: { B1: 'a', B2: 'b' } }),
  )
})

test('a text that is no form is null', () => {
  for (const text of [
    '',
    'null',
    '[]',
    '{"weight":"1"}',
    '{"state":"gone"}',
    '{"texts":1}',
    '{"texts":null}',
    '{"texts":{"B1":2}}',
    '{"collectedOn":3}',
  ]) {
    expect(parseRevisionContent(text), text).toBeNull()
  }
})
