import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../../src/core/errors.ts'
import { compileCondition, referencedVariables } from '../../../src/core/questionnaire/condition.ts'
import { buildDictionary } from '../../../src/core/questionnaire/dictionary.ts'
import type { Question, Questionnaire } from '../../../src/core/questionnaire/questionnaire.ts'
import { emptyRecord, withField } from '../../../src/core/questionnaire/record.ts'
import { compileSkips } from '../../../src/core/questionnaire/skips.ts'

const label = { vi: 'Câu hỏi', en: 'Question' }
const single = (code: string, askIf?: string): Question => ({
  kind: 'single',
  code,
  number: '',
  label,
  choices: 'five',
  ...(askIf === undefined ? {} : { askIf }),
})

function dictionaryOf(...questions: Question[]) {
  const questionnaire: Questionnaire = {
    format: 'sipas-questionnaire/1',
    code: 'tiny',
    version: 1,
    title: label,
    source: '',
    choiceLists: [{ code: 'five', isScale: true, choices: ['1', '2', '3', '4', '5'].map((code) => ({ code, label })) }],
    sections: [{ code: 'A', number: 'A', title: label, questions }],
    schemes: [],
  }
  return buildDictionary(questionnaire)
}

const dictionary = dictionaryOf(
  single('x'),
  single('y'),
  { kind: 'number', code: 'age', number: '', label, min: 0, max: 120, decimals: 0 },
  { kind: 'number', code: 'hours', number: '', label, min: 0, max: 24, decimals: 1 },
  { kind: 'date', code: 'day', number: '', label },
)

/** A record from codes, everything else not keyed. */
function recordOf(values: Record<string, string>, of = dictionary): string {
  return Object.entries(values).reduce((record, [code, value]) => {
    const variable = of.byCode.get(code)
    if (variable === undefined) throw new Error(code)
    return withField(record, variable, value)
  }, emptyRecord(of))
}

const holds = (source: string, values: Record<string, string>): boolean =>
  compileCondition(source, dictionary).evaluate(recordOf(values))

