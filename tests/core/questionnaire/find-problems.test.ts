import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildEntryForm } from '../../../src/core/entry/entry-form.ts'
import { errorMessage } from '../../../src/core/errors.ts'
import { BUILT_IN_QUESTIONNAIRES } from '../../../src/core/questionnaire/built-in/index.ts'
import { compileChecks } from '../../../src/core/questionnaire/checks.ts'
import { buildDictionary } from '../../../src/core/questionnaire/dictionary.ts'
import type { Question, Questionnaire, SchemeNode } from '../../../src/core/questionnaire/questionnaire.ts'
import { questionnaireSchema } from '../../../src/core/questionnaire/questionnaire.ts'
import {
  findDraftProblems,
  findQuestionnaireProblems,
  parseQuestionnaire,
} from '../../../src/core/questionnaire/validate.ts'
import {
  checked,
  factor,
  grid,
  inner,
  LISTS,
  levels,
  multiple,
  number,
  questionnaire,
  single,
  text,
} from './make-questionnaire.ts'

const found = (document: unknown): string[] =>
  findQuestionnaireProblems(document).map(
    ({ code, where, place }) => `${code} at ${where} (${place.kind} ${place.field})`,
  )
const with_ = (changes: Partial<Questionnaire>): Questionnaire => ({ ...questionnaire([single('a')]), ...changes })

/** A factor of one item under so many levels in all: `L1` the root. */
function levelled(levels: number): SchemeNode {
  let node = factor(`L${levels}`, 'a')
  for (let level = levels - 1; level > 0; level -= 1) node = inner(`L${level}`, node)
  return node
}

