import { expect, test } from 'vitest'
import type { LookedAtForm } from '../../../src/core/quality/finding.ts'
import { compileLook } from '../../../src/core/quality/look-at-form.ts'
import { type QualityRule, rulesOf } from '../../../src/core/quality/quality-rule.ts'
import { compileChecks } from '../../../src/core/questionnaire/checks.ts'
import { buildDictionary } from '../../../src/core/questionnaire/dictionary.ts'
import type { EntryMode, Question } from '../../../src/core/questionnaire/questionnaire.ts'
import { compileSkips } from '../../../src/core/questionnaire/skips.ts'
import { grid, multiple, number, open, questionnaire, single, text } from '../questionnaire/make-questionnaire.ts'

const rule = (code: string, more: Partial<QualityRule> = {}): QualityRule => {
  return { code, name: '', condition: null, parameter: null, isActive: true, ...more }
}

/** A look by one rule alone at a form of these questions. */
function lookBy(one: QualityRule, questions: Question[], entryMode: EntryMode = 'strict') {
  const form = questionnaire(questions)
  const dictionary = buildDictionary(form)
  const model = {
    questionnaire: form,
    dictionary,
    skips: compileSkips(dictionary, entryMode),
    checks: compileChecks(dictionary, form),
  }
  const rules = [...rulesOf([one]).map((known) => ({ ...known, isActive: false })), one]
  const only = new Map(rules.map((known) => [known.code, known]))
  const look = compileLook(model, [...only.values()], 2026)
  return (record: string, more: Partial<LookedAtForm> = {}) => {
    const rest = { texts: {}, collectedOn: null, savedOn: '2026-06-15', activeMs: null, keys: {} }
    return look({ record, ...rest, ...more })
  }
}

test('missing share: above the limit, of what was asked, a multiple choice being one answer', () => {
  // a, b, c, d (one each) and m (two options): five answers.
  const questions = [single('a'), single('b'), single('c'), single('d'), multiple('m')]
  const look = lookBy(rule('missing-share', { parameter: 40 }), questions)
  expect(look('12.?10')).toEqual([]) // 2 of 5 = 40 %, not above 40
  expect(look('1.#*10')).toMatchObject([{ place: '', detail: { missing: 3, asked: 5, percent: 60, limit: 40 } }])
  expect(look('1.#2..')).toMatchObject([{ detail: { missing: 3, asked: 5 } }]) // m without an answer is one, not two
  expect(look('1-.2--')).toEqual([]) // asked: a, c, d; 1 of 3 = 33 %
  expect(look('1-..--')).toMatchObject([{ detail: { missing: 2, asked: 3, percent: 67 } }])
  expect(look('------')).toEqual([])
})

test('a number below zero is an answer, though it begins with the sign of "not asked"', () => {
  const look = lookBy(rule('missing-share', { parameter: 0 }), [number('n', -9, 9)])
  expect(look('-3')).toEqual([])
  expect(look('..')).toMatchObject([{ detail: { missing: 1, asked: 1, percent: 100 } }])
})

test('missing required: what is asked of everybody and has neither an answer nor a reason', () => {
  const questions = [{ ...single('a'), isRequired: true }, { ...open('w'), isRequired: true }, single('b')]
  const look = lookBy(rule('missing-required'), questions)
  expect(look('..', { texts: { w: ' ' } }).map(({ place }) => place)).toEqual(['a', 'w'])
  expect(look('?.', { texts: { w: 'có' } })).toEqual([])
})

test('wrong code and out of range, told apart', () => {
  const questions = [single('a', 'four'), number('n', 0, 50), { ...single('d'), kind: 'date' } as Question]
  const wrong = lookBy(rule('wrong-code'), questions)
  const range = lookBy(rule('out-of-range'), questions)
  expect(wrong('4 5020260615'.replace(' ', ''))).toEqual([])
  expect(wrong('55120260631')).toMatchObject([
    { place: 'a', detail: { number: '1', value: '5' }, basis: '5' },
    { place: 'd', detail: { value: '20260631' } }, // June has 30 days
  ])
  expect(range('55120260631')).toMatchObject([{ place: 'n', detail: { value: '51', least: 0, most: 50 } }])
})

