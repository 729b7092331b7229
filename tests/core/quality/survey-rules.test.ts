import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SerialGroups, serialKey } from '../../../src/core/quality/duplicate-serials.ts'
import { ContentGroups, distinctiveForm } from '../../../src/core/quality/near-duplicates.ts'
import { median, modifiedZScores, outlyingUnits } from '../../../src/core/quality/outliers.ts'
import { offQuotas } from '../../../src/core/quality/quota.ts'
import { buildDictionary } from '../../../src/core/questionnaire/dictionary.ts'
import { grid, multiple, questionnaire } from '../questionnaire/make-questionnaire.ts'

test('serials that mean one number share a key', () => {
  const keys = (...serials: string[]) => new Set(serials.map((serial) => serialKey(serial, true))).size
  expect(keys('12', '0012', ' 12')).toBe(1)
  expect(keys('a-7', 'A-7', 'A - 7')).toBe(1)
  // Damm's own example: 572 has the check digit 4.
  expect(keys('000572-4', '000572', '572', '0005724')).toBe(1)
  expect(keys('12', '120', '1-2')).toBe(3)
  expect(serialKey('0005724', false)).toBe('5724') // no printed forms: seven digits are a number like another
  expect(serialKey('000572-3', true)).toBe('000572-3') // a wrong check digit: not a printed number
})

test('duplicate serials: every form after the first, whatever the order they come in', () => {
  const forms = [
    { responseId: 'a', serial: '12' },
    { responseId: 'b', serial: '13' },
    { responseId: 'c', serial: '0012' },
    { responseId: 'd', serial: '012' },
  ]
  const found = (order: typeof forms) => {
    const groups = new SerialGroups(false)
    for (const form of order) groups.add(form)
    return groups.findings(new Set()).map(({ responseId, detail }) => [responseId, detail.other])
  }
  expect(found(forms)).toEqual([
    ['c', '12'],
    ['d', '12'],
  ])
  const shuffled = fc.shuffledSubarray(forms, { minLength: forms.length })
  fc.assert(
    fc.property(shuffled, (order) => {
      expect(found(order).toSorted()).toEqual(found(forms))
    }),
  )
})

const DICTIONARY = buildDictionary(
  questionnaire([grid('g', ['g1', 'g2', 'g3', 'g4', 'g5', 'g6', 'g7', 'g8', 'g9', 'g10']), multiple('m')]),
)

test('a form is distinctive with enough answers that are not nearly all alike', () => {
  const is = distinctiveForm(DICTIONARY, 10)
  expect(is('444444444310')).toBe(true) // 9 of 10 alike
  expect(is('444444444410')).toBe(false) // all alike
  expect(is('444333....10')).toBe(false) // 6 + one tick = 7 answers
  expect(is('444333555.10')).toBe(true) // 9 + one tick = 10
})

test('near-duplicates: same answers and texts; forms all alike and forms of other texts are left alone', () => {
  const is = distinctiveForm(DICTIONARY, 10)
  const twin = '123451234510'
  const flat = '444444444410'
  const forms: [string, string, Record<string, string>][] = [
    ['a', twin, {}],
    ['b', twin, { w: 'khác' }],
    ['c', flat, {}],
    ['d', flat, {}],
    ['e', twin, {}],
    ['f', twin, {}],
  ]
  const found = (order: typeof forms) => {
    const groups = new ContentGroups((_, record) => is(record))
    for (const [id, record, texts] of order) groups.add({ responseId: id, serial: `S${id}` }, 1, record, texts)
    return groups
      .findings(new Set())
      .map(({ responseId, detail }) => [responseId, detail.other])
      .toSorted()
  }
  expect(found(forms)).toEqual([
    ['e', 'Sa'],
    ['f', 'Sa'],
  ])
  const shuffled = fc.shuffledSubarray(forms, { minLength: forms.length })
  fc.assert(
    fc.property(shuffled, (order) => {
      expect(found(order)).toEqual(found(forms))
    }),
  )
})

test('quota: beyond the tolerance on either side, only where a number is set', () => {
  const at = (count: number, expected: number | null) =>
    offQuotas([{ place: '@survey', name: '', expected, count }], 5).map(({ detail }) => [
      detail.sign,
      detail.difference,
    ])
  expect([at(105, 100), at(95, 100), at(0, null)]).toEqual([[], [], []])
  expect([at(106, 100), at(94, 100), at(1, 0)]).toEqual([[[1, 6]], [[-1, 6]], [[1, 1]]])
})

test('modified z-scores by hand: 0.6745·(x − median)/MAD', () => {
  expect(median([3, 1, 2])).toBe(2)
  expect(median([4, 1, 2, 3])).toBe(2.5)
  // median 82; deviations 2 1 0 1 18, their median 1: z of 100 is 0.6745·18 = 12.141.
  const scores = modifiedZScores([80, 81, 82, 83, 100])
  expect(scores.map((score) => score.toFixed(4))).toEqual(['-1.3490', '-0.6745', '0.0000', '0.6745', '12.1410'])
  // Four of five equal: MAD 0, mean deviation 10/5 = 2, so 10/(1.253314·2) = 3.9894.
  expect(modifiedZScores([0, 0, 0, 0, 10])[4]?.toFixed(4)).toBe('3.9894')
  expect(modifiedZScores([7, 7, 7])).toEqual([0, 0, 0])
})

test('outliers need five agencies with thirty forms each, and a difference worth a word', () => {
  const units = (values: number[], count = 30) =>
    values.map((value, at) => ({ place: `@agency:${at + 1}`, name: `CQ${at + 1}`, value, count }))
  const found = (values: number[], count = 30) =>
    outlyingUnits('index', units(values, count), 3.5).map(({ place }) => place)
  expect(found([80, 81, 82, 83, 100])).toEqual(['@agency:5:index'])
  expect(found([80, 81, 82, 84, 85])).toEqual([])
  expect(found([81, 82, 83, 100])).toEqual([])
  expect(found([80, 81, 82, 83, 100], 29)).toEqual([])
  expect(found([0, 0, 0, 0, 10])).toEqual(['@agency:5:index'])
  expect(found([0, 0, 0, 0, 0.5])).toEqual([]) // half a point is nothing to look into
})

test('scores do not depend on order, place or scale', () => {
  const values = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 5, maxLength: 12 })
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 9 }), fc.integer({ min: -50, max: 50 }), (list, factor, shift) => {
      const plain = modifiedZScores(list)
      const moved = modifiedZScores(list.map((value) => value * factor + shift))
      const backwards = modifiedZScores(list.toReversed()).toReversed()
      for (const [at, score] of plain.entries()) {
        expect(moved[at]).toBeCloseTo(score, 9)
        expect(backwards[at]).toBeCloseTo(score, 9)
      }
    }),
  )
})