describe('findQuestionnaireProblems', () => {
  it.each(BUILT_IN_QUESTIONNAIRES.map((one) => [one.code, one] as const))('finds nothing in %s', (_, one) => {
    expect(findQuestionnaireProblems(one)).toEqual([])
  })

  const cases: [string, unknown, string[]][] = [
    ['no document', null, ['bad-questionnaire at / (form )']],
    ['another thing', [1, 2], ['bad-questionnaire at / (form )']],
    [
      'a question without a text',
      questionnaire([{ ...single('a'), label: text('') }]),
      ['questionnaire-label-missing at a (question label.vi)'],
    ],
    [
      'a question without a code: its number stands for it',
      questionnaire([{ ...single(''), number: 'A7', label: text('x') }]),
      ['questionnaire-code-malformed at A7 (question code)'],
    ],
    [
      'two questions just added: neither code nor number',
      questionnaire([
        single('a'),
        { ...single(''), number: '', label: text('x') },
        { ...single(''), number: '', label: text('x') },
      ]),
      ['questionnaire-code-malformed at A/2 (question code)', 'questionnaire-code-malformed at A/3 (question code)'],
    ],
    ['a code with capitals', questionnaire([single('Q1')]), ['questionnaire-code-malformed at Q1 (question code)']],
    [
      'a row without a text',
      questionnaire([{ ...grid('g', ['g_1']), items: [{ code: 'g_1', number: '1', label: text('') }] }]),
      ['questionnaire-label-missing at g_1 (item label.vi)'],
    ],
    ['a grid without rows', questionnaire([grid('g', [])]), ['questionnaire-grid-empty at g (question items)']],
    [
      'no list chosen yet',
      questionnaire([single('a', ''), single('b', 'five', 'a == 3')]),
      ['questionnaire-list-missing at a (question choices)'],
    ],
    [
      'a list still empty: rules and schemes over it are read all the same',
      questionnaire([single('a', 'new'), single('b', 'five', 'a == 3 || z == 1')], factor('F', 'a', 'b'), [
        ...LISTS,
        levels('new', []),
      ]),
      ['questionnaire-list-empty at new (list choices)', 'unknown-variable at b (question askIf)'],
    ],
    [
      'a multiple choice of a list still empty',
      questionnaire([multiple('q', 'new')], undefined, [...LISTS, levels('new', [], false)]),
      ['questionnaire-list-empty at new (list choices)'],
    ],
    [
      'a choice without a text',
      questionnaire([single('a')], undefined, [
        ...LISTS,
        { ...levels('x', [], false), choices: [{ code: '1', label: text('') }, ...levels('', ['2']).choices] },
      ]),
      ['questionnaire-choice-label-missing at x/1 (choice label.vi)'],
    ],
    [
      'choices without codes',
      questionnaire([single('a')], undefined, [
        ...LISTS,
        { code: 'x', isScale: false, choices: ['Nam', 'Nữ'].map((label) => ({ code: '', label: text(label) })) },
      ]),
      [
        'questionnaire-choice-code-malformed at x/1 (choice code)',
        'questionnaire-choice-code-malformed at x/2 (choice code)',
      ],
    ],
    ['no section', with_({ sections: [] }), ['questionnaire-empty at trial (form sections)']],
    [
      'a section with nothing in it',
      with_({ sections: [{ code: '', number: '', title: text(''), questions: [] }] }),
      [
        'questionnaire-section-code-missing at trial/1 (section code)',
        'questionnaire-section-title-missing at trial/1 (section title.vi)',
        'questionnaire-section-empty at trial/1 (section questions)',
      ],
    ],
    ['no title', with_({ title: text('') }), ['questionnaire-title-missing at trial (form title.vi)']],
    [
      'an empty instruction',
      with_({ instructions: text('') }),
      ['questionnaire-text-missing at trial (form instructions.vi)'],
    ],
    [
      'a rule not yet written',
      questionnaire([single('a'), single('b', 'five', '')]),
      ['questionnaire-condition-empty at b (question askIf)'],
    ],
    [
      'a check not yet written',
      questionnaire([checked(single('a'), '')]),
      [
        'questionnaire-condition-empty at a (question checks.0.condition)',
        'questionnaire-check-message-missing at a (question checks.0.message.vi)',
      ],
    ],
    [
      'a factor without items, told once',
      questionnaire([single('a')], inner('S', factor('F', 'a'), factor('G'))),
      ['questionnaire-node-content at G (node items)'],
    ],
    [
      'a node without an id and a name',
      questionnaire([single('a')], inner('S', { ...factor('', 'a'), label: text('') })),
      ['questionnaire-node-code-malformed at S/1 (node id)', 'questionnaire-node-label-missing at S/1 (node label.vi)'],
    ],
    [
      'a weight of nothing and a target beyond',
      questionnaire([single('a')], { ...factor('F', 'a'), weight: 0, target: 101 }),
      ['questionnaire-number-out-of-range at F (node weight)', 'questionnaire-number-out-of-range at F (node target)'],
    ],
    [
      'a text too long',
      questionnaire([{ ...single('a'), label: { vi: 'x'.repeat(2001), en: '' } }]),
      ['questionnaire-text-too-long at a (question label.vi)'],
    ],
    [
      'a kind of another program',
      questionnaire([{ ...single('a'), kind: 'video' } as unknown as Question]),
      ['bad-questionnaire at sections.0.questions.0.kind (question kind)'],
    ],
    [
      'a range turned round',
      questionnaire([number('n', 5, 1), single('b', 'five', 'n == 2')]),
      ['questionnaire-range-reversed at n (question min)'],
    ],
    [
      'a range between two whole numbers',
      questionnaire([number('n', 0.5, 0.6)]),
      ['questionnaire-range-empty at n (question min)'],
    ],
    [
      'a range that no number of people can have',
      questionnaire([number('n', -1e13, 1e300)]),
      [
        'questionnaire-number-out-of-range at n (question min)',
        'questionnaire-number-out-of-range at n (question max)',
      ],
    ],
    [
      'weights that no sum could hold',
      questionnaire(
        [single('a'), single('b')],
        inner('S', { ...factor('F', 'a'), weight: 1e308 }, { ...factor('G', 'b'), weight: 5e-324 }),
      ),
      ['questionnaire-number-out-of-range at F (node weight)', 'questionnaire-number-out-of-range at G (node weight)'],
    ],
    [
      'a scheme of more levels than it may have',
      questionnaire([single('a')], levelled(21)),
      ['questionnaire-scheme-too-deep at L20 (node children)'],
    ],
    ['a scheme of as many levels as it may have', questionnaire([single('a')], levelled(20)), []],
    [
      'a scheme of levels beyond counting',
      questionnaire([single('a')], levelled(3000)),
      ['questionnaire-scheme-too-deep at L20 (node children)'],
    ],
    [
      'tables without rows count as questions: looking at 30,000 of them would take minutes',
      with_({
        sections: Array.from({ length: 100 }, (_, at) => ({
          code: `S${at}`,
          number: '',
          title: text('x'),
          questions: Array.from({ length: 300 }, (_, index) => grid(`g${at}_${index}`, [])),
        })),
      }),
      [
        ...Array.from({ length: 100 }, (_, at) =>
          Array.from({ length: 300 }, (_, index) => `questionnaire-grid-empty at g${at}_${index} (question items)`),
        ).flat(),
        'questionnaire-too-large at trial (form )',
      ],
    ],
  ]

  it.each(cases)('%s', (_, document, expected) => expect(found(document)).toEqual(expected))

  it('says each problem in both languages with every blank filled', () => {
    for (const [, document] of cases) {
      for (const { code, params } of findQuestionnaireProblems(document)) {
        for (const language of ['vi', 'en'] as const) {
          expect(errorMessage(code, params, language)).not.toMatch(/\{|“”/)
        }
      }
    }
  })

  it.each([
    [-0.5, 0.2, 0], // 0
    [-0.4, 0.4, 0], // 0
    [1.4, 2.1, 0], // 2
    [0.07, 0.07, 2], // 0.07, though 0.07 × 100 is more than 7 to a computer
    [0.00001, 0.0001, 4], // 0.0001
  ])('from %d to %d with %d decimals there is an answer', (min, max, decimals) => {
    expect(found(questionnaire([number('n', min, max, decimals)]))).toEqual([])
  })

  it('names the first use of a repeated code', () => {
    const [twice] = findQuestionnaireProblems(questionnaire([grid('g', ['b']), single('a'), single('b')]))
    expect(twice?.place).toEqual({ kind: 'question', path: ['sections', 0, 'questions', 2], field: 'code' })
    expect(twice?.other).toEqual({ kind: 'item', path: ['sections', 0, 'questions', 0, 'items', 0], field: 'code' })
  })
})

/** Every value of a document with the way to it. */
function placesIn(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [path]
  return [
    path,
    ...Object.entries(value).flatMap(([key, inner]) =>
      placesIn(inner, [...path, Array.isArray(value) ? Number(key) : key]),
    ),
  ]
}

function changed(
  document: unknown,
  path: readonly (string | number)[],
  change: (holder: Record<string, unknown>, key: string) => void,
): unknown {
  const copy: unknown = structuredClone(document)
  const holder = path.slice(0, -1).reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], copy)
  const key = path.at(-1)
  if (key !== undefined) change(holder as Record<string, unknown>, String(key)) // the path leads into an object or array
  return copy
}

