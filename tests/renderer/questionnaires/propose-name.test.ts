import { expect, test } from 'vitest'
import { isQuestionnaireCode, proposeName } from '../../../renderer/screens/questionnaires/propose-name.ts'

test.each([
  ['Khảo sát cán bộ, công chức', [], 'khao-sat-can-bo-cong-chuc'],
  ['2026: Đất đai', [], 'dat-dai'],
  ['', [], ''],
  ['Đất đai', ['dat-dai', 'dat-dai-2'], 'dat-dai-3'],
  ['Phiếu khảo sát sự hài lòng của người dân và tổ chức', [], 'phieu-khao-sat-su-hai-long-cua-nguoi'],
  ['a'.repeat(60), [], 'a'.repeat(37)],
])('“%s” beside %j is called %s', (title, taken, name) => {
  expect(proposeName(title, new Set(taken))).toBe(name)
  expect(name === '' || isQuestionnaireCode(name)).toBe(true)
})

test.each(['A', 'a', 'Phiếu', '1a', 'a b', 'a_b', '-a', 'a'.repeat(41)])('%s is no code of a questionnaire', (code) => {
  expect(isQuestionnaireCode(code)).toBe(false)
})
