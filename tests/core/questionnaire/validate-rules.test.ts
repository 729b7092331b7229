import { describe, expect, it } from 'vitest'
import { errorMessage } from '../../../src/core/errors.ts'
import type { Question, Questionnaire } from '../../../src/core/questionnaire/questionnaire.ts'
import { validateQuestionnaire } from '../../../src/core/questionnaire/validate.ts'
import { checked, grid, levels, multiple, number, open, questionnaire, single, text } from './make-questionnaire.ts'

const asked = (question: Question, askIf: string): Question => ({ ...question, askIf })
const date = (code: string): Question => ({ kind: 'date', code, number: '1', label: text(code) })
const found = (made: Questionnaire): string[] =>
  validateQuestionnaire(made).map(
    ({ code, where, params }) => `${code} at ${where}${params.chain ? `: ${params.chain}` : ''}`,
  )
const of = (...questions: Question[]): Questionnaire => questionnaire(questions)

describe('the order of rules', () => {
  it.each<[string, Questionnaire, string[]]>([
    ['itself', of(single('a', 'five', 'a == 1')), ['condition-cycle at a: a → a']],
    [
      'two that wait for each other',
      of(single('a', 'five', 'b == 1'), single('b', 'five', 'a == 1')),
      ['condition-cycle at a: a → b → a'],
    ],
    [
      'three in a circle, named in turn',
      of(single('a', 'five', 'c == 1'), single('b', 'five', 'a == 1'), single('c', 'five', 'b == 1')),
      ['condition-cycle at a: a → c → b → a'],
    ],
    [
      'a grid that asks about its own item',
      of(asked(grid('g', ['g_1', 'g_2']), 'g_1 == 1')),
      ['condition-cycle at g: g → g_1 → g'],
    ],
    [
      'a later question that asks nothing back',
      of(single('a', 'five', 'b == 1'), single('b')),
      ['condition-looks-ahead at a'],
    ],
    [
      'a later question that asks an earlier one, but not this one',
      of(single('x'), single('a', 'five', 'b == 1'), single('b', 'five', 'x == 1')),
      ['condition-looks-ahead at a'],
    ],
    ['a check on its own question', of(checked(single('a'), 'a > 1')), []],
    ['a check on its own grid', of(checked(grid('g', ['g_1', 'g_2']), 'g_1 >= g_2')), []],
    ['a check on the ticks of its own question', of(checked(multiple('q'), 'q_1 + q_2 > 0')), []],
    ['a check at a text on an earlier question', of(single('a'), checked(open('why'), 'a > 1')), []],
    ['a check on a later question', of(checked(single('a'), 'a > b'), single('b')), ['condition-looks-ahead at a']],
    ['a check on nothing known', of(checked(single('a'), 'z > 1')), ['unknown-variable at a']],
    ['a check that is no condition', of(checked(single('a'), 'a >')), ['bad-condition at a']],
  ])('%s', (_, made, expected) => expect(found(made)).toEqual(expected))

  it('names both places of a rule that looks ahead', () => {
    const [ahead] = validateQuestionnaire(of(single('x'), single('a', 'five', 'x == 1 && b == 1'), single('b')))
    expect(ahead?.place).toEqual({ kind: 'question', path: ['sections', 0, 'questions', 1], field: 'askIf' })
    expect(ahead?.other).toEqual({ kind: 'question', path: ['sections', 0, 'questions', 2], field: '' })
    expect(ahead?.params).toEqual({ where: 'a', source: 'x == 1 && b == 1', variable: 'b' })
  })

  it('finds the check among several', () => {
    const [bad] = validateQuestionnaire(of(checked(grid('g', ['g_1']), 'g_1 > 1', 'g_1 > 9')))
    expect(bad?.place).toEqual({ kind: 'question', path: ['sections', 0, 'questions', 0], field: 'checks.1.condition' })
  })
})

describe('retired codes', () => {
  const retired = (made: Questionnaire): Questionnaire => ({ ...made, retiredCodes: ['old', 'q_1', 'older'] })

  it('refuses a rule that names one, apart from a code that never was', () => {
    const made = retired(of(single('a'), single('b', 'five', 'old == 1'), checked(single('c'), 'older == 1')))
    expect(found(made)).toEqual(['condition-retired at b', 'condition-retired at c'])
    expect(validateQuestionnaire(made)[0]?.params.variable).toBe('old')
  })

  it('refuses to use one again, as a question, an item or a column', () => {
    expect(found(retired(of(single('old'))))).toEqual(['questionnaire-code-retired at old'])
    expect(found(retired(of(grid('g', ['older']))))).toEqual(['questionnaire-code-retired at older'])
    expect(found(retired(of(multiple('q'))))).toEqual(['questionnaire-code-retired at q_1'])
  })
})

