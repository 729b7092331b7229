import { expect, test } from 'vitest'
import tthc from '../../../src/core/questionnaire/built-in/tthc-2017.json' with { type: 'json' }
import { conditionInWords } from '../../../src/core/questionnaire/condition-in-words.ts'
import { questionnaireSchema } from '../../../src/core/questionnaire/questionnaire.ts'
import { levels, questionnaire as made, multiple, number, single, text } from './make-questionnaire.ts'

const questionnaire = questionnaireSchema.parse(tthc)

test.each([
  ['u_result == 3', 'câu 3 là “Trễ hẹn”'],
  ['3 == u_result', 'câu 3 là “Trễ hẹn”'],
  ['u_result != 3', 'câu 3 không phải “Trễ hẹn”'],
  ['u_result == 3 && a_gender == 2', 'câu 3 là “Trễ hẹn” và câu A2 là “Nữ”'],
  ['u_result == 1 || u_result == 2', 'câu 3 là “Đúng hẹn” hoặc câu 3 là “Sớm hẹn”'],
  ['u_result in [1, 2]', 'câu 3 là “Đúng hẹn” hoặc “Sớm hẹn”'],
  ['u_result > 1', 'câu 3 là “Sớm hẹn” hoặc “Trễ hẹn”'],
  ['k01 >= 4', 'câu 8.1 từ “Hài lòng” trở lên'],
  ['k01 > 4', 'câu 8.1 là “Rất hài lòng”'],
  ['k01 < 3', 'câu 8.1 từ “Không hài lòng” trở xuống'],
  ['3 > k01', 'câu 8.1 từ “Không hài lòng” trở xuống'],
  ['k01 in [1, 2, 5]', 'câu 8.1 là “Rất không hài lòng”, “Không hài lòng” hoặc “Rất hài lòng”'],
  ['k01 > k02', 'câu 8.1 lớn hơn câu 8.2'],
  ['u_result == null', 'câu 3 không có trả lời'],
  ['null != u_result', 'câu 3 có trả lời'],
  ['wish_1 == 1', 'câu 10 có chọn “Mở rộng các hình thức cung cấp thông tin”'],
  ['wish_1 != 1', 'câu 10 không chọn “Mở rộng các hình thức cung cấp thông tin”'],
  ['!(u_result == 3)', 'không phải (câu 3 là “Trễ hẹn”)'],
  ['u_result == 3 && a_gender == 2 || a_gender == 1', '(câu 3 là “Trễ hẹn” và câu A2 là “Nữ”) hoặc câu A2 là “Nam”'],
  [
    'u_result == 3 && (a_gender == 2 || a_gender == 1) && k01 == 1',
    'câu 3 là “Trễ hẹn” và (câu A2 là “Nữ” hoặc câu A2 là “Nam”) và câu 8.1 là “Rất không hài lòng”',
  ],
  ['collected_on >= "2026-04-01" && collected_on <= "2026-06-30"', 'thu từ ngày 01/04/2026 đến ngày 30/06/2026'],
  ['collected_on < "2026-04-01" && u_result == 3', 'thu trước ngày 01/04/2026 và câu 3 là “Trễ hẹn”'],
  ['collected_on == "2026-04-01"', 'thu ngày 01/04/2026'],
  ['collected_on == "April"', 'collected_on == "April"'],
  // What can't be said, or is true or false of every answer, stays as it is written, the whole of it.
  ['u_result == 9', 'u_result == 9'],
  ['k01 + k02 > 3 && u_result == 3', 'k01 + k02 > 3 && u_result == 3'],
  ['k01 >= 1', 'k01 >= 1'],
  ['wish_1 >= 0', 'wish_1 >= 0'],
  ['u_result < a_gender', 'u_result < a_gender'],
  ['true', 'true'],
  ['nothing == 1', 'nothing == 1'],
  ['u_result ==', 'u_result =='],
])('%s is said as %s', (condition, words) => {
  expect(conditionInWords(condition, questionnaire, 'vi')).toBe(words)
})

const numbers = made(
  [
    { ...number('age', 0, 120), number: '5' },
    { ...number('hours', 0, 9000, 1), number: '6' },
    { kind: 'date', code: 'filed', number: '7', label: text('filed') },
    { kind: 'date', code: 'done', number: '8', label: text('done') },
    { ...single('bare', 'yes'), number: '' },
    { ...multiple('ways', 'yes'), number: '9' },
  ],
  undefined,
  [levels('yes', ['1', '2'], false)],
)

test.each([
  ['age == 18', 'câu 5 là 18', 'question 5 is 18'],
  ['age != 18', 'câu 5 khác 18', 'question 5 is not 18'],
  ['age < 18', 'câu 5 dưới 18', 'question 5 is below 18'],
  ['age <= 18', 'câu 5 không quá 18', 'question 5 is at most 18'],
  ['18 < age', 'câu 5 trên 18', 'question 5 is above 18'],
  ['age >= 18', 'câu 5 từ 18 trở lên', 'question 5 is at least 18'],
  ['age >= 18 && age <= 60', 'câu 5 từ 18 đến 60', 'question 5 is from 18 to 60'],
  ['age >= 18 && 60 >= age', 'câu 5 từ 18 đến 60', 'question 5 is from 18 to 60'],
  [
    'age >= 18 && age < 60',
    'câu 5 từ 18 trở lên và câu 5 dưới 60',
    'question 5 is at least 18 and question 5 is below 60',
  ],
  ['age in [1, 2, 3]', 'câu 5 là 1, 2 hoặc 3', 'question 5 is 1, 2 or 3'],
  ['age in []', 'age in []', 'age in []'],
  ['hours > 1234.5', 'câu 6 trên 1.234,5', 'question 6 is above 1,234.5'],
  ['hours > -2', 'câu 6 trên -2', 'question 6 is above -2'],
  ['hours <= age', 'câu 6 không lớn hơn câu 5', 'question 6 is not above question 5'],
  ['filed == 20260701', 'câu 7 là ngày 01/07/2026', 'question 7 is 01/07/2026'],
  [
    'filed >= 20260701 && filed <= 20261231',
    'câu 7 từ ngày 01/07/2026 đến ngày 31/12/2026',
    'question 7 is from 01/07/2026 to 31/12/2026',
  ],
  ['filed <= done', 'câu 7 không sau câu 8', 'question 7 is not after question 8'],
  ['filed > 5', 'filed > 5', 'filed > 5'],
  ['filed > age', 'filed > age', 'filed > age'],
  ['bare == 1', 'câu bare là “1”', 'question bare is “1”'],
  ['ways_1 == 0', 'câu 9 không chọn “1”', '“1” is not ticked in question 9'],
])('%s is said as %s, in English %s', (condition, vi, en) => {
  expect(conditionInWords(condition, numbers, 'vi')).toBe(vi)
  expect(conditionInWords(condition, numbers, 'en')).toBe(en)
})

test('a draft whose lists are not written yet keeps the condition as written', () => {
  const draft = { ...questionnaire, choiceLists: [] }
  expect(conditionInWords('u_result == 3', draft, 'vi')).toBe('u_result == 3')
  expect(conditionInWords('wish_1 == 1', draft, 'en')).toBe('wish_1 == 1')
})

test('a grid item is named by its question and its own number, in English too', () => {
  expect(conditionInWords('k01 == 5', questionnaire, 'en')).toBe('question 8.1 is “Very satisfied”')
})
