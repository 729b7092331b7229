import { expect, test } from 'vitest'
import tthc from '../../../src/core/questionnaire/built-in/tthc-2017.json' with { type: 'json' }
import { conditionInWords } from '../../../src/core/questionnaire/condition-in-words.ts'
import { questionnaireSchema } from '../../../src/core/questionnaire/questionnaire.ts'

const questionnaire = questionnaireSchema.parse(tthc)

test.each([
  ['u_result == 3', 'câu 3 là “Trễ hẹn”'],
  ['u_result == 3 && a_gender == 2', 'câu 3 là “Trễ hẹn” và câu A2 là “Nữ”'],
  ['u_result == 1 || u_result == 2', 'câu 3 là “Đúng hẹn” hoặc câu 3 là “Sớm hẹn”'],
  ['wish_1 == 1', 'câu 10 có chọn “Mở rộng các hình thức cung cấp thông tin”'],
  ['u_result > 1', 'u_result > 1'],
  ['u_result == 9', 'u_result == 9'],
  ['u_result == 3 && a_gender == 2 || a_age == 1', 'u_result == 3 && a_gender == 2 || a_age == 1'],
])('%s is said as %s', (condition, words) => {
  expect(conditionInWords(condition, questionnaire, 'vi')).toBe(words)
})

test('a draft whose lists are not written yet keeps the condition as written', () => {
  const draft = { ...questionnaire, choiceLists: [] }
  expect(conditionInWords('u_result == 3', draft, 'vi')).toBe('u_result == 3')
  expect(conditionInWords('wish_1 == 1', draft, 'en')).toBe('wish_1 == 1')
})

test('a grid item is named by its question and its own number, in English too', () => {
  expect(conditionInWords('k01 == 5', questionnaire, 'en')).toBe('question 8.1 is “Very satisfied”')
})
