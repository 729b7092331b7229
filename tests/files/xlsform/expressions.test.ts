import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileCondition } from '../../../src/core/questionnaire/condition.ts'
import { buildDictionary } from '../../../src/core/questionnaire/dictionary.ts'
import type { Question, Questionnaire } from '../../../src/core/questionnaire/questionnaire.ts'
import { withField } from '../../../src/core/questionnaire/record.ts'
import { xpathOf } from '../../../src/files/xlsform/cel-to-xpath.ts'
import { answerOf } from '../../../src/files/xlsform/form-codes.ts'
import { NotCarried } from '../../../src/files/xlsform/not-carried.ts'
import { formVariables } from '../../../src/files/xlsform/variables.ts'
import { parseXPath } from '../../../src/files/xlsform/xpath.ts'
import { type Answer, celOf } from '../../../src/files/xlsform/xpath-to-cel.ts'
import { evaluate, type FormAnswers } from './xpath-evaluator.ts'

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: references as forms write them, not templates

const text = (vi: string) => ({ vi, en: '' })
const base = (code: string) => ({ code, number: '', label: text(code) })
const questions: Question[] = [
  { kind: 'single', ...base('a'), choices: 'three' },
  { kind: 'single', ...base('b'), choices: 'three' },
  { kind: 'multiple', ...base('m'), choices: 'three' },
  { kind: 'number', ...base('n'), min: 0, max: 99, decimals: 0 },
  { kind: 'number', ...base('x'), min: 0, max: 9, decimals: 1 },
  { kind: 'date', ...base('d') },
  { kind: 'single', ...base('yn'), choices: 'yes_no' },
]
const choices = (...codes: string[]) => codes.map((code) => ({ code, label: text(code) }))
const form: Questionnaire = {
  format: 'sipas-questionnaire/1',
  code: 'form',
  version: 1,
  title: text('Form'),
  source: '',
  choiceLists: [
    { code: 'three', isScale: false, choices: choices('1', '2', '03') },
    { code: 'yes_no', isScale: false, choices: choices('1', '2') },
  ],
  sections: [{ code: 'A', number: '', title: text('A'), questions }],
  schemes: [],
}
const dictionary = buildDictionary(form)
const variables = formVariables(questions, form.choiceLists)
const NAMES: Record<string, ReadonlyMap<string, string>> = {
  three: new Map([
    ['1', '1'],
    ['2', '2'],
    ['03', '03'],
  ]),
  yes_no: new Map([
    ['yes', '1'],
    ['no', '2'],
  ]),
}
const answers = new Map(
  questions.map((question): [string, Answer | null] => {
    const names = 'choices' in question ? NAMES[question.choices] : undefined
    return [question.code, question.kind === 'grid' ? null : answerOf(question, names ?? new Map())]
  }),
)
const find = (name: string): Answer => {
  const found = answers.get(name)
  if (found === undefined || found === null) throw new NotCarried('rule-name-unknown', { name })
  return found
}
const toCel = (source: string, self: string | null = null): string =>
  celOf(source, { find, self: self === null ? null : find(self) })

