import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { effectOf } from '../../../src/core/action/effect.ts'
import { byShortfall } from '../../../src/core/action/found.ts'
import {
  isInLowestQuarter,
  USUAL_SETTINGS,
  type WeakSettings,
  type WeakSubject,
  weakBy,
  weakSettingsSchema,
} from '../../../src/core/action/weak-rules.ts'
import { dissatisfiedLevels } from '../../../src/core/index/scoring.ts'

const SUBJECT: WeakSubject = {
  ...{ scope: 'agency', isItem: true, n: 100, index: 88, lower95: 86, upper95: 89.9, target: 90 },
  ...{ dissatisfiedPercent: 4, sinceBefore: null, peers: [88, 89, 90, 91] },
}
const by = (subject: Partial<WeakSubject>, settings: Partial<WeakSettings> = {}) =>
  weakBy({ ...SUBJECT, ...subject }, { ...USUAL_SETTINGS, ...settings })

describe('a criterion is weak', () => {
  test('when its whole interval lies below the target', () => {
    expect(by({})).toEqual(['below-target'])
    expect(by({ upper95: 90 })).toEqual([]) // the interval touches the target: not sure
    expect(by({ lower95: null, upper95: null })).toEqual([])
    expect(by({ target: null })).toEqual([])
  })

  test('when its index is below, where the office counts unsure ones too', () => {
    const belowTarget = { ...USUAL_SETTINGS.belowTarget, countsUnsure: true }
    expect(by({ upper95: 92 }, { belowTarget })).toEqual(['below-target'])
    expect(by({ index: 90, upper95: 92 }, { belowTarget })).toEqual([])
  })

  test('when it is lower than in the survey before beyond chance', () => {
    const met = { target: 80 }
    expect(by({ ...met, sinceBefore: 'lower' })).toEqual(['below-before'])
    expect(by({ ...met, sinceBefore: 'unsure' })).toEqual([])
    expect(by({ ...met, sinceBefore: 'higher' })).toEqual([])
    expect(by({ ...met, sinceBefore: 'lower' }, { belowBefore: { isActive: false } })).toEqual([])
  })

  test('when so many or more are dissatisfied', () => {
    expect(by({ target: null, dissatisfiedPercent: 10 })).toEqual(['dissatisfied'])
    expect(by({ target: null, dissatisfiedPercent: 9.99 })).toEqual([])
  })

  test('in the lowest quarter of the agencies, only where the office asks for it', () => {
    expect(by({ target: null })).toEqual([])
    expect(by({ target: null }, { lowestQuarter: { isActive: true } })).toEqual(['lowest-quarter'])
    expect(by({ target: null, index: 89 }, { lowestQuarter: { isActive: true } })).toEqual([])
  })

  test('never by too few respondents, on a level or in a place that is not looked at', () => {
    expect(by({ n: 29 })).toEqual([])
    expect(by({ n: 30 })).toEqual(['below-target'])
    expect(by({}, { levels: { items: false, factors: true } })).toEqual([])
    expect(by({ isItem: false }, { levels: { items: false, factors: true } })).toEqual(['below-target'])
    expect(by({ scope: 'sector' })).toEqual([])
    expect(by({ scope: 'sector' }, { scopes: ['sector'] })).toEqual(['below-target'])
  })

  test('the usual settings are settings', () => {
    expect(weakSettingsSchema.parse(USUAL_SETTINGS)).toEqual(USUAL_SETTINGS)
  })
})

test('the furthest below its target stands first; without a target or an index last', () => {
  const of = (index: number | null, target: number | null) => ({ index, target })
  const rows = [of(70, null), of(85, 90), of(60, 80), of(95, 90), of(null, 90), of(70, 92)]
  expect(rows.toSorted(byShortfall)).toEqual([
    of(70, 92),
    of(60, 80),
    of(85, 90),
    of(95, 90),
    of(70, null),
    of(null, 90),
  ])
})

describe('the lowest quarter', () => {
  test('needs four agencies and singles out none of equal ones', () => {
    expect(isInLowestQuarter(60, [60, 70, 80])).toBe(false)
    expect(isInLowestQuarter(60, [60, 70, 80, 90])).toBe(true)
    expect(isInLowestQuarter(60, [60, 60, 80, 90])).toBe(false)
    expect(isInLowestQuarter(60, [60, 60, 70, 75, 80, 85, 90, 95])).toBe(true)
  })

  test('never holds more than a quarter, whatever the order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 40 }), (values) => {
        const low = values.filter((value) => isInLowestQuarter(value, values))
        expect(low.length).toBeLessThanOrEqual(values.length / 4)
        const reversed = values.toReversed()
        expect(values.map((value) => isInLowestQuarter(value, reversed))).toEqual(
          values.map((value) => isInLowestQuarter(value, values)),
        )
      }),
    )
  })
})

test('dissatisfied is below the middle of the scale', () => {
  expect([2, 3, 4, 5, 7].map(dissatisfiedLevels)).toEqual([1, 1, 2, 2, 3])
})

test('an effect claims no more than its interval', () => {
  expect(effectOf({ difference: 3, lower95: 0.1, upper95: 6 })).toBe('improved')
  expect(effectOf({ difference: 3, lower95: 0, upper95: 6 })).toBe('unsure')
  expect(effectOf({ difference: -3, lower95: -6, upper95: 0 })).toBe('not-improved')
  expect(effectOf({ difference: 3, lower95: null, upper95: null })).toBe('unsure')
})
