import { describe, expect, it } from 'vitest'
import { completeEntry } from '../../../src/core/entry/entry-state.ts'
import { findRecordProblems } from '../../../src/core/questionnaire/record.ts'
import { answerTo, builtInForm, currentCode, start, type } from './keying.ts'

describe('sipas-2026 from paper', () => {
  const form = builtInForm('sipas-2026')
  const household = [
    '1 1 3 5 6', // part A: Nam, Kinh (so no other ethnicity), 35-49, đại học, khu vực công
    '4 4 3 3 3 4 2 2 1', // question 1
    '1 5 6 ⏎', // question 2: three channels, "khác" not ticked
    '2 3 3 3 4 4 .', // question 3, the last not answered
    '2 1 1', // questions 4-6
    '4 3 2', // question 7
    '1 1 2 1 2 2 2', // question 8
    '4 4 3 3 4 4 4 5 4 4 4 4 4 4 4 4 4 5 4 4 4 4 4 4 5 4 4 4 / 3 5 4 4 5 5 5 3 3 *', // question 9: 39 rows
    '4 4 4 4 3 4 4 4 3 4', // question 10
    '⏎', // no comment
    '⏎', // past the last question: save
  ].join(' ')

  it('is keyed and saved in at most 110 keys, one an answer', () => {
    const state = type(form, start(form), household)
    expect(state.phase).toBe('saving')
    expect(household.replaceAll(' ', '').length).toBeLessThanOrEqual(110)
  })

  it('carries each answer where the paper has it', () => {
    const state = type(form, start(form), household)
    const { record, texts } = completeEntry(form, state)
    expect(findRecordProblems(form.dictionary, record)).toEqual([])
    expect(texts).toEqual({})
    const expected = {
      a_occupation: '6',
      q1_9: '1',
      q2: '1000110',
      q3_7: '.',
      q8_7: '2',
      q9_29: '?',
      q9_39: '*',
      q10_10: '4',
    }
    const found = Object.fromEntries(Object.keys(expected).map((code) => [code, answerTo(form, state, code)]))
    expect(found).toEqual(expected)
  })
})

describe('tthc-2017 from paper', () => {
  const form = builtInForm('tthc-2017')

  it('asks about lateness only of the late', () => {
    const inTime = type(form, start(form), '1 2 3 4 5 1 4 1 1')
    expect([answerTo(form, inTime, 'u_late_notice'), currentCode(form, inTime)]).toEqual(['-', 'u_harassment'])
    const late = type(form, start(form), '1 2 3 4 5 1 4 1 3')
    expect(currentCode(form, late)).toBe('u_late_notice')
    expect(currentCode(form, type(form, late, '2 2'))).toBe('u_harassment')
  })

  it('refuses a fourth wish', () => {
    const rows = '4 '.repeat(23)
    const state = type(form, start(form), `1 2 3 4 5 1 4 1 1 2 2 ${rows} 2 10 3 5`)
    expect(answerTo(form, state, 'wish')).toBe('0110000001')
    expect(state.problem).toEqual({ kind: 'too-many', params: { max: 3, number: '10' } })
    expect(type(form, state, '⏎ ⏎ ⏎').phase).toBe('saving')
  })
})
