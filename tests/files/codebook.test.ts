import { expect, test } from 'vitest'
import { buildDictionary } from '../../src/core/questionnaire/dictionary.ts'
import type { Question } from '../../src/core/questionnaire/questionnaire.ts'
import { codebook } from '../../src/files/responses/response-table.ts'
import { BLANK } from '../core/questionnaire/edit/form.ts'

test('no number or label of the form is a formula in the codebook, of open texts neither', () => {
  const shared = { number: '=1+1', label: { vi: '@SUM(1)', en: '' } }
  const questions: Question[] = [
    { kind: 'number', code: 'age', ...shared, min: 0, max: 120, decimals: 0 },
    { kind: 'text', code: 'wish', ...shared, isLong: false },
  ]
  const sections = [{ code: 'A', number: 'A', title: { vi: 'A', en: '' }, questions }]
  const rows = codebook([{ id: 1, version: 1, dictionary: buildDictionary({ ...BLANK, sections }) }])
  expect(rows.filter(([code]) => code === 'age' || code === 'wish')).toEqual([
    ['age', "'=1+1", "'@SUM(1)", '', ''],
    ['wish', "'=1+1", "'@SUM(1)", '', ''],
  ])
})
