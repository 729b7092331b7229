import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileCondition } from '../../../src/core/questionnaire/condition.ts'
import { buildDictionary, type Variable } from '../../../src/core/questionnaire/dictionary.ts'
import type { Question, Questionnaire } from '../../../src/core/questionnaire/questionnaire.ts'
import { emptyRecord, MISSING, withField } from '../../../src/core/questionnaire/record.ts'
import {
  firstRow,
  type RowComparison,
  type RuleRow,
  type RuleRows,
  readRows,
  writeRows,
} from '../../../src/core/questionnaire/rule-rows.ts'

const label = { vi: 'Câu hỏi', en: 'Question' }
const base = { number: '', label }
const questions: Question[] = [
  { kind: 'single', code: 'x', choices: 'three', ...base },
  { kind: 'single', code: 'y', choices: 'three', ...base },
  { kind: 'multiple', code: 'm', choices: 'three', ...base },
  { kind: 'number', code: 'late', min: -5, max: 20, decimals: 0, ...base },
  { kind: 'number', code: 'total', min: 0, max: 20, decimals: 0, ...base },
  { kind: 'number', code: 'hours', min: 0, max: 24, decimals: 1, ...base },
  { kind: 'date', code: 'from', ...base },
  { kind: 'date', code: 'until', ...base },
]
const questionnaire: Questionnaire = {
  format: 'sipas-questionnaire/1',
  code: 'tiny',
  version: 1,
  title: label,
  source: '',
  choiceLists: [{ code: 'three', isScale: true, choices: ['1', '2', '3'].map((code) => ({ code, label })) }],
  sections: [{ code: 'A', number: 'A', title: label, questions }],
  schemes: [],
}
const dictionary = buildDictionary(questionnaire)

const row = (variable: string, comparison: RowComparison, value: RuleRow['value']): RuleRow => ({
  variable,
  comparison,
  value,
})

test.each<[string, RuleRows['join'], RuleRow[]]>([
  ['', 'all', []],
  ['x == 3', 'all', [row('x', '==', 3)]],
  ['x>=2', 'all', [row('x', '>=', 2)]],
  ['x == 1 && (y != 2 && m_1 == 1)', 'all', [row('x', '==', 1), row('y', '!=', 2), row('m_1', '==', 1)]],
  ['(x == 1) || m_3 == 0', 'any', [row('x', '==', 1), row('m_3', '==', 0)]],
  ['late <= total', 'all', [row('late', '<=', 'total')]],
  ['late > -3 && hours == 2.5', 'all', [row('late', '>', -3), row('hours', '==', 2.5)]],
  ['from == null || until >= from', 'any', [row('from', '==', null), row('until', '>=', 'from')]],
  ['from >= 20260701', 'all', [row('from', '>=', 20260701)]],
])('%s is read as rows', (source, join, rows) => {
  expect(readRows(source, dictionary)).toEqual({ join, rows })
})

test.each([
  ['x ==', 'not finished'],
  ['z == 1', 'no such variable'],
  ['x == 1 && y == 2 || x == 3', 'mixed'],
  ['x == 1 && (y == 2 || x == 3)', 'mixed'],
  ['!(x == 1)', 'a negation'],
  ['x in [1, 2]', 'a list'],
  ['late + 1 > total', 'arithmetic'],
  ['1 == x', 'the value first'],
  ['x == 4', 'a choice that is not there'],
  ['m_1 != 1', 'an option compared otherwise'],
  ['x == y', 'two choices'],
  ['late == from', 'a number and a date'],
  ['late < 99999999999999999999', 'a number no double holds'],
  ['late < 9007199254740993', 'a number no double holds'],
  ['hours < 0.0000001', 'a number written with an exponent'],
  ['true', 'no comparison'],
])('%s is written by hand: %s', (source) => {
  expect(readRows(source, dictionary)).toBeNull()
})

const numeric: readonly RowComparison[] = ['==', '!=', '<', '<=', '>', '>=']

function rowsFor(variable: Variable): fc.Arbitrary<RuleRow> {
  const whether = fc.constantFrom<RowComparison>('==', '!=').map((sign) => row(variable.code, sign, null))
  const values = answersTo(variable)
  const signs: readonly RowComparison[] = variable.kind === 'flag' ? ['=='] : numeric
  return fc.oneof(
    whether,
    fc.tuple(fc.constantFrom(...signs), values).map(([sign, value]) => row(variable.code, sign, value)),
  )
}