describe('rules that cannot come true', () => {
  const never = (...codes: string[]): string[] => codes.map((code) => `condition-never at ${code}`)
  const twelve = levels(
    'twelve',
    Array.from({ length: 12 }, (_, index) => String(index + 1)),
  )

  it.each<[string, Questionnaire, string[]]>([
    ['a level that the scale does not have', of(single('a'), single('b', 'five', 'a == 6')), never('b')],
    ['the last level', of(single('a'), single('b', 'five', 'a == 5')), []],
    ['two answers to one question', of(single('a'), single('b', 'five', 'a == 1 && a == 2')), never('b')],
    ['no answer', of(single('a'), single('b', 'five', 'a == null')), []],
    ['an answer and none', of(single('a'), single('b', 'five', 'a == null && a > 0')), never('b')],
    ['not, of a missing answer', of(single('a'), single('b', 'five', '!(a >= 1)')), []],
    [
      'the answer that the question between needs is excluded by its own rule',
      of(single('a'), single('b', 'five', 'a == 1'), single('c', 'five', 'b > 0 && a == 2')),
      never('c'),
    ],
    [
      'a question on one that is never asked',
      of(single('a'), single('b', 'five', 'a == 9'), single('c', 'five', 'b == 1')),
      never('b', 'c'),
    ],
    [
      'not asked is no answer',
      of(single('a'), single('b', 'five', 'a == 1'), single('c', 'five', 'b == null && a == 2')),
      [],
    ],
    [
      'an item of a grid that is asked only otherwise',
      of(single('a'), {
        ...grid('g', []),
        askIf: 'a == 1',
        items: [
          { code: 'g_1', number: '1', label: text('g_1') },
          { code: 'g_2', number: '2', label: text('g_2'), askIf: 'a == 2' },
        ],
      }),
      never('g_2'),
    ],
    [
      'more ticks than are allowed',
      of(multiple('q', 'five', 2), single('b', 'five', 'q_1 + q_2 + q_5 == 3')),
      never('b'),
    ],
    ['as many ticks as are allowed', of(multiple('q', 'five', 2), single('b', 'five', 'q_1 + q_5 == 2')), []],
    ['a number beyond its range', of(number('n', 0, 120), single('b', 'five', 'n > 120')), never('b')],
    ['a number at its end', of(number('n', 0, 120), single('b', 'five', 'n >= 120')), []],
    ['between two neighbours', of(number('n', 0, 1_000_000), single('b', 'five', 'n > 7 && n < 8')), never('b')],
    [
      'between two neighbours with a decimal',
      of(number('n', 0, 1_000_000, 1), single('b', 'five', 'n > 7 && n < 8')),
      [],
    ],
    ['a sum out of reach', of(single('a'), single('c'), single('b', 'five', 'a + c > 10')), never('b')],
    ['a sum within reach', of(single('a'), single('c'), single('b', 'five', 'a + c >= 10')), []],
    [
      'a sum of long ranges: no verdict',
      of(number('m', 0, 9000), number('n', 0, 9000), single('b', 'five', 'm + n > 18000')),
      [],
    ],
    ['a day: no verdict', of(date('d'), single('b', 'five', 'd > 20260101 && d < 20260102')), []],
    [
      'too many combinations: no verdict',
      questionnaire(
        [
          ...'abcdefg'.split('').map((code) => single(code, 'twelve')),
          single('z', 'five', 'a + b + c + d + e + f + g > 84'),
        ],
        undefined,
        [levels('five', ['1', '2', '3', '4', '5']), twelve],
      ),
      [],
    ],
    ['a text', of(single('a'), open('why', 'a > 5')), never('why')],
  ])('%s', (_, made, expected) => expect(found(made)).toEqual(expected))

  it('refuses a check that every form would violate', () => {
    expect(found(of(checked(single('a'), 'a > 5')))).toEqual(['check-never-holds at a'])
    expect(found(of(checked(single('a'), 'a > 4')))).toEqual([])
    expect(found(of(checked(single('a'), '1 > 2')))).toEqual(['check-never-holds at a'])
  })

  it('leaves a check alone that is never looked at: its questions are never both answered', () => {
    const made = of(single('a'), single('b', 'five', 'a == 1'), checked(single('c', 'five', 'a == 2'), 'b > c'))
    expect(found(made)).toEqual([])
  })
})

describe('the messages of rules', () => {
  it('fill every blank in both languages', () => {
    const made = of(
      single('x', 'five', 'y == 1'),
      single('y', 'five', 'x == 1'),
      single('a'),
      single('b', 'five', 'old == 1'),
      checked(single('c', 'five', 'a == 9'), 'a > 9'),
      single('zero'),
    )
    const problems = validateQuestionnaire({ ...made, retiredCodes: ['old', 'zero'] })
    expect(problems.map(({ code }) => code).sort()).toEqual([
      'check-never-holds',
      'condition-cycle',
      'condition-never',
      'condition-retired',
      'questionnaire-code-retired',
    ])
    for (const { code, params } of problems) {
      for (const language of ['vi', 'en'] as const) expect(errorMessage(code, params, language)).not.toMatch(/\{|“”/)
    }
  })
})

it('while one types a tenth of the answers are tried: what needs more is told by the whole look only', () => {
  // Six questions of five options, or none: 6^6 = 46,656 ways to answer, more than 30,000 and fewer than 200,000.
  const asked = 'abcdef'.split('').map((code) => single(code))
  const form = of(...asked, single('z', 'five', 'a + b + c + d + e + f > 30'))
  expect(validateQuestionnaire(form, 'typing')).toEqual([])
  expect(validateQuestionnaire(form).map(({ code }) => code)).toEqual(['condition-never'])
})