describe('a rule of a form as our condition', () => {
  test.each([
    ["${a} = '1'", 'a == 1'],
    ["'03' = ${a}", 'a == 3'],
    ['${a} = 3', 'a == 3'],
    ["${yn} = 'yes'", 'yn == 1'],
    ["${yn} != 'no'", '!(yn == 2)'],
    ['${a} >= 2', 'a >= 2'],
    ["selected(${m}, '03')", 'm_03 == 1'],
    ["selected(${yn}, 'no')", 'yn == 2'],
    ["not(selected(${m}, '1'))", '!(m_1 == 1)'],
    ['count-selected(${m}) > 1', 'm_1 + m_2 + m_03 > 1'],
    ["${m} != ''", 'm_1 + m_2 + m_03 > 0'],
    ["${a} = ''", 'a == null'],
    ["${a}!=''", 'a != null'],
    ['string-length(${a}) > 0', 'a != null'],
    ['${n} > 17 and ${n} <= 60 or ${x} < 1.5', 'n > 17 && n <= 60 || x < 1.5'],
    ["(${a} = '1' or ${a} = '2') and ${n} = 5", '(a == 1 || a == 2) && n == 5'],
    ['${n} + 1 > 2 * (3 - ${n})', 'n + 1 > 2 * (3 - n)'],
    ['${n} - (1 - ${n}) = -4', 'n - (1 - n) == -4'],
    ['${n} div 2 > 3', 'n > 3 * 2'],
    ['(${n} div 2) + (${n} div 3) = 5', 'n * 3 + n * 2 == 5 * 6'],
    ['${n} mod 2 = 0', 'n % 2 == 0'],
    ['${x} * 2 > 3', 'x * 2.0 > 3.0'],
    ["${d} >= date('2024-02-29')", 'd >= 20240229'],
    ["number(${n}) = '7'", 'n == 7'],
    ['true() and not(false())', 'true && !(false)'],
  ])('%s → %s', (source, cel) => {
    expect(toCel(source)).toBe(cel)
    expect(() => compileCondition(cel, dictionary)).not.toThrow()
  })

  test.each([
    ['. > 17', 'n', 'n > 17'],
    [". != 'no'", 'yn', '!(yn == 2)'],
    ["not(selected(., '1') and selected(., '2'))", 'm', '!(m_1 == 1 && m_2 == 1)'],
  ])('%s of %s → %s', (source, self, cel) => {
    expect(toCel(source, self)).toBe(cel)
  })

  test.each([
    ['${nobody} = 1', 'rule-name-unknown'],
    ["${a} = 'dk'", 'rule-choice-unknown'],
    ["${yn} > 'no'", 'rule-comparison'],
    ['${yn} + 1 = 2', 'rule-comparison'],
    ["${m} = '1 2'", 'rule-comparison'],
    ["regex(., '[0-9]')", 'rule-function'],
    ['if(${a} = 1, 1, 0) = 1', 'rule-function'],
    ['today() > ${d}', 'rule-function'],
    ['1 div ${n} > 3', 'rule-division'],
    ['${a}', 'rule-comparison'],
    ['/data/a = 1', 'rule-syntax'],
    ['${a} = ', 'rule-syntax'],
    ["${a} = '1", 'rule-syntax'],
    ['${a} = 1)', 'rule-syntax'],
    ['', 'rule-syntax'],
    [`${'('.repeat(60)}1 = 1${')'.repeat(60)}`, 'rule-too-deep'],
    [`${'not('.repeat(60)}true()${')'.repeat(60)}`, 'rule-too-deep'],
    [`${'- '.repeat(60)}1 = 1`, 'rule-too-deep'],
    [`\${n} = 1${' or ${n} = 1'.repeat(1000)}`, 'rule-too-long'],
  ])('%s is told as %s', (source, code) => {
    let told = ''
    try {
      toCel(source)
    } catch (error) {
      if (!(error instanceof NotCarried)) throw error
      told = error.code
    }
    expect(told).toBe(code)
  })
})

describe('our condition as a rule of a form', () => {
  test.each([
    ['a == 1', "${a} = '1'"],
    ['a == 3', "${a} = '03'"],
    ['a != 1', "${a} != '' and ${a} != '1'"],
    ['m_03 == 1', "selected(${m}, '03')"],
    ['m_1 == 0 || a == null', "number(selected(${m}, '1')) = 0 or ${a} = ''"],
    ['a in [1, 2] && !(n > 5)', "(${a} = '1' or ${a} = '2') and not(${n} > 5)"],
    ['n / 2 == 3 && x / 2.0 > 1.0', 'int(${n} div 2) = 3 and ${x} div 2 > 1'],
    ['d < 20240229', "number(format-date(${d}, '%Y%m%d')) < 20240229"],
    ['-n < 1', '(-${n} < 1)'],
    ['a == b', 'number(${a}) = ${b}'],
  ])('%s → %s', (cel, xpath) => {
    expect(xpathOf(cel, variables)).toBe(xpath)
  })

  test('the question itself is a point', () => {
    expect(xpathOf('n >= 18 && m_1 == 1', variables, 'n')).toBe(". >= 18 and selected(${m}, '1')")
  })

  test('what a draft leaves unfinished is left out', () => {
    for (const source of ['', 'a ==', 'unknown == 1', 'a == foo(1)']) expect(xpathOf(source, variables)).toBe('')
  })
})

// biome-ignore-end lint/suspicious/noTemplateCurlyInString: as above

