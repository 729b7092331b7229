import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BUILT_IN_QUESTIONNAIRES } from '../../../src/core/questionnaire/built-in/index.ts'
import { compareVersions, problemsAfter, withRetiredCodes } from '../../../src/core/questionnaire/compare-versions.ts'
import { buildDictionary, type Dictionary } from '../../../src/core/questionnaire/dictionary.ts'
import { compileMove } from '../../../src/core/questionnaire/move-record.ts'
import type { Question, Questionnaire } from '../../../src/core/questionnaire/questionnaire.ts'
import { findRecordProblems, padField } from '../../../src/core/questionnaire/record.ts'
import { validateQuestionnaire } from '../../../src/core/questionnaire/validate.ts'

const text = (vi: string) => ({ vi, en: '' })

function form(questions: Question[], levels = 5, options = ['1', '2']): Questionnaire {
  const scale = Array.from({ length: levels }, (_, at) => ({ code: String(at + 1), label: text(`Mức ${at + 1}`) }))
  return {
    format: 'sipas-questionnaire/1',
    code: 'thu',
    version: 1,
    title: text('Thử'),
    source: '',
    choiceLists: [
      { code: 'muc', isScale: true, choices: scale },
      { code: 'loai', isScale: false, choices: options.map((code) => ({ code, label: text(`Loại ${code}`) })) },
    ],
    sections: [{ code: 'a', number: '1', title: text('Phần'), questions }],
    schemes: [],
  }
}

const single = (code: string, choices: string, label = 'Câu'): Question => ({
  kind: 'single',
  ...{ code, number: '1', label: text(label), choices },
})
const number = (code: string, min: number, max: number, decimals = 0): Question => ({
  kind: 'number',
  ...{ code, number: '1', label: text('Số'), min, max, decimals },
})

const kindsOf = (before: Questionnaire, after: Questionnaire) =>
  compareVersions(before, after).map(({ kind, code, impact }) => `${kind} ${code} ${impact}`)

describe('what a version changes', () => {
  test.each(BUILT_IN_QUESTIONNAIRES.map((one) => [one.code, one] as const))('nothing, against itself: %s', (_, one) => {
    expect(compareVersions(one, one)).toEqual([])
    expect(problemsAfter(one, one)).toEqual([])
  })

  test('each kind of change has its class', () => {
    const before = form([single('a', 'muc'), single('b', 'loai'), number('c', 0, 50, 1)])
    const after = form([single('a', 'muc', 'Câu khác'), number('c', 0, 40), single('d', 'loai')])
    expect(kindsOf(before, after)).toEqual([
      'label a label',
      'range-narrower c loss',
      'decimals-fewer c loss',
      'added d none',
      'removed b loss',
    ])
    const onPaper = { ...before, entryMode: 'as-on-paper' as const }
    expect(kindsOf(before, onPaper)).toEqual(['entry-as-on-paper  none'])
    expect(kindsOf(onPaper, { ...before, entryMode: 'strict' })).toEqual(['entry-strict  label'])
    expect(kindsOf(before, { ...before, entryMode: 'strict' })).toEqual([])
    expect(kindsOf(form([single('b', 'loai')]), form([single('b', 'loai')], 5, ['1', '3']))).toEqual([
      'choice-added b none',
      'choice-removed b loss',
    ])
    expect(kindsOf(form([number('c', 0, 9)]), form([number('c', 0, 99)]))).toEqual(['range-wider c none'])
  })

  test('a change of the English words alone is shown in English', () => {
    const before = form([{ ...single('a', 'muc'), label: { vi: 'Câu', en: 'Old' } }])
    const after = form([{ ...single('a', 'muc'), label: { vi: 'Câu', en: 'New' } }])
    expect(compareVersions(before, after).map((one) => [one.kind, one.before, one.after])).toEqual([
      ['label', 'Old', 'New'],
    ])
  })

  test('a code keeps its kind and its levels for ever', () => {
    const before = form([single('a', 'muc'), single('b', 'loai')])
    const problems = (after: Questionnaire) => problemsAfter(before, after).map(({ code, where }) => `${code} ${where}`)
    expect(problems(form([single('a', 'muc'), number('b', 0, 9)]))).toEqual(['questionnaire-kind-changed b'])
    expect(problems(form([single('a', 'muc')], 4))).toEqual(['questionnaire-levels-changed a'])
    expect(problems(form([single('b', 'muc')]))).toEqual(['questionnaire-levels-changed b'])
    expect(problems(form([single('a', 'muc')], 5, ['1', '2', '3']))).toEqual([])
  })

  test('an option keeps its code: changed over, old answers would say the opposite', () => {
    const before = form([single('a', 'muc')])
    const [list = { code: 'muc', isScale: true, choices: [] }] = before.choiceLists
    const turned = list.choices.map(({ code }, at) => ({ code, label: list.choices.at(-1 - at)?.label ?? text('?') }))
    const after = { ...before, choiceLists: [{ ...list, choices: turned }] }
    expect(problemsAfter(before, after).map(({ code, params }) => [code, params.from, params.to])).toEqual([
      ['questionnaire-option-moved', '1', '5'],
    ])
    // New words alone are a change of words.
    const worded = { ...list, choices: list.choices.map((one) => ({ ...one, label: text(`${one.label.vi} nhé`) })) }
    expect(problemsAfter(before, { ...before, choiceLists: [worded] })).toEqual([])
  })

  test('an option that was given up is retired with its question, and refused when it comes back', () => {
    const three = form([single('b', 'loai')], 5, ['1', '2', '3'])
    const two = withRetiredCodes(three, form([single('b', 'loai')], 5, ['1', '3']))
    expect(two.retiredCodes).toEqual(['b=2'])
    const back = withRetiredCodes(two, form([single('b', 'loai')], 5, ['1', '2', '3']))
    expect(validateQuestionnaire(back).map(({ code }) => code)).toEqual(['questionnaire-option-retired'])
    expect(validateQuestionnaire(withRetiredCodes(two, form([single('b', 'loai')], 5, ['1', '3', '4'])))).toEqual([])
  })

  test('what is no longer asked is retired, and stays so in every later version', () => {
    const [first, second, third] = [form([number('a', 0, 9), number('b', 0, 9)]), form([number('b', 0, 9)]), form([])]
    const published = withRetiredCodes(first, second)
    expect(published.retiredCodes).toEqual(['a'])
    expect(withRetiredCodes(published, third).retiredCodes).toEqual(['a', 'b'])
    expect(withRetiredCodes(null, first)).toEqual(first)
  })

  test('an option of a multiple choice is a column; its question is a name in files as well', () => {
    const multiple: Question = { kind: 'multiple', code: 'm', number: '1', label: text('Nhiều'), choices: 'loai' }
    expect(withRetiredCodes(form([multiple]), form([])).retiredCodes).toEqual(['m', 'm_1', 'm_2'])
  })
})

