import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildDictionary } from '../../../src/core/questionnaire/dictionary.ts'
import { padField } from '../../../src/core/questionnaire/record.ts'
import {
  comparedPlaces,
  compareForms,
  questionsInBoth,
  settledDifferences,
  withValues,
} from '../../../src/core/verification/compare-forms.ts'
import { replayStream, scopeDue, type Verified } from '../../../src/core/verification/sampling.ts'
import { CHECKED } from '../../support/checked-questionnaire.ts'

const dictionary = buildDictionary(CHECKED)

const id = fc.integer({ min: 0, max: 2 })
const keying = fc
  .record({
    keys: fc.record({ agencyId: id, sectorId: id, stratumId: id, clusterId: id, groupId: id }),
    collectedOn: fc.constantFrom(null, '2026-11-02', '2026-11-03'),
    values: fc.tuple(
      ...dictionary.variables.map((variable) =>
        fc
          .constantFrom('.', '-', '*', '7', ...variable.choices.map(({ code }) => code))
          .map((v) => padField(variable, v)),
      ),
    ),
  })
  .map(({ keys, collectedOn, values }) => ({
    header: { serial: 'A1', ...keys, collectedOn },
    record: values.join(''),
    dictionary,
  }))
const scope = fc.constantFrom('whole' as const, 'identifiers' as const)

test('which keying is called the first doesn’t matter to what differs', () => {
  fc.assert(
    fc.property(keying, keying, scope, (a, b, how) => {
      const [there, back] = [compareForms(a, b, how), compareForms(b, a, how)]
      const turned = back.differences.map(({ place, firstValue, secondValue }) => [place, secondValue, firstValue])
      expect(there.differences.map((one) => [one.place, one.firstValue, one.secondValue])).toEqual(turned)
      expect(there.compared).toEqual(back.compared)
    }),
  )
})

test('a keying differs from itself nowhere, and settled with a keying’s values the form is that keying', () => {
  fc.assert(
    fc.property(keying, keying, (a, b) => {
      expect(compareForms(a, a, 'whole').differences).toEqual([])
      const { differences } = compareForms(a, b, 'whole')
      const valuesOf = (which: 'firstValue' | 'secondValue') =>
        Object.fromEntries(differences.map((one) => [one.place, one[which]]))
      expect(withValues(a, valuesOf('firstValue'))).toMatchObject({ header: a.header, record: a.record })
      expect(withValues(a, valuesOf('secondValue'))).toEqual({ header: b.header, record: b.record })
    }),
  )
})

test('what was keyed and taken back counts as the second keyer’s, and changes nothing', () => {
  fc.assert(
    fc.property(keying, keying, (a, b) => {
      const { differences } = settledDifferences(a, b, 'whole', { result: ['7'] })
      for (const { place, secondValue, settledValue } of differences) {
        if (place !== 'result') expect(secondValue).toBe(settledValue)
      }
      const changed = differences.filter((one) => one.firstValue !== one.settledValue).map(({ place }) => place)
      expect(changed).toEqual(compareForms(a, b, 'whole').differences.map(({ place }) => place))
    }),
  )
})

test('a place that isn’t the form’s, or a value too wide for it, is named', () => {
  const form = {
    header: {
      serial: 'A',
      agencyId: 1,
      sectorId: 0,
      stratumId: 0,
      clusterId: 0,
      groupId: 0,

      collectedOn: null,
    },
    record: '1040101',
    dictionary,
  }
  expect(withValues(form, { nothing: '1' })).toBe('nothing')
  expect(withValues(form, { result: '12' })).toBe('result')
  expect(withValues(form, { result: '' })).toBe('result')
  expect(withValues(form, { '@agency': 'x' })).toBe('@agency')
})

const verified: fc.Arbitrary<Verified> = fc.record({ scope, isClean: fc.boolean() })

test('a stream replayed in parts is the stream; sampling is the last i whole forms clean and no error after', () => {
  fc.assert(
    fc.property(fc.array(verified, { maxLength: 60 }), fc.integer({ min: 1, max: 8 }), (forms, cspClean) => {
      const plan = { verifyPlan: 'csp1' as const, cspClean, cspShare: 0.2 }
      const stream = replayStream(plan, forms)
      expect(replayStream(plan, [...forms])).toEqual(stream)
      const lastError = forms.findLastIndex(({ isClean }) => !isClean)
      const cleanWhole = forms.slice(lastError + 1).filter((one) => one.scope === 'whole').length
      expect(stream).toEqual({ phase: cleanWhole >= cspClean ? 'sampling' : 'every-form', cleanRun: cleanWhole })
    }),
  )
})

test('what is due: all, none, and under CSP-1 all until clean, then the share that is drawn', () => {
  const sampling = { phase: 'sampling' as const, cleanRun: 30 }
  const every = { phase: 'every-form' as const, cleanRun: 2 }
  const plan = (verifyPlan: 'all' | 'csp1' | 'none') => ({ verifyPlan, cspClean: 30, cspShare: 0.1 })
  expect(scopeDue(plan('all'), sampling, 0.9)).toBe('whole')
  expect(scopeDue(plan('none'), every, 0)).toBe('identifiers')
  expect(scopeDue(plan('csp1'), every, 0.9)).toBe('whole')
  expect(scopeDue(plan('csp1'), sampling, 0.0999)).toBe('whole')
  expect(scopeDue(plan('csp1'), sampling, 0.1)).toBe('identifiers')
})

test('the places compared are known from the second keying as stored, also where its version alone asks a question', () => {
  const [, ...others] = CHECKED.sections
  const fewer = buildDictionary({ ...CHECKED, sections: others })
  const cut = (record: string): string => fewer.variables.map(({ code }) => fieldIn(record, code)).join('')
  const fieldIn = (record: string, code: string): string => {
    const variable = dictionary.byCode.get(code)
    return variable === undefined ? '' : record.slice(variable.start, variable.start + variable.width)
  }
  expect(fewer.variables.length).toBeLessThan(dictionary.variables.length)
  fc.assert(
    fc.property(keying, keying, (a, b) => {
      const first = { ...a, record: cut(a.record), dictionary: fewer }
      const { compared, differences } = compareForms(first, b, 'whole')
      const differing = new Set(differences.map(({ place }) => place))
      expect(comparedPlaces(b, questionsInBoth(fewer, dictionary), differing)).toEqual(compared)
      expect(compared.filter((place) => !place.startsWith('@')).every((place) => fewer.byCode.has(place))).toBe(true)
    }),
  )
})