describe('a half-written draft', () => {
  const [sipas2026, tthc2017] = BUILT_IN_QUESTIONNAIRES
  const rich = questionnaire(
    [
      single('a'),
      checked(number('n', 0, 9), 'n > 1 || a == 2'),
      multiple('q', 'yes', 2),
      { ...grid('g', ['g_1', 'g_2']), askIf: 'q_1 == 1' },
      single('z', 'five', 'g_1 == 5 && n < 3'),
    ],
    inner('S', factor('F', 'a', 'g_1'), factor('G', 'z')),
  )
  const places = [rich, tthc2017, sipas2026].flatMap((document) =>
    placesIn(document)
      .slice(1)
      .map((path) => ({ document, path })),
  )
  const junk = fc.constantFrom<unknown>(
    '',
    0,
    -1,
    null,
    [],
    {},
    'a',
    'a == 1',
    'g_2',
    'five',
    true,
    1e21,
    '\u0000',
    Number.NaN,
  )

  it('never throws, whatever is left out, added or put in its place; what has no problem can be used', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(), junk, fc.constantFrom('put', 'remove', 'double')), { minLength: 1, maxLength: 3 }),
        fc.nat(),
        (edits, first) => {
          const start = places[first % places.length]
          let document: unknown = start?.document
          for (const [at, value, edit] of edits) {
            const inside = placesIn(document)
            const path = inside[at % inside.length] ?? []
            document = changed(document, path, (holder, key) => {
              if (edit === 'put') holder[key] = value
              else if (!Array.isArray(holder)) delete holder[key]
              else
                holder.splice(Number(key), 1, ...(edit === 'double' ? [holder[Number(key)], holder[Number(key)]] : []))
            })
          }
          const problems = findQuestionnaireProblems(document)
          if (problems.length > 0) return
          const read = parseQuestionnaire(document)
          expect(questionnaireSchema.parse(document)).toEqual(read)
          expect(buildEntryForm(read).skips).toBeDefined()
          expect(compileChecks(buildDictionary(read), read)).toBeDefined()
        },
      ),
      { numRuns: 400 },
    )
  })

  it('says of what cannot be kept even as a draft where it stands, and nothing of what is only unwritten', () => {
    const long = with_({ sections: [{ code: 'A', number: 'A', title: text(''), questions: [single('q7')] }] })
    expect(findDraftProblems(long)).toEqual([])
    const [problem] = findDraftProblems({
      ...long,
      sections: long.sections.map((one) => ({
        ...one,
        questions: one.questions.map((each) => ({ ...each, label: text('x'.repeat(2001)) })),
      })),
    })
    expect(problem && errorMessage(problem.code, problem.params, 'vi')).toBe(
      'Ở “q7” có một ô dài quá 2000 ký tự. Viết ngắn lại.',
    )
  })

  it('is read while it is typed: a form of the built-in size in well under 50 ms', () => {
    const times = Array.from({ length: 9 }, () => {
      const start = performance.now()
      findQuestionnaireProblems({ ...sipas2026, title: text('') })
      return performance.now() - start
    })
    expect(times.sort((a, b) => a - b)[4]).toBeLessThan(50)
  })
})