/** A record of random fields that the dictionary allows, missing signs among them. */
function records(dictionary: Dictionary): fc.Arbitrary<string> {
  const fields = dictionary.variables.map((variable) => {
    const values =
      variable.kind === 'number'
        ? fc.integer({ min: variable.min ?? 0, max: variable.max ?? 9 }).map((n) => n.toFixed(variable.decimals))
        : fc.constantFrom(...variable.choices.map(({ code }) => code))
    return fc
      .oneof({ weight: 4, arbitrary: values }, { weight: 1, arbitrary: fc.constantFrom('.', '?', '#', '*', '-') })
      .map((value) => padField(variable, value))
  })
  return fc.tuple(...fields).map((parts) => parts.join(''))
}

describe('a record in another version', () => {
  test('in its own version it is itself', () => {
    for (const questionnaire of BUILT_IN_QUESTIONNAIRES) {
      const dictionary = buildDictionary(questionnaire)
      const move = compileMove(dictionary, dictionary)
      fc.assert(fc.property(records(dictionary), (record) => move(record) === record))
    }
  })

  test('wider columns hold the same answers; what is new was not asked; order does not matter', () => {
    const from = buildDictionary(form([single('a', 'muc'), single('b', 'loai'), number('c', -5, 9)]))
    const options = Array.from({ length: 12 }, (_, at) => String(at + 1))
    const to = buildDictionary(
      form([single('d', 'loai'), number('c', -50, 99, 1), single('b', 'loai'), single('a', 'muc')], 5, options),
    )
    const move = compileMove(from, to)
    // a = 5, b = 2, c = -3 (two wide) → d not asked (two wide), c five wide with a decimal, b two wide, a.
    expect(move('52-3')).toBe('---03.0025')
    expect(move('.?**')).toBe('--*****??.')
    fc.assert(
      fc.property(records(from), (record) => {
        expect(findRecordProblems(to, move(record))).toEqual([])
      }),
    )
  })

  test('an answer without room is not answered; what is blank stays so', () => {
    const from = buildDictionary(form([number('c', 0, 999)]))
    const to = buildDictionary(form([number('c', 0, 99), single('a', 'muc')]))
    expect(compileMove(from, to)('123')).toBe('..-')
    expect(compileMove(from, to)('012')).toBe('12-')
    expect(compileMove(from, to)('   ')).toBe('  -')
    // Decimals are never cut, a range and an option that are gone leave no answer.
    const decimal = buildDictionary(form([number('c', 0, 9, 2)]))
    expect(compileMove(decimal, buildDictionary(form([number('c', 0, 9)])))('7.60')).toBe('.')
    expect(compileMove(decimal, buildDictionary(form([number('c', 0, 9)])))('7.00')).toBe('7')
    const narrow = buildDictionary(form([number('c', 0, 50)]))
    expect(compileMove(buildDictionary(form([number('c', 0, 99)])), narrow)('99')).toBe('..')
    const gone = buildDictionary(form([single('b', 'loai')], 5, ['1', '3']))
    const all = buildDictionary(form([single('b', 'loai')], 5, ['1', '2', '3']))
    expect([compileMove(all, gone)('2'), compileMove(all, gone)('3')]).toEqual(['.', '3'])
  })
})
