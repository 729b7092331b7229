import { describe, expect, it } from 'vitest'
import { BUILT_IN_QUESTIONNAIRES } from '../../../src/core/questionnaire/built-in/index.ts'
import { buildDictionary } from '../../../src/core/questionnaire/dictionary.ts'
import type { Question, Questionnaire } from '../../../src/core/questionnaire/questionnaire.ts'

const text = (vi: string) => ({ vi, en: vi })
const base = (code: string, number: string) => ({ code, number, label: text(code) })
const list = (code: string, isScale: boolean, codes: string[]): Questionnaire['choiceLists'][number] => ({
  code,
  isScale,
  choices: codes.map((choice) => ({ code: choice, label: text(choice) })),
})

function questionnaire(questions: Question[]): Questionnaire {
  return {
    format: 'sipas-questionnaire/1',
    code: 'trial',
    version: 1,
    title: text('Thử'),
    source: '',
    choiceLists: [list('five', true, ['1', '2', '3', '4', '5']), list('wide', false, ['1', '2', '10'])],
    sections: [{ code: 'A', number: 'A', title: text('A'), questions }],
    schemes: [],
  }
}

const ALL_KINDS = questionnaire([
  { kind: 'note', ...base('read_me', '') },
  { kind: 'single', ...base('place', '1'), choices: 'wide' },
  { kind: 'multiple', ...base('many', '2'), choices: 'wide', askIf: 'place == 10' },
  { kind: 'text', ...base('why', '2'), isLong: true, askIf: 'many_10 == 1' },
  {
    kind: 'grid',
    ...base('g', '3'),
    choices: 'five',
    askIf: 'place == 1',
    items: [{ ...base('g_1', '1') }, { ...base('g_2', '2'), askIf: 'g_1 == 5' }],
  },
  { kind: 'number', ...base('cost', '4'), min: -5, max: 120, decimals: 1 },
  { kind: 'date', ...base('day', '5') },
])

describe('buildDictionary', () => {
  const dictionary = buildDictionary(ALL_KINDS)

  it('lays every closed answer end to end in the order of the paper', () => {
    // place: 2 (longest code "10") · many: 1 an option · g: 1 an item · cost: 5 ("120.0") · day: 8 → 2+3+2+5+8 = 20
    expect(dictionary.variables.map((v) => [v.code, v.kind, v.start, v.width, v.number])).toEqual([
      ['place', 'choice', 0, 2, '1'],
      ['many_1', 'flag', 2, 1, '2'],
      ['many_2', 'flag', 3, 1, '2'],
      ['many_10', 'flag', 4, 1, '2'],
      ['g_1', 'choice', 5, 1, '3.1'],
      ['g_2', 'choice', 6, 1, '3.2'],
      ['cost', 'number', 7, 5, '4'],
      ['day', 'date', 12, 8, '5'],
    ])
    expect(dictionary.recordWidth).toBe(20)
  })

  it('keeps open texts apart and notes out', () => {
    expect(dictionary.texts).toEqual([
      { code: 'why', number: '2', label: text('why'), isLong: true, askIf: ['many_10 == 1'] },
    ])
    expect(dictionary.byCode.has('why')).toBe(false)
    expect(dictionary.byCode.has('read_me')).toBe(false)
  })

  it('asks an item under the condition of its grid and its own', () => {
    expect(dictionary.byCode.get('g_1')?.askIf).toEqual(['place == 1'])
    expect(dictionary.byCode.get('g_2')?.askIf).toEqual(['place == 1', 'g_1 == 5'])
    expect(dictionary.byCode.get('many_2')?.askIf).toEqual(['place == 10'])
  })

  it('carries what an answer may be', () => {
    expect(dictionary.byCode.get('many_2')?.choices.map((choice) => choice.code)).toEqual(['0', '1'])
    expect(dictionary.byCode.get('g_2')).toMatchObject({ isScale: true, questionCode: 'g' })
    expect(dictionary.byCode.get('cost')).toMatchObject({ min: -5, max: 120, decimals: 1, choices: [] })
  })

  it.each(BUILT_IN_QUESTIONNAIRES.map((q) => [q.code, q] as const))('%s: one byte an answer, no gap', (code, q) => {
    const { variables, recordWidth } = buildDictionary(q)
    expect(variables.map((variable) => variable.start)).toEqual(variables.map((_, index) => index))
    // 5 + 9 + 7 + 7 + 1 + 1 + 1 + 3 + 7 + 39 + 10 = 90 · 6 + 7 + 22 + 1 + 10 = 46 · 5 + 8 + 33 + 10 = 56
    expect(recordWidth).toBe({ 'sipas-2026': 90, 'tthc-2017': 46, 'sipas-2022': 56 }[code])
  })

  it('treats an unknown choice list as a bug: validation comes first', () => {
    expect(() => buildDictionary(questionnaire([{ kind: 'single', ...base('a', '1'), choices: 'six' }]))).toThrow('Bug')
  })
})
