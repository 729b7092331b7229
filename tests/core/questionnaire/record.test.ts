import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Dictionary, Variable } from '../../../src/core/questionnaire/dictionary.ts'
import {
  answerOf,
  emptyRecord,
  fieldOf,
  fieldProblem,
  findRecordProblems,
  MISSING,
  missingKindOf,
  padField,
  withField,
} from '../../../src/core/questionnaire/record.ts'

const text = (vi: string) => ({ vi, en: vi })
const variable = (code: string, start: number, width: number, rest: Partial<Variable> = {}): Variable => ({
  code,
  questionCode: code,
  number: '1',
  kind: 'choice',
  label: text(code),
  start,
  width,
  choices: ['1', '2', '10'].map((choice) => ({ code: choice, label: text(choice) })),
  isScale: false,
  askIf: [],
  min: null,
  max: null,
  decimals: 0,
  ...rest,
})

const PLACE = variable('place', 0, 2)
const TICK = variable('tick', 2, 1, { kind: 'flag', choices: ['0', '1'].map((code) => ({ code, label: text(code) })) })
const COST = variable('cost', 3, 4, { kind: 'number', choices: [], min: -20, max: 99.5, decimals: 1 })
const AGE = variable('age', 3, 4, { kind: 'number', choices: [], min: 0, max: 1000 })
const DAY = variable('day', 7, 8, { kind: 'date', choices: [] })
const VARIABLES = [PLACE, TICK, COST, DAY]
const DICTIONARY: Dictionary = {
  recordWidth: 15,
  variables: VARIABLES,
  texts: [],
  byCode: new Map(VARIABLES.map((v) => [v.code, v])),
}

describe('a field', () => {
  it('is padded with zeros, or filled with one missing sign', () => {
    expect(padField(PLACE, '1')).toBe('01')
    expect(padField(PLACE, '10')).toBe('10')
    expect(padField(PLACE, '.')).toBe('..')
    expect(padField(DAY, '-')).toBe('--------')
    expect(padField(COST, ' ')).toBe('    ')
    expect(padField(COST, '-3')).toBe('-003')
    expect(padField(COST, '7.5')).toBe('07.5')
  })

  it('reads back as the code that was put in', () => {
    expect(answerOf('01')).toBe('1')
    expect(answerOf('10')).toBe('10')
    expect(answerOf('00')).toBe('0')
    expect(answerOf('-003')).toBe('-3')
    expect(answerOf('07.5')).toBe('7.5')
    expect(answerOf('00.5')).toBe('0.5')
    for (const field of ['..', '????', '#', '*', '--------', ' ', '  ']) expect(answerOf(field)).toBe(null)
  })

  it('tells the missing codes apart, and a minus from "not asked"', () => {
    expect(['.', '??', '###', '*', '--'].map(missingKindOf)).toEqual([
      'notAnswered',
      'refused',
      'illegible',
      'multipleTicks',
      'notAsked',
    ])
    expect(['1', '-3', '.1', ' ', ''].map(missingKindOf)).toEqual([null, null, null, null, null])
  })

  const fields = [
    [PLACE, '02', null],
    [PLACE, '??', null],
    [PLACE, '03', 'unknown-code'],
    [PLACE, ' 1', 'blank'],
    [TICK, '2', 'unknown-code'],
    [COST, '99.5', null],
    [COST, '99.6', 'out-of-range'],
    [COST, '-021', 'out-of-range'],
    [COST, '7.25', 'too-many-decimals'],
    [AGE, '41.5', 'too-many-decimals'],
    [AGE, '0041', null],
    [COST, '1e10', 'not-a-number'],
    [COST, '1..5', 'not-a-number'],
    [DAY, '20240229', null],
    [DAY, '20230229', 'not-a-date'],
    [DAY, '20231301', 'not-a-date'],
    [DAY, '2023-1-1', 'not-a-date'],
  ] as const
  it.each(fields.map(([of, field, expected]) => [of.code, field, expected, of] as const))(
    '%s: “%s” is %s',
    (_, field, expected, of) => expect(fieldProblem(of, field)).toBe(expected),
  )
})

describe('a record', () => {
  it('begins blank and says what is still to be keyed', () => {
    const record = emptyRecord(DICTIONARY)
    expect(record).toBe(' '.repeat(15))
    expect(findRecordProblems(DICTIONARY, record).map(({ variable: code, problem }) => `${code} ${problem}`)).toEqual([
      'place blank',
      'tick blank',
      'cost blank',
      'day blank',
    ])
  })

  it('of another width is refused as a whole', () => {
    expect(findRecordProblems(DICTIONARY, '1')).toEqual([{ variable: '', field: '1', problem: 'wrong-width' }])
  })

  it('changes in one field alone, whatever is written there', () => {
    const value = fc.constantFrom('1', '10', ...Object.values(MISSING), ' ')
    const record = fc.string({ unit: fc.constantFrom(...'0123.?#*- '), minLength: 15, maxLength: 15 })
    fc.assert(
      fc.property(record, fc.constantFrom(PLACE, COST, DAY), value, (before, target, written) => {
        const after = withField(before, target, written)
        expect(after).toHaveLength(15)
        expect(fieldOf(after, target)).toBe(padField(target, written))
        expect(after.slice(0, target.start)).toBe(before.slice(0, target.start))
        expect(after.slice(target.start + target.width)).toBe(before.slice(target.start + target.width))
      }),
    )
  })
})