test('against skips: as on paper, an answer and words that the other answers do not call for', () => {
  const questions = [
    single('a'),
    single('b', 'five', 'a == 1'),
    { ...multiple('m'), askIf: 'a == 1' } as Question,
    open('w', 'a == 1'),
  ]
  const look = lookBy(rule('against-skip'), questions, 'as-on-paper')
  expect(look('1310', { texts: { w: 'vì' } })).toEqual([])
  expect(look('2---')).toEqual([])
  expect(look('2301', { texts: { w: 'vì' } })).toMatchObject([
    { place: 'b', detail: { number: '1', value: '3' }, basis: '3' },
    { place: 'm_2', detail: { value: '1' }, basis: '1' }, // told at its first tick
    { place: 'w', detail: { value: '' } }, // the words stay with the form
  ])
  expect(look('2#--')).toMatchObject([{ place: 'b', detail: { value: '#' } }]) // a mark nobody can read is one
})

test('checks that were passed: each at its question, its second one at a place of its own', () => {
  const soft = (condition: string) => ({ severity: 'soft' as const, condition, message: text(condition) })
  const questions = [single('a'), { ...single('b'), checks: [soft('b >= a'), soft('b != 3')] }]
  const look = lookBy(rule('check'), questions)
  expect(look('33')).toMatchObject([{ place: 'b#2', detail: { message: text('b != 3') }, basis: 'b=3' }])
  expect(look('43').map(({ place, basis }) => [place, basis])).toEqual([
    ['b', 'b=3 a=4'],
    ['b#2', 'b=3'],
  ])
  expect(look('.2')).toEqual([]) // a missing answer violates nothing
})

test('straight-lining: the longest run covers the whole of a block that is long enough', () => {
  const look = lookBy(rule('straight-lining', { parameter: 4 }), [
    grid('g', ['g1', 'g2', 'g3']),
    single('s'), // on the same scale: the block goes on
    single('y', 'yes'), // no scale
    grid('h', ['h1', 'h2', 'h3']), // too short by itself
  ])
  expect(look('44441444')).toMatchObject([{ place: 'g1', detail: { count: 4, value: '4' }, basis: '4444' }])
  expect(look('44341444')).toEqual([])
  expect(look('4.441444')).toEqual([]) // three answers only
  const long = lookBy(rule('straight-lining', { parameter: 4 }), [grid('g', ['g1', 'g2', 'g3', 'g4', 'g5'])])
  expect(long('4.444')).toMatchObject([{ detail: { count: 4 } }]) // the missing one neither breaks nor lengthens
})

test('too fast: ms an answer below the limit, and nothing where nobody measured', () => {
  const look = lookBy(rule('too-fast'), [single('a'), single('b'), multiple('m')]) // 100 ms by default
  expect(look('1110', { activeMs: 300 })).toEqual([]) // 3 answers × 100
  expect(look('1110', { activeMs: 299 })).toMatchObject([{ detail: { answers: 3, milliseconds: 100, limit: 100 } }])
  expect(look('1110', { activeMs: 90 })).toMatchObject([{ detail: { milliseconds: 30 }, basis: '90' }])
  expect(look('1110')).toEqual([])
})

test('date: within the year of the survey and some days around it, never after saving', () => {
  const look = lookBy(rule('date', { parameter: 10 }), [single('a')])
  const on = (collectedOn: string | null, savedOn: string) => look('1', { collectedOn, savedOn }).length
  expect([on('2025-12-22', '2026-06-15'), on('2025-12-21', '2026-06-15')]).toEqual([0, 1]) // 1 January − 10 days
  expect([on('2027-01-10', '2027-02-01'), on('2027-01-11', '2027-02-01')]).toEqual([0, 1]) // 31 December + 10 days
  expect([on('2026-06-15', '2026-06-15'), on('2026-06-16', '2026-06-15'), on(null, '2026-06-15')]).toEqual([0, 1, 0])
})

test('an own rule: what it names must be there, keys of the header too', () => {
  const own = rule('own-1', { name: 'Xây dựng hài lòng', condition: "agency != 'SO-XD' || a >= 3" })
  const look = lookBy(own, [single('a')])
  const at = (record: string, agency: string | null) => look(record, { keys: { agency } })
  expect(at('2', 'SO-XD')).toMatchObject([
    {
      rule: 'own-1',
      place: 'a',
      detail: { answers: { vi: 'agency = SO-XD, câu 1 = 2' } },
      basis: `${own.condition}\nagency=SO-XD, a=2`,
    },
  ])
  expect([at('3', 'SO-XD'), at('2', 'SO-TC'), at('.', 'SO-XD'), at('2', null)]).toEqual([[], [], [], []])
  expect(lookBy(rule('own-1', { condition: 'gone == 1' }), [single('a')])('1')).toEqual([]) // of another version
})

test('a rule that is off finds nothing', () => {
  const look = lookBy(rule('missing-share', { parameter: 0, isActive: false }), [single('a')])
  expect(look('.')).toEqual([])
})