const anyNumber = (at: number): fc.Arbitrary<string> => {
  const leaf = fc.constantFrom('n', 'a', 'b', 'm_1', 'm_03', '0', '1', '2', '3', '7')
  if (at === 0) return leaf
  const inner = anyNumber(at - 1)
  const pair = fc.tuple(inner, fc.constantFrom('+', '-', '*', '/', '%'), inner).map(([a, op, b]) => `(${a} ${op} ${b})`)
  return fc.oneof({ weight: 2, arbitrary: leaf }, { weight: 1, arbitrary: pair })
}
const anyCondition = (at: number): fc.Arbitrary<string> => {
  const signs = fc.constantFrom('==', '!=', '<', '<=', '>', '>=')
  const leaf = fc.oneof(
    fc.tuple(anyNumber(1), signs, anyNumber(1)).map((all) => all.join(' ')),
    fc.tuple(fc.constantFrom('x'), signs, fc.constantFrom('0.5', '2', '1.0')).map((all) => all.join(' ')),
    fc
      .tuple(fc.constantFrom('a', 'b', 'yn', 'n', 'd', 'x'), fc.constantFrom('== null', '!= null'))
      .map((all) => all.join(' ')),
    fc
      .tuple(fc.constantFrom('a', 'n', 'yn'), fc.constantFrom('in [1, 2]', 'in [3]', 'in []'))
      .map((all) => all.join(' ')),
    fc.tuple(signs, fc.constantFrom('20240229', '20200101')).map((all) => `d ${all.join(' ')}`),
    fc.constantFrom('true', 'false'),
  )
  if (at === 0) return leaf
  const inner = anyCondition(at - 1)
  return fc.oneof(
    leaf,
    inner.map((one) => `!(${one})`),
    fc.tuple(inner, fc.constantFrom('&&', '||'), inner).map(([a, op, b]) => `(${a}) ${op} ${b}`),
  )
}

const anyAnswers: fc.Arbitrary<FormAnswers> = fc.record({
  a: fc.constantFrom('', '1', '2', '03'),
  b: fc.constantFrom('', '1', '2', '03'),
  m: fc.constantFrom('1', '2', '03', '1 2', '1 2 03'),
  n: fc.constantFrom('', '0', '1', '3', '7', '20'),
  x: fc.constantFrom('', '0.5', '2.0', '1.1'),
  d: fc.constantFrom('', '2024-02-29', '2020-01-01'),
  yn: fc.constantFrom('', '1', '2'),
})

/** The same answers in our record. */
function recordOf(given: FormAnswers): string {
  let record = '.'.repeat(dictionary.recordWidth)
  for (const variable of dictionary.variables) {
    const answer = given[variable.questionCode] ?? ''
    const option = variable.code.slice(2)
    const value =
      variable.kind === 'flag' ? String(Number(answer.split(' ').includes(option))) : answer.replaceAll('-', '')
    if (value !== '') record = withField(record, variable, variable.kind === 'choice' ? String(Number(value)) : value)
  }
  return record
}

const isTrue = (condition: string, given: FormAnswers): boolean =>
  compileCondition(condition, dictionary).evaluate(recordOf(given))

const sound = anyCondition(2).filter((source) => {
  try {
    compileCondition(source, dictionary)
    return true
  } catch {
    return false
  }
})

test('a condition and the rule written for it are true of the same answers', () => {
  fc.assert(
    fc.property(sound, fc.array(anyAnswers, { minLength: 5, maxLength: 5 }), (condition, all) => {
      const rule = xpathOf(condition, variables)
      expect(rule).not.toBe('')
      const tree = parseXPath(rule)
      for (const given of all)
        expect([rule, given, evaluate(tree, given)]).toEqual([rule, given, isTrue(condition, given)])
    }),
    { numRuns: 2000 },
  )
})

test('a rule and the condition read from it are true of the same answers', () => {
  let read = 0
  const names = new Map(
    ['yn'].map((code) => [
      code,
      new Map([
        ['1', '1'],
        ['2', '2'],
      ]),
    ]),
  )
  const own = (name: string): Answer => ({ ...find(name), choices: names.get(name) ?? find(name).choices })
  fc.assert(
    fc.property(sound, fc.array(anyAnswers, { minLength: 5, maxLength: 5 }), (condition, all) => {
      const rule = xpathOf(condition, variables)
      let back = ''
      try {
        back = celOf(rule, { find: own, self: null })
      } catch (error) {
        if (error instanceof NotCarried) return
        throw error
      }
      read += 1
      for (const given of all) expect([rule, back, isTrue(back, given)]).toEqual([rule, back, isTrue(condition, given)])
    }),
    { numRuns: 2000 },
  )
  expect(read).toBeGreaterThan(500)
})
