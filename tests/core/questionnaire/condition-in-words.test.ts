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
  ['u_result != 3', 'câu 3 không là “Trễ hẹn”'],
  ['a_age >= 3', 'câu A3 từ “Từ 35 đến 49 tuổi” trở lên'],
  ['u_result == null || u_visits != null', 'câu 3 chưa trả lời hoặc câu 2 có trả lời'],
  ['wish_2 == null', 'câu 10 chưa trả lời'],
  ['!(u_result == 3)', '!(u_result == 3)'],
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

test('numbers and days are said with their values or with the question they are compared with', () => {
  const base = { label: { vi: 'x', en: 'x' } }
  const counted = questionnaireSchema.parse({
    ...tthc,
    schemes: [],
    sections: [
      {
        code: 'A',
        number: 'A',
        title: base.label,
        questions: [
          { ...base, kind: 'number', code: 'files', number: '7', min: 0, max: 9, decimals: 1 },
          { ...base, kind: 'number', code: 'late', number: '', min: 0, max: 9, decimals: 0 },
          { ...base, kind: 'date', code: 'sent', number: '8' },
          { ...base, kind: 'date', code: 'solved', number: '9' },
        ],
      },
    ],
  })
  const said = (condition: string) => conditionInWords(condition, counted, 'vi')
  expect(said('files >= 2.5')).toBe('câu 7 không nhỏ hơn 2,5')
  expect(said('late <= files')).toBe('câu late không lớn hơn câu 7')
  expect(said('sent >= 20260131 && solved < sent')).toBe('câu 8 từ ngày 31/01/2026 và câu 9 trước ngày ở câu 8')
  expect(conditionInWords('late > files', counted, 'en')).toBe('question late is more than that of question 7')
})

test('a grid item is named by its question and its own number, in English too', () => {
  expect(conditionInWords('k01 == 5', questionnaire, 'en')).toBe('question 8.1 is “Very satisfied”')
})