function answersTo({ kind, choices }: Variable): fc.Arbitrary<number | string> {
  if (kind === 'date')
    return fc.oneof(fc.constantFrom('from', 'until'), fc.integer({ min: 19_900_101, max: 20_301_231 }))
  if (kind !== 'number') return fc.constantFrom(...choices.map(({ code }) => Number(code)))
  return fc.oneof(fc.constantFrom('late', 'total', 'hours'), fc.integer({ min: -10, max: 30 }))
}

const anyRows: fc.Arbitrary<RuleRows> = fc
  .tuple(
    fc.constantFrom<RuleRows['join']>('all', 'any'),
    fc.array(
      fc.oneof(
        ...dictionary.variables.map(rowsFor),
        fc
          .double({ min: -1e9, max: 1e9, noNaN: true })
          .filter((n) => !String(n).includes('e'))
          .map((n) => row('hours', '<', n === 0 ? 0 : n)),
      ),
      { maxLength: 6 },
    ),
  )
  .map(([join, rows]) => ({ join: rows.length < 2 ? 'all' : join, rows }))

/** A record of the tiny form: values by variable, null = no answer. */
const anyAnswers = fc.record(
  Object.fromEntries(
    dictionary.variables.map((variable) => [variable.code, fc.option(answersOf(variable), { freq: 4 })] as const),
  ),
)

function answersOf({ kind, choices, min, max, decimals }: Variable): fc.Arbitrary<number> {
  if (kind === 'date') return fc.constantFrom(20_260_701, 20_260_702, 19_991_231)
  if (kind !== 'number') return fc.constantFrom(...choices.map(({ code }) => Number(code)))
  return fc
    .integer({ min: (min ?? 0) * 10 ** decimals, max: (max ?? 0) * 10 ** decimals })
    .map((n) => n / 10 ** decimals)
}

type Answers = Readonly<Record<string, number | null>>

function recordOf(answers: Answers): string {
  return dictionary.variables.reduce((record, variable) => {
    const value = answers[variable.code] ?? null
    return withField(record, variable, value === null ? MISSING.notAnswered : value.toFixed(variable.decimals))
  }, emptyRecord(dictionary))
}

/** What rows mean, said once more and plainly: a comparison with a missing answer is false. */
function rowHolds({ variable, comparison, value }: RuleRow, answers: Answers): boolean {
  const left = answers[variable] ?? null
  if (value === null) return (left === null) === (comparison === '==')
  const right = typeof value === 'string' ? (answers[value] ?? null) : value
  if (left === null || right === null) return false
  const outcomes = {
    '==': left === right,
    '!=': left !== right,
    '<': left < right,
    '<=': left <= right,
    '>': left > right,
    '>=': left >= right,
  }
  return outcomes[comparison]
}

test('rows are read back as they were, and the condition holds just when they do', () => {
  fc.assert(
    fc.property(anyRows, anyAnswers, (rows, answers) => {
      const source = writeRows(rows)
      expect(readRows(source, dictionary)).toEqual(rows)
      if (rows.rows.length === 0) return
      const hold = rows.rows.map((one) => rowHolds(one, answers))
      const expected = rows.join === 'all' ? hold.every(Boolean) : hold.some(Boolean)
      expect(compileCondition(source, dictionary).evaluate(recordOf(answers)), source).toBe(expected)
    }),
    { numRuns: 1000 },
  )
})

test('a condition that is read as rows evaluates as the rows written, however it was spaced, bracketed and nested', () => {
  const comparison = fc.oneof(
    anyRows.filter(({ rows }) => rows.length > 0).map(writeRows),
    fc.constantFrom('hours > 2.0', 'hours<=2', '1 == x', 'x in [1, 2]', '!(y == 1)', 'late + 1 > total', '- 3 < late'),
  )
  const source = fc
    .array(fc.tuple(comparison, fc.boolean(), fc.constantFrom('&&', ' || ', '  &&\n')), { minLength: 1, maxLength: 3 })
    .map((parts) =>
      parts.map(([text, isBare, sign], at) => `${at === 0 ? '' : sign}${isBare ? text : `(${text} )`}`).join(''),
    )
  let read = 0
  fc.assert(
    fc.property(source, anyAnswers, (text, answers) => {
      const rows = readRows(text, dictionary)
      if (rows === null) return
      read += 1
      const record = recordOf(answers)
      expect(compileCondition(writeRows(rows), dictionary).evaluate(record)).toBe(
        compileCondition(text, dictionary).evaluate(record),
      )
    }),
    { numRuns: 1000 },
  )
  expect(read).toBeGreaterThan(200)
})

test('the row to begin with is one that can be read', () => {
  for (const variable of dictionary.variables) {
    const rows = { join: 'all' as const, rows: [firstRow(variable)] }
    expect(readRows(writeRows(rows), dictionary)).toEqual(rows)
  }
})
