import { createInstance } from 'i18next'
import { expect, test } from 'vitest'
import { catalogues } from '../../../renderer/i18n/catalogues.ts'
import { conditionInWords } from '../../../renderer/screens/questionnaires/condition-in-words.ts'
import tthc from '../../../src/core/questionnaire/built-in/tthc-2017.json' with { type: 'json' }
import { questionnaireSchema } from '../../../src/core/questionnaire/questionnaire.ts'

const i18n = createInstance()
await i18n.init({ lng: 'vi', resources: { vi: catalogues.vi }, interpolation: { escapeValue: false } })
const t = i18n.getFixedT('vi', 'questionnaire')
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
  expect(conditionInWords(condition, questionnaire, t)).toBe(words)
})
