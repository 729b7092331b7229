import { expect, test } from 'vitest'
import { BUILT_IN_QUESTIONNAIRES } from '../../src/core/questionnaire/built-in/index.ts'
import { buildDictionary } from '../../src/core/questionnaire/dictionary.ts'
import { planColumns } from '../../src/files/responses/column-plan.ts'
import { columnTargets, matchColumns } from '../../src/files/responses/match-columns.ts'

const [, questionnaire] = BUILT_IN_QUESTIONNAIRES
if (questionnaire?.code !== 'tthc-2017') throw new Error('the second built-in form')
const dictionary = buildDictionary(questionnaire)
const targets = columnTargets(questionnaire, dictionary)
const match = (...header: string[]) => matchColumns(header, targets).map(({ target, by }) => `${target} ${by}`)

test('a column is found by code, by the words of its question or by its number on paper', () => {
  expect(match('SERIAL', 'k01', 'Wish_3', 'group')).toEqual([
    'serial code',
    'k01 code',
    'wish_3 code',
    'respondent_group label',
  ])
  expect(match('Số phiếu', 'Giới tính của Ông/Bà', 'CƠ QUAN', 'Ngày thu phiếu')).toEqual([
    'serial label',
    'a_gender label',
    'agency label',
    'collected_on label',
  ])
  // Numbers as tthc-2017 prints them: A2 sex, 8.1 and 8.10 of the grid, 10 the wishes, 10.3 its third.
  expect(match('A2', 'Câu 8.1', 'C8.10', 'q8_2', '9. Nhìn chung', 'Câu 10')).toEqual([
    'a_gender number',
    'k01 number',
    'k10 number',
    'k02 number',
    'overall number',
    'wish number',
  ])
  expect(match('Câu 10.3', 'Câu 10')).toEqual(['wish_3 number', ' none'])
})

test('what is only alike is a guess, what is like nothing is left, and nothing is given twice', () => {
  expect(match('Giới tính Ông Bà', 'k0l', 'màu mắt', 'overal', 'k01', 'K01')).toEqual([
    'a_gender similar',
    ' none',
    ' none',
    'overall similar',
    'k01 code',
    ' none',
  ])
  const ours = ['reject_row', 'Không nhận: dòng', 'questionnaire_version', '']
  expect(match(...ours)).toEqual([' none', ' none', ' none', ' none'])
})

test('a column that is passed over on purpose is neither read nor reported, whatever it holds', () => {
  const header = ['serial', 'k01', 'ghi chú riêng']
  const leftOut = new Set([1, 2])
  const plan = planColumns(header, questionnaire, dictionary, { leftOut })
  expect([plan.ignored, plan.nameless]).toEqual([[], []])
  expect(plan.segments.find(({ column }) => column === 'k01')?.at).toBe(-1)
})

test('as many columns as a file may have are matched in a fraction of a second', () => {
  const header = Array.from({ length: 2000 }, (_, at) => `Mức độ hài lòng về thái độ của công chức số ${at}`)
  const startMs = performance.now()
  expect(match(...header)).toHaveLength(2000)
  expect(performance.now() - startMs).toBeLessThan(1000) // rebuilding the pairs of every name for every column took over 2 s
})
