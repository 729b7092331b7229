import { expect, test } from 'vitest'
import tthc from '../../../../src/core/questionnaire/built-in/tthc-2017.json' with { type: 'json' }
import { variablesBefore } from '../../../../src/core/questionnaire/edit/offered.ts'
import { type Spot, spotOfCode } from '../../../../src/core/questionnaire/edit/spot.ts'
import { questionnaireSchema } from '../../../../src/core/questionnaire/questionnaire.ts'

const questionnaire = questionnaireSchema.parse(tthc)

function before(code: string, isOwnToo = false): string[] {
  const spot: Spot | null = spotOfCode(questionnaire, code)
  if (spot === null) throw new Error(code)
  return variablesBefore(questionnaire, spot, isOwnToo).map((variable) => variable.code)
}

test('a rule is offered what is answered before it', () => {
  expect(before('respondent_kind')).toEqual([])
  expect(before('a_age')).toEqual(['respondent_kind', 'a_gender'])
  expect(before('u_source')).toEqual([
    'respondent_kind',
    'a_gender',
    'a_age',
    'a_education',
    'a_occupation',
    'a_residence',
  ])
})

test('an item is offered the items above it, its grid none of them, and what follows a multiple choice its options', () => {
  expect(before('k03').slice(-3)).toEqual(['u_extra_payment', 'k01', 'k02'])
  expect(before('k').at(-1)).toBe('u_extra_payment')
  expect(before('comment').slice(-10)).toEqual(Array.from({ length: 10 }, (_, at) => `wish_${at + 1}`))
})

test('a check is offered its own question too', () => {
  expect(before('a_age', true).at(-1)).toBe('a_age')
  expect(before('k', true).at(-1)).toBe('k22')
})

test('in a draft: a question without a code is not offered, one whose list is missing is', () => {
  const draft = structuredClone(questionnaire)
  const [first, second] = draft.sections[0]?.questions ?? []
  if (first?.kind !== 'single' || second === undefined) throw new Error('tthc-2017 begins with single choices')
  first.choices = 'gone'
  second.code = ''
  expect(variablesBefore(draft, [0, 2]).map(({ code }) => code)).toEqual(['respondent_kind'])
})
