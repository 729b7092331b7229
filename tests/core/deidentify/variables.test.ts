import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bandOf, bandsOf } from '../../../src/core/deidentify/number-bands.ts'
import { respondentFacts } from '../../../src/core/deidentify/respondent-facts.ts'
import { shareWeights } from '../../../src/core/deidentify/share-weights.ts'
import { BUILT_IN_QUESTIONNAIRES } from '../../../src/core/questionnaire/built-in/index.ts'

describe('who answers', () => {
  test.each([
    ['sipas-2026', ['a_gender', 'a_ethnicity', 'a_ethnicity_other', 'a_age', 'a_education', 'a_occupation']],
    ['tthc-2017', ['respondent_kind', 'a_gender', 'a_age', 'a_education', 'a_occupation', 'a_residence']],
  ])('of %s it is part A and no more', (code, facts) => {
    const questionnaire = BUILT_IN_QUESTIONNAIRES.find((one) => one.code === code)
    expect([...respondentFacts(questionnaire ?? never())]).toEqual(facts)
  })
})

function never(): never {
  throw new Error('shipped')
}

const countsOf = (values: readonly number[]) => {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

test('every band of numbers is that of k forms, but where there are fewer than 2k', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 110 }), { maxLength: 200 }),
      fc.integer({ min: 3, max: 9 }),
      fc.boolean(),
      (values, k, ofAge) => {
        const bands = bandsOf(countsOf(values), k, ofAge)
        const sizes = [...countsOf(values.map((value) => bandOf(bands, value))).values()]
        if (bands.length > 0) expect(Math.min(...sizes)).toBeGreaterThanOrEqual(k)
        expect([...bands]).toEqual([...bands].sort((a, b) => a - b))
      },
    ),
  )
})

test('every weight is shared by k forms and their sum stays, where k forms have rare ones', () => {
  const weight = fc.oneof(fc.constantFrom(1, 1.5, 2), fc.double({ min: 0.1, max: 10, noNaN: true }))
  fc.assert(
    fc.property(fc.array(weight, { maxLength: 80 }), fc.integer({ min: 3, max: 9 }), (weights, k) => {
      const given = Float64Array.from(weights)
      const { weights: shared, changed } = shareWeights(given, k)
      const sizes = [...countsOf([...shared]).values()]
      if (weights.length >= k) expect(Math.min(...sizes)).toBeGreaterThanOrEqual(k)
      expect(shared.filter((one, at) => one !== given[at])).toHaveLength(changed)
      const rare = [...countsOf(weights).values()].filter((size) => size < k).reduce((sum, size) => sum + size, 0)
      const sum = (all: Float64Array) => all.reduce((total, one) => total + one, 0)
      if (rare >= k) expect(sum(shared)).toBeCloseTo(sum(given), 6)
    }),
  )
})
