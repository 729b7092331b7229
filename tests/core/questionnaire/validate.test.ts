import { describe, expect, it } from 'vitest'
import { AppError, errorMessage } from '../../../src/core/errors.ts'
import { BUILT_IN_QUESTIONNAIRES } from '../../../src/core/questionnaire/built-in/index.ts'
import type { Question, Questionnaire } from '../../../src/core/questionnaire/questionnaire.ts'
import { parseQuestionnaire, validateQuestionnaire } from '../../../src/core/questionnaire/validate.ts'
import {
  factor,
  grid,
  inner,
  LISTS,
  levels,
  multiple,
  number,
  open,
  questionnaire,
  scheme,
  single,
  text,
} from './make-questionnaire.ts'

const found = (made: Questionnaire): string[] =>
  validateQuestionnaire(made).map(({ code, where }) => `${code} at ${where}`)

describe('validateQuestionnaire', () => {
  it.each(BUILT_IN_QUESTIONNAIRES.map((q) => [q.code, q] as const))('finds nothing wrong with %s', (_, q) => {
    expect(validateQuestionnaire(q)).toEqual([])
  })

  const cases: [string, Questionnaire, string[]][] = [
    ['two questions of one code', questionnaire([single('a'), single('a')]), ['questionnaire-code-repeated at a']],
    [
      'a column of a multiple choice taken',
      questionnaire([multiple('q'), single('q_2')]),
      ['questionnaire-code-repeated at q_2'],
    ],
    ['an open text of a taken code', questionnaire([single('a'), open('a')]), ['questionnaire-code-repeated at a']],
    [
      'an item of a taken code',
      questionnaire([grid('g', ['g_1', 'g_2']), single('g_2')]),
      ['questionnaire-code-repeated at g_2'],
    ],
    ['a key column as a code', questionnaire([single('serial')]), ['questionnaire-code-reserved at serial']],
    [
      'a word of the condition language as a code',
      questionnaire([single('in')]),
      ['questionnaire-code-reserved at in'],
    ],
    ...'int uint double bool string bytes list map type optional null_type google cel'
      .split(' ')
      .map((name): [string, Questionnaire, string[]] => [
        `a name of the condition language's own as a code: ${name}`,
        questionnaire([single(name), single('b', 'five', `${name} == 1`)]),
        [`questionnaire-code-reserved at ${name}`, 'bad-condition at b'],
      ]),
    ['a list that is not there', questionnaire([single('a', 'six')]), ['questionnaire-list-unknown at a']],
    [
      'two lists of one code',
      questionnaire([single('a')], undefined, [...LISTS, levels('yes', ['1', '2'])]),
      ['questionnaire-list-repeated at yes'],
    ],
    [
      'two choices of one code',
      questionnaire([single('a')], undefined, [...LISTS, levels('x', ['1', '01'], false)]),
      ['questionnaire-choice-repeated at x'],
    ],
    [
      'a scale from 0',
      questionnaire([single('a')], undefined, [...LISTS, levels('x', ['0', '1', '2'])]),
      ['questionnaire-scale-codes at x'],
    ],
    [
      'a scale with a gap',
      questionnaire([single('a')], undefined, [...LISTS, levels('x', ['1', '3'])]),
      ['questionnaire-scale-codes at x'],
    ],
    ['a range turned round', questionnaire([number('n', 5, 1)]), ['questionnaire-range-reversed at n']],
    ['a range of one value', questionnaire([number('n', 5, 5)]), []],
    ['more ticks than choices', questionnaire([multiple('q', 'yes', 3)]), ['questionnaire-max-too-many at q']],
    ['as many ticks as choices', questionnaire([multiple('q', 'yes', 2)]), []],
    ['an unknown item', questionnaire([single('a')], factor('F', 'a', 'b')), ['questionnaire-item-unknown at F']],
    ['an open text as an item', questionnaire([open('a')], factor('F', 'a')), ['questionnaire-item-unknown at F']],
    [
      'an item without a scale',
      questionnaire([single('a', 'yes')], factor('F', 'a')),
      ['questionnaire-item-not-scale at F'],
    ],
    [
      'an item in two factors',
      questionnaire([single('a')], inner('S', factor('F', 'a'), factor('G', 'a'))),
      ['questionnaire-item-repeated at sipas'],
    ],
    [
      'scales of 5 and 4 levels',
      questionnaire([single('a'), single('b', 'four')], factor('F', 'a', 'b')),
      ['questionnaire-levels-mixed at sipas'],
    ],
    [
      'a node without content',
      questionnaire([single('a')], inner('S', factor('F', 'a'), { id: 'G', label: text('G') })),
      ['questionnaire-node-content at G'],
    ],
    [
      'a node with items and children',
      questionnaire([single('a'), single('b')], { ...inner('S', factor('F', 'a')), items: ['b'] }),
      ['questionnaire-node-content at S'],
    ],
    [
      'two nodes of one id',
      questionnaire([single('a'), single('b')], inner('S', factor('F', 'a'), factor('F', 'b'))),
      ['questionnaire-node-repeated at F'],
    ],
    [
      'a node called as an item',
      questionnaire([single('a')], inner('S', factor('a', 'a'))),
      ['questionnaire-node-repeated at a'],
    ],
    ['a condition on nothing known', questionnaire([single('a', 'five', 'b == 1')]), ['unknown-variable at a']],
    ['a condition on itself', questionnaire([single('a', 'five', 'a == 1')]), ['condition-cycle at a']],
    [
      'a condition on a later question',
      questionnaire([open('a', 'b == 1'), single('b')]),
      ['condition-looks-ahead at a'],
    ],
    ['a condition on an earlier question', questionnaire([single('a'), single('b', 'five', 'a == 1')]), []],
    [
      'a condition that is no condition',
      questionnaire([single('a'), single('b', 'five', 'a ==')]),
      ['bad-condition at b'],
    ],
  ]

  it.each(cases)('%s', (_, made, expected) => expect(found(made)).toEqual(expected))

  it('lets two schemes measure the same item, but not share a node id', () => {
    const made = questionnaire([single('a')])
    const both = [scheme('one', factor('F', 'a')), scheme('two', factor('G', 'a'))]
    expect(found({ ...made, schemes: both })).toEqual([])
    expect(found({ ...made, schemes: [...both, scheme('two', factor('G', 'a'))] })).toEqual([
      'questionnaire-scheme-repeated at two',
      'questionnaire-node-repeated at G',
    ])
  })

  it('lets an item of a grid look back at an item above it, never below', () => {
    const conditional = (at: number, askIf: string): Question => ({
      ...grid('g', []),
      items: grid('g', ['g_1', 'g_2']).items.map((item, index) => (index === at ? { ...item, askIf } : item)),
    })
    expect(found(questionnaire([conditional(1, 'g_1 == 5')]))).toEqual([])
    expect(found(questionnaire([conditional(0, 'g_2 == 5')]))).toEqual(['condition-looks-ahead at g_1'])
  })

  it('says each problem in both languages with every blank filled', () => {
    for (const [, made] of cases) {
      for (const { code, params } of validateQuestionnaire(made)) {
        for (const language of ['vi', 'en'] as const) {
          expect(errorMessage(code, params, language)).not.toMatch(/\{|“”/)
        }
      }
    }
  })
})

describe('parseQuestionnaire', () => {
  const good = questionnaire([single('a')], factor('F', 'a'))
  const errorOf = (document: unknown): unknown => {
    try {
      return parseQuestionnaire(document)
    } catch (error) {
      return error instanceof AppError ? [error.code, error.params] : error
    }
  }

  it('gives back what it was given', () => {
    expect(parseQuestionnaire(JSON.parse(JSON.stringify(good)))).toEqual(good)
  })

  it('names the place where the shape is wrong', () => {
    expect(errorOf(null)).toEqual(['bad-questionnaire', { where: '/' }])
    expect(errorOf({ ...good, version: '1' })).toEqual(['bad-questionnaire', { where: 'version' }])
    expect(
      errorOf({ ...good, sections: [{ ...good.sections[0], questions: [{ ...single('a'), code: 'A' }] }] }),
    ).toEqual(['bad-questionnaire', { where: 'sections.0.questions.0.code' }])
  })

  it('refuses a well-shaped questionnaire that could not be published', () => {
    expect(errorOf(questionnaire([single('a', 'six')]))).toEqual([
      'questionnaire-list-unknown',
      { where: 'a', list: 'six' },
    ])
  })
})
