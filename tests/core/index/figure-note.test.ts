import { expect, test } from 'vitest'
import { figureNote, figureNoteLines, type Provenance } from '../../../src/core/index/figure-note.ts'

const provenance: Provenance = {
  survey: 'Khảo sát TTHC quý III',
  year: 2026,
  isDemonstration: false,
  firstDay: '2026-07-01',
  lastDay: '2026-09-30',
  questionnaire: 'tthc-2017',
  version: 2,
  formula: 'mean-score',
  aggregate: 'pooled',
  weights: 'on',
  filter: null,
}

test('a figure says formula, aggregate, weights, n, answers, interval, survey, period, questionnaire and version', () => {
  expect(figureNoteLines(provenance, { n: 1234, answers: 5678, lower95: 84.951, upper95: 88.5 }, 'vi')).toEqual([
    'Điểm trung bình, gộp mọi câu trả lời, có trọng số',
    '1.234 phiếu, 5.678 câu trả lời',
    'khoảng tin cậy 95 %: 84,95 đến 88,50',
    'Khảo sát TTHC quý III (năm 2026, thu phiếu từ 01/07/2026 đến 30/09/2026)',
    'Phiếu tthc-2017, bản 2',
  ])
  expect(figureNoteLines(provenance, { n: 1, lower95: null, upper95: null }, 'en')).toEqual([
    'Mean score, all answers pooled, weighted',
    '1 forms',
    'no interval could be computed',
    'Khảo sát TTHC quý III (year 2026, forms collected 01/07/2026 to 30/09/2026)',
    'Questionnaire tthc-2017, version 2',
  ])
})

test('a table has no counts of its own, and what is not known is left out', () => {
  const bare = { ...provenance, formula: 'all-satisfied', weights: 'off', firstDay: null, lastDay: null } as const
  expect(figureNote(bare, null, 'vi')).toBe(
    'Hài lòng toàn diện · Khảo sát TTHC quý III (năm 2026) · Phiếu tthc-2017, bản 2',
  )
})

test('invented responses are told from real ones wherever a figure goes', () => {
  const sample = { ...provenance, isDemonstration: true }
  expect(figureNote(sample, null, 'vi')).toContain('(DỮ LIỆU MẪU, năm 2026, thu phiếu từ')
  expect(figureNote({ ...sample, firstDay: null }, null, 'en')).toContain('(SAMPLE DATA, year 2026)')
  expect(figureNote(provenance, null, 'vi')).not.toContain('DỮ LIỆU MẪU')
})
