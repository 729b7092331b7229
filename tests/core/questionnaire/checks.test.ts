import { describe, expect, it } from 'vitest'
import { compileChecks } from '../../../src/core/questionnaire/checks.ts'
import { buildDictionary } from '../../../src/core/questionnaire/dictionary.ts'
import type { Question } from '../../../src/core/questionnaire/questionnaire.ts'
import { emptyRecord, withField } from '../../../src/core/questionnaire/record.ts'
import { compileSkips } from '../../../src/core/questionnaire/skips.ts'
import { checked, grid, multiple, number, open, questionnaire, single } from './make-questionnaire.ts'

const required = (question: Question): Question => ({ ...question, isRequired: true })

const made = questionnaire([
  required(single('a')),
  checked(number('age', 0, 120), 'age >= 18', 'age < 100'),
  checked(number('years', 0, 120, 1), 'years <= age'),
  required(multiple('q', 'yes')),
  required({ ...grid('g', ['g_1', 'g_2']), askIf: 'a == 1' }),
  required(open('why', 'a == 2')),
  required(number('visits', -1, 99)),
])
const dictionary = buildDictionary(made)
const checks = compileChecks(dictionary, made)
const skips = compileSkips(dictionary)

/** A keyed draft: everything else blank, skips applied. */
function recordOf(values: Record<string, string>): string {
  const record = Object.entries(values).reduce((so, [code, value]) => {
    const variable = dictionary.byCode.get(code)
    if (variable === undefined) throw new Error(code)
    return withField(so, variable, value)
  }, emptyRecord(dictionary))
  return skips.applyTo(record, 'draft')
}

describe('violatedBy', () => {
  const violated = (values: Record<string, string>) =>
    checks.violatedBy(recordOf(values)).map(({ question, message }) => `${question}: ${message.vi}`)

  it('tells the checks that answers break, in the order of the paper', () => {
    expect(violated({ age: '17' })).toEqual(['age: age >= 18'])
    expect(violated({ age: '100' })).toEqual(['age: age < 100'])
    expect(violated({ age: '17', years: '017.5' })).toEqual(['age: age >= 18', 'years: years <= age'])
    expect(violated({ age: '18', years: '018.0' })).toEqual([])
  })

  it('says nothing while an answer is missing, whatever the sign', () => {
    for (const sign of [' ', '.', '?', '#', '*', '-']) expect(violated({ years: '050.0', age: sign })).toEqual([])
  })

  it('gives what a screen needs', () => {
    expect(checks.violatedBy(recordOf({ age: '20', years: '020.1' }))).toEqual([
      {
        question: 'years',
        number: '1',
        variables: ['years', 'age'],
        severity: 'hard',
        message: { vi: 'years <= age', en: 'years <= age' },
      },
    ])
  })
})

describe('unansweredIn', () => {
  const unanswered = (values: Record<string, string>, texts: Record<string, string> = {}) =>
    checks.unansweredIn(recordOf(values), texts)

  it('asks for what is asked of everyone and has no answer', () => {
    expect(unanswered({})).toEqual(['a', 'q', 'visits'])
    expect(unanswered({ a: '.', q_1: '.', q_2: '.', visits: '.' })).toEqual(['a', 'q', 'visits'])
    expect(unanswered({ a: '3', q_1: '0', q_2: '1', visits: '-1' })).toEqual([])
  })

  it('asks for each row of a grid and for a text only of those who are asked', () => {
    expect(unanswered({ a: '1', q_1: '1', q_2: '0', visits: '5' })).toEqual(['g_1', 'g_2'])
    expect(unanswered({ a: '1', g_2: '4', q_1: '1', q_2: '0', visits: '5' })).toEqual(['g_1'])
    expect(unanswered({ a: '2', q_1: '1', q_2: '0', visits: '5' })).toEqual(['why'])
    expect(unanswered({ a: '2', q_1: '1', q_2: '0', visits: '5' }, { why: '  ' })).toEqual(['why'])
    expect(unanswered({ a: '2', q_1: '1', q_2: '0', visits: '5' }, { why: 'vì chậm' })).toEqual([])
  })

  it('takes a multiple choice without a tick for unanswered', () => {
    expect(unanswered({ a: '3', q_1: '0', q_2: '0', visits: '1' })).toEqual(['q'])
  })

  it('takes refused, illegible and several ticks for what came of the question', () => {
    for (const sign of ['?', '#', '*']) {
      expect(unanswered({ a: sign, q_1: sign, q_2: sign, visits: sign })).toEqual([])
    }
  })
})
