import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildDictionary } from '../../../src/core/questionnaire/dictionary.ts'
import { fieldOf, withField } from '../../../src/core/questionnaire/record.ts'
import { compileSkips } from '../../../src/core/questionnaire/skips.ts'
import { multiple, open, questionnaire, single } from './make-questionnaire.ts'

/** `x`, then `y` asked at x = 3, `m` (three options) at y = 1, `z` at y = 2, and why, in words, at y = 2. */
const dictionary = buildDictionary(
  questionnaire([
    single('x'),
    single('y', 'five', 'x == 3'),
    { ...multiple('m', 'five'), askIf: 'y == 1' },
    single('z', 'five', 'y == 2'),
    open('why', 'y == 2'),
  ]),
)
const strict = compileSkips(dictionary)
const loose = compileSkips(dictionary, 'as-on-paper')

describe('as on paper', () => {
  // x y mmmmm z
  it('keeps what is ticked where nobody asked, and marks the rest', () => {
    expect(loose.applyTo('2......4', 'final')).toBe('2------4')
    expect(loose.applyTo('24      ', 'draft')).toBe('24------')
    expect(loose.applyTo('2 01000 ', 'draft')).toBe('2-01000-')
    expect(loose.applyTo('2-00000?', 'final')).toBe('2-------')
    expect(strict.applyTo('24010004', 'final')).toBe('2-------')
  })

  it('keeps marks that are no answer: several ticks, an illegible one', () => {
    expect(loose.applyTo('2*#####.', 'final')).toBe('2*#####-')
    expect(loose.notCalledFor('2*#####-', {})).toEqual(['y', 'm'])
  })

  it('takes an answer that nobody asked for as an answer in the rules after it', () => {
    expect(loose.applyTo('22     -', 'draft')).toBe('22----- ')
    expect(loose.applyTo('22     -', 'final')).toBe('22-----.')
    expect(loose.notCalledFor('22-----4', {})).toEqual(['y'])
  })

  it('names what was answered unasked once, in the order of the paper, texts last', () => {
    expect(loose.notCalledFor('2-011003', { why: 'xa quá' })).toEqual(['m', 'z', 'why'])
    expect(loose.notCalledFor('32-----4', { why: 'xa quá' })).toEqual([])
    expect(loose.notCalledFor('2-------', { why: ' ' })).toEqual([])
    expect(strict.notCalledFor('2-011003', { why: 'xa quá' })).toEqual([])
  })

  const signs = fc.array(fc.constantFrom(...' .?#*-012345'), { minLength: 8, maxLength: 8 })
  const record = signs.map((characters) => characters.join(''))
  const stage = fc.constantFrom('draft' as const, 'final' as const)

  it('changes nothing when applied again', () => {
    fc.assert(
      fc.property(record, stage, (before, when) => {
        const once = loose.applyTo(before, when)
        expect(loose.applyTo(once, when)).toBe(once)
      }),
    )
  })

  it('never loses a code that was typed', () => {
    fc.assert(
      fc.property(record, stage, (before, when) => {
        const after = loose.applyTo(before, when)
        for (const variable of dictionary.variables) {
          const typed = fieldOf(before, variable)
          if (/[1-9#*]/.test(typed)) expect(fieldOf(after, variable)).toBe(typed)
        }
      }),
    )
  })

  it('differs from the strict path exactly where it names a violation', () => {
    fc.assert(
      fc.property(record, stage, (before, when) => {
        const kept = loose.applyTo(before, when)
        const isClean = loose.notCalledFor(kept, {}).length === 0
        expect(strict.applyTo(kept, when) === kept).toBe(isClean)
        if (isClean) expect(kept).toBe(strict.applyTo(before, when))
      }),
    )
  })

  it('is the strict path once what it names is taken out', () => {
    fc.assert(
      fc.property(record, (before) => {
        let now = loose.applyTo(before, 'final')
        for (let [place] = loose.notCalledFor(now, {}); place !== undefined; [place] = loose.notCalledFor(now, {})) {
          for (const variable of dictionary.variables.filter((one) => one.questionCode === place)) {
            now = withField(now, variable, '-')
          }
          now = loose.applyTo(now, 'final')
        }
        expect(strict.applyTo(now, 'final')).toBe(now)
      }),
    )
  })
})
