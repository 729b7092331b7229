import { expect, test } from 'vitest'
import { answerSections } from '../../../renderer/screens/responses/answer-lines.ts'
import { BUILT_IN_QUESTIONNAIRES } from '../../../src/core/questionnaire/built-in/index.ts'
import { buildDictionary } from '../../../src/core/questionnaire/dictionary.ts'
import { withField } from '../../../src/core/questionnaire/record.ts'

const tthc = BUILT_IN_QUESTIONNAIRES.find(({ code }) => code === 'tthc-2017')
if (tthc === undefined) throw new Error('tthc-2017 is missing')
const dictionary = buildDictionary(tthc)

/** A record of dots with some fields keyed. */
function recordWith(values: Record<string, string>): string {
  return Object.entries(values).reduce((record, [code, value]) => {
    const variable = dictionary.byCode.get(code)
    return variable === undefined ? record : withField(record, variable, value)
  }, '.'.repeat(dictionary.recordWidth))
}

const record = recordWith({ k01: '4', k02: '?', u_late_notice: '-', wish_2: '1', wish_1: '0', wish_3: '0' })
const lines = answerSections(tthc, record, { comment: 'Cần thêm ghế chờ' }).flatMap((section) => section.lines)
const line = (key: string) => lines.find((one) => one.key === key)

test('an answer is read with its code, its words and its level', () => {
  expect(line('k01')).toMatchObject({
    missing: null,
    level: 4,
    answers: [{ code: '4', label: expect.objectContaining({ vi: 'Hài lòng' }) }],
  })
})

test('each way of having no answer is told apart', () => {
  expect(line('k02')?.missing).toBe('refused')
  expect(line('u_late_notice')?.missing).toBe('notAsked')
  expect(line('k03')?.missing).toBe('notAnswered')
})

test('an open answer is its words', () => {
  expect(line('comment')).toMatchObject({ words: 'Cần thêm ghế chờ', missing: null })
})

test('every question of the paper has its line, a multiple choice one for all its options', () => {
  const multiples = dictionary.variables.filter((variable) => variable.kind === 'flag')
  const questions = new Set(multiples.map((variable) => variable.questionCode))
  expect(lines.length).toBe(dictionary.variables.length - multiples.length + questions.size + dictionary.texts.length)
})

test('an answer that nobody asked for is pointed out where forms are keyed as on paper', () => {
  // u_late_notice is asked of those whose result came late: u_result = 3.
  const early = recordWith({ u_result: '2', u_late_notice: '1' })
  const unaskedIn = (entryMode: 'strict' | 'as-on-paper') =>
    answerSections({ ...tthc, entryMode }, early, {})
      .flatMap((section) => section.lines)
      .filter((one) => one.isUnasked)
      .map((one) => one.key)
  expect(unaskedIn('as-on-paper')).toEqual(['u_late_notice'])
  expect(unaskedIn('strict')).toEqual([])
})
