import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compileCondition } from '../../../src/core/questionnaire/condition.ts'
import { buildDictionary, type Dictionary, type Variable } from '../../../src/core/questionnaire/dictionary.ts'
import { listsOf } from '../../../src/core/questionnaire/placed.ts'
import type { Question } from '../../../src/core/questionnaire/questionnaire.ts'
import { emptyRecord, padField, withField } from '../../../src/core/questionnaire/record.ts'
import { compileSkips } from '../../../src/core/questionnaire/skips.ts'
import { validateQuestionnaire } from '../../../src/core/questionnaire/validate.ts'
import { judgeRules } from '../../../src/core/questionnaire/validate-rules.ts'
import { levels, multiple, number, questionnaire, single, text } from './make-questionnaire.ts'

/**
 * The oracle writes out every form there is, applies the skip rules of the entry engine to each, and looks who was
 * asked: slow, and nothing in common with the search that is tested but the condition language.
 */
function everyForm(dictionary: Dictionary, maxTicks: number): Set<string> {
  const skips = compileSkips(dictionary)
  const forms = dictionary.variables.reduce<string[]>(
    (records, variable) =>
      records.flatMap((record) => [...valuesOf(variable), '.'].map((value) => withField(record, variable, value))),
    [emptyRecord(dictionary)],
  )
  const ticks = dictionary.variables.filter((variable) => variable.kind === 'flag')
  const isAllowed = (record: string): boolean => ticks.filter((flag) => record[flag.start] === '1').length <= maxTicks
  return new Set(forms.filter(isAllowed).map((record) => skips.applyTo(record, 'final')))
}

function valuesOf(variable: Variable): string[] {
  if (variable.choices.length > 0) return variable.choices.map((choice) => choice.code)
  const [min, max] = [variable.min ?? 0, variable.max ?? 0]
  return Array.from({ length: max - min + 1 }, (_, index) => padField(variable, String(min + index)))
}

const CODES = ['a', 'q_1', 'q_2', 'n', 'b', 'c']
const term = (names: readonly string[]) =>
  fc.oneof(
    fc
      .tuple(
        fc.constantFrom(...names),
        fc.constantFrom('==', '!=', '<', '<=', '>', '>='),
        fc.integer({ min: -3, max: 4 }),
      )
      .map((parts) => parts.join(' ')),
    fc.constantFrom(...names).map((name) => `${name} == null`),
    fc.tuple(fc.constantFrom(...names), fc.constantFrom(...names)).map(([one, other]) => `${one} + ${other} == 3`),
    fc.tuple(fc.constantFrom(...names), fc.constantFrom(...names)).map(([one, other]) => `${one} in [${other}, 2]`),
  )
const ruleOver = (names: readonly string[]) =>
  fc
    .tuple(fc.array(term(names), { minLength: 1, maxLength: 3 }), fc.constantFrom(' && ', ' || '), fc.boolean())
    .map(([terms, sign, isTurned]) => (isTurned ? `!(${terms.join(sign)})` : terms.join(sign)))
const maybe = (names: readonly string[]) => fc.option(ruleOver(names), { nil: undefined })

const forms = fc
  .record({
    q: maybe(['a']),
    n: maybe(['a', 'q_1', 'q_2']),
    b: maybe(['a', 'q_1', 'q_2', 'n']),
    c: ruleOver(['a', 'q_1', 'q_2', 'n', 'b']),
    check: ruleOver(CODES),
    max: fc.constantFrom(1, 2),
  })
  .map(({ q, n, b, c, check, max }) => {
    const asked = (question: Question, askIf: string | undefined): Question =>
      askIf === undefined ? question : { ...question, askIf }
    return questionnaire(
      [
        single('a', 'three'),
        asked(multiple('q', 'two', max), q),
        asked(number('n', -2, 2), n),
        asked(single('b', 'three'), b),
        {
          ...asked(single('c', 'three'), c),
          checks: [{ severity: 'soft', condition: check, message: { vi: 'x', en: 'x' } }],
        },
      ],
      undefined,
      [levels('three', ['1', '2', '3']), levels('two', ['1', '2'], false)],
    )
  })

it('finds exactly the questions that no form asks and the checks that no form fulfils', () => {
  fc.assert(
    fc.property(forms, (made) => {
      const dictionary = buildDictionary(made)
      const questions = made.sections[0]?.questions ?? []
      const max = questions.flatMap((question) => (question.kind === 'multiple' ? (question.max ?? 9) : []))[0] ?? 9
      const records = [...everyForm(dictionary, max)]
      const skips = compileSkips(dictionary)
      const unasked = questions.filter(({ code }) => {
        const column = code === 'q' ? 'q_1' : code
        return !records.some((record) => skips.isAsked(column, record))
      })
      const check = compileCondition(questions.at(-1)?.checks?.[0]?.condition ?? '', dictionary)
      const answered = records.filter((record) =>
        check.variables.every((code) => /^-?\d+$/.test(fieldAt(record, dictionary.byCode.get(code)))),
      )
      const isNever = answered.length > 0 && !answered.some((record) => check.evaluate(record))
      expect(
        validateQuestionnaire(made)
          .map(({ code, where }) => `${code} ${where}`)
          .sort(),
      ).toEqual(
        [...unasked.map(({ code }) => `condition-never ${code}`), ...(isNever ? ['check-never-holds c'] : [])].sort(),
      )
    }),
    { numRuns: 200 },
  )
})

function fieldAt(record: string, variable: Variable | undefined): string {
  return variable === undefined ? '' : record.slice(variable.start, variable.start + variable.width)
}

it('as on paper a check meets an answer to a question that was not asked; on the strict path it never can', () => {
  const made = questionnaire([
    single('a'),
    {
      ...single('b', 'five', 'a == 1'),
      checks: [{ severity: 'soft', condition: 'a == 1 && b > 0', message: text('m') }],
    },
  ])
  const outcomesIn = (entryMode: 'strict' | 'as-on-paper') => {
    const document = { ...made, entryMode }
    const { judged } = judgeRules(document, buildDictionary(document), listsOf(document))
    return judged.map(({ rule, outcomes }) => `${rule.kind} ${outcomes?.canHold} ${outcomes?.canFail}`)
  }
  expect(outcomesIn('strict')).toEqual(['ask true true', 'check true false'])
  expect(outcomesIn('as-on-paper')).toEqual(['ask true true', 'check true true'])
})