function errorOf(run: () => unknown): AppError {
  try {
    run()
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('no error was thrown')
}

describe('a condition', () => {
  it.each([
    ['x == 3', { x: '3' }, true],
    ['x == 3', { x: '2' }, false],
    ['x > 2 && y != 1', { x: '3', y: '2' }, true],
    ['x in [1, 2] || y == 5', { x: '4', y: '5' }, true],
    ['(x + y) * 2 >= 12', { x: '3', y: '3' }, true],
    ['age >= 60', { age: '060' }, true],
    ['hours > 2', { hours: '02.5' }, true],
    ['hours == 2.5', { hours: '02.5' }, true],
    ['hours * 2.0 == 5.0', { hours: '02.5' }, true],
    ['day >= 20260701', { day: '20260702' }, true],
    ['true', {}, true],
  ])('%s of %o is %s', (source, values, expected) => {
    expect(holds(source, values as Record<string, string>)).toBe(expected)
  })

  it.each(['.', '?', '#', '*', '-', ' '])('every comparison with a missing answer (%s) is false', (sign) => {
    for (const operator of ['==', '!=', '<', '<=', '>', '>=']) {
      expect(holds(`x ${operator} 3`, { x: sign })).toBe(false)
      expect(holds(`3 ${operator} x`, { x: sign })).toBe(false)
    }
    expect(holds('x in [1, 2, 3]', { x: sign })).toBe(false)
    expect(holds('x + 1 > 0', { x: sign })).toBe(false)
    expect(holds('!(x > 2)', { x: sign })).toBe(true)
    expect(holds('x == null', { x: sign })).toBe(true)
    expect(holds('null != x', { x: sign })).toBe(false)
    expect(holds('x > 2 || y == 1', { x: sign, y: '1' })).toBe(true)
  })

  it('is false where it would divide by zero', () => {
    expect(holds('x / (y - y) > 0', { x: '1', y: '1' })).toBe(false)
  })

  it('reads text keys beside the answers', () => {
    const condition = compileCondition('agency == "TB-07" && x >= 4', dictionary, ['agency', 'sector'])
    expect(condition.variables).toEqual(['agency', 'x'])
    expect(condition.evaluate(recordOf({ x: '4' }), { agency: 'TB-07' })).toBe(true)
    expect(condition.evaluate(recordOf({ x: '4' }), { agency: null })).toBe(false)
    expect(condition.evaluate(recordOf({ x: '4' }))).toBe(false)
  })

  it('lists its variables once each', () => {
    expect(referencedVariables('x == 1 || (y in [1, age] && !(x > 2))')).toEqual(['x', 'y', 'age'])
  })

  it.each([
    ['x ==', 5],
    ['x', 1],
    ['x == 1 && y', 11],
    ['x == "a"', 1],
    ['size("a") > 0', 1],
    ['[1, 2].exists(v, v > 1)', 1],
    ['"a".matches("(a+)+$")', 1],
    ['x > null', 1],
    ['x[0] == 1', 1],
    ['x == 1 && hours + 1 > 2', 11],
    ['hours > null', 1],
    ['x == 1 && hours < 1e21', 11],
    [`${'('.repeat(200)}x == 1${')'.repeat(200)}`, 41],
    [`x in [${'1,'.repeat(150)}1]`, 207],
  ])('refuses %s', (source, position) => {
    const error = errorOf(() => compileCondition(source, dictionary))
    expect([error.code, error.params]).toEqual(['bad-condition', { source, position }])
  })

  it('names an unknown variable', () => {
    const error = errorOf(() => compileCondition('x == 1 && z == 2', dictionary, ['agency']))
    expect([error.code, error.params]).toEqual(['unknown-variable', { variable: 'z', source: 'x == 1 && z == 2' }])
  })

  it('refuses the names that CEL keeps for its types, though a questionnaire uses them', () => {
    const old = dictionaryOf(single('x'), single('type'))
    const error = errorOf(() => compileCondition('x == 1 && type == 2', old))
    expect([error.code, error.params.position]).toEqual(['bad-condition', 11])
  })

  it('never fails otherwise, whatever the source and the record', () => {
    const token = fc.constantFrom(
      ...'x y age hours day == != < in && || ! ( ) [ ] + - / 1 2.5 null "a" true ,'.split(' '),
    )
    const sources = fc.array(token, { maxLength: 12 }).map((tokens) => tokens.join(' '))
    const fields = fc.array(fc.constantFrom(...' .?#*-0123456789'), { minLength: 20, maxLength: 20 })
    fc.assert(
      fc.property(sources, fields, (source, characters) => {
        try {
          const record = characters.join('').slice(0, dictionary.recordWidth)
          expect(typeof compileCondition(source, dictionary).evaluate(record)).toBe('boolean')
        } catch (error) {
          expect(error).toBeInstanceOf(AppError)
        }
      }),
      { numRuns: 2000 },
    )
  })
})

describe('skips', () => {
  const skipping = dictionaryOf(single('x'), single('y', 'x == 3'), single('z', 'y == 1'), {
    ...single('why', 'y == 2'),
    kind: 'text',
    isLong: false,
  } as Question) // a text takes no choices; the schema isn't asked here
  const skips = compileSkips(skipping)
  const apply = (values: Record<string, string>, stage: 'draft' | 'final') =>
    skips.applyTo(recordOf(values, skipping), stage)

  it('marks what is not asked and frees what is, in the order of the paper', () => {
    expect(apply({ x: '3', y: '1', z: '5' }, 'final')).toBe('315')
    expect(apply({ x: '1', y: '1', z: '5' }, 'final')).toBe('1--')
    expect(apply({ x: '3', y: '-', z: '-' }, 'draft')).toBe('3 -')
    expect(apply({ x: '3', y: '-', z: '-' }, 'final')).toBe('3.-')
    expect(apply({ x: '.' }, 'final')).toBe('.--')
  })

  it('asks a text by the same rule', () => {
    expect(skips.isAsked('why', '32-')).toBe(true)
    expect(skips.isAsked('why', '31 ')).toBe(false)
    expect(skips.isAsked('x', '...')).toBe(true)
  })

  it('changes nothing when applied again', () => {
    const fields = fc.array(fc.constantFrom(...' .?#*-12345'), { minLength: 3, maxLength: 3 })
    fc.assert(
      fc.property(fields, fc.constantFrom('draft' as const, 'final' as const), (characters, stage) => {
        const once = skips.applyTo(characters.join(''), stage)
        expect(skips.applyTo(once, stage)).toBe(once)
      }),
    )
  })

  it('refuses a rule that looks ahead', () => {
    const error = errorOf(() => compileSkips(dictionaryOf(single('x', 'y == 1'), single('y'))))
    expect([error.code, error.params]).toEqual([
      'condition-looks-ahead',
      { where: 'x', variable: 'y', source: 'y == 1' },
    ])
  })
})
