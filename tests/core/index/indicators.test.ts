import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assert } from '../../../src/core/assert.ts'
import { fisherInterval } from '../../../src/core/index/importance.ts'
import { computeIndicators } from '../../../src/core/index/indicators.ts'
import { divisionOf, quadrantOf } from '../../../src/core/index/quadrants.ts'
import { BUILT_IN_QUESTIONNAIRES } from '../../../src/core/questionnaire/built-in/index.ts'
import { buildDictionary, type Dictionary } from '../../../src/core/questionnaire/dictionary.ts'
import { answerRow, keptOf, recordOf } from '../../support/index-data.ts'

function dictionaryOf(code: string): Dictionary {
  const questionnaire = BUILT_IN_QUESTIONNAIRES.find((builtIn) => builtIn.code === code)
  assert(questionnaire !== undefined, code)
  return buildDictionary(questionnaire)
}

type Answers = Readonly<Record<string, string>>

function indicatorsOf(dictionary: Dictionary, forms: readonly Answers[], by: string[] = []) {
  const rows = forms.map((answers, number) =>
    answerRow(number, recordOf(dictionary, answers), {
      agency: Number(answers.agency ?? 1),
      weight: Number(answers.weight ?? 1),
    }),
  )
  const kept = keptOf(dictionary.recordWidth, rows)
  return computeIndicators(kept, { dictionary, useWeights: true, populations: new Map(), by })
}

const tthc = dictionaryOf('tthc-2017')
const household = dictionaryOf('sipas-2026')

const LATE = { u_result: '3', u_late_notice: '2' }
const FORMS: Answers[] = [
  {
    agency: '1',
    ...LATE,
    u_late_apology: '1',
    u_visits: '4',
    u_harassment: '1',
    wish_1: '1',
    wish_2: '1',
    wish_3: '0',
  },
  {
    agency: '1',
    ...LATE,
    u_late_apology: '2',
    u_visits: '2',
    u_harassment: '2',
    wish_1: '0',
    wish_2: '1',
    wish_3: '0',
  },
  {
    agency: '1',
    u_result: '1',
    u_late_apology: '1',
    u_visits: '0',
    u_harassment: 'REF',
    wish_1: '0',
    wish_2: '0',
    wish_3: '1',
  },
  { agency: '2', u_result: '2', u_late_apology: 'SKIP', u_visits: 'MULT', u_harassment: '2' },
]

test('shares of those who answered; apologies of late files alone, even where others were keyed one', () => {
  const [whole] = indicatorsOf(tthc, FORMS)
  const figures = whole?.indicators.figures.map(({ key, count, of, missing, percent }) => [
    key,
    count,
    of,
    missing,
    percent,
  ])
  expect(figures).toEqual([
    ['late-files', 2, 4, 0, 50],
    ['late-apology', 1, 2, 0, 50],
    ['late-notice', 0, 2, 0, 0],
    ['repeat-visits', 2, 3, 1, expect.closeTo(200 / 3, 12)],
    ['harassment', 1, 3, 1, expect.closeTo(100 / 3, 12)],
    ['extra-payment', 0, 0, 4, null],
  ])
})

test('contacts in the order of the paper, wishes from the most wished down, each option over those who answered', () => {
  const [whole] = indicatorsOf(tthc, FORMS)
  const lists = new Map(whole?.indicators.lists.map((list) => [list.key, list.rows]))
  expect(lists.get('contacts')?.map(({ code, count, of }) => [code, count, of])).toEqual([
    ...[
      ['0', 1, 3],
      ['1', 0, 3],
      ['2', 1, 3],
      ['3', 0, 3],
      ['4', 1, 3],
    ], // prettier-ignore
  ])
  expect(
    lists
      .get('wishes')
      ?.slice(0, 3)
      .map(({ code, count, of }) => [code, count, of]),
  ).toEqual([
    ['wish_2', 2, 3],
    ['wish_1', 1, 3],
    ['wish_3', 1, 3],
  ])
  expect([...lists.keys()]).toEqual(['contacts', 'sources', 'wishes'])
})

test('a group has its own shares, and few plain answers have Wilson’s interval', () => {
  const groups = indicatorsOf(tthc, FORMS, ['agency'])
  const late = groups.map(({ codes, indicators }) => [codes[0], indicators.figures[0]] as const)
  // Wilson, 2 of 3: (0.6667 + 1.2805/2 ± 1.96·√(0.2222/3 + 0.1067·…)) … = 20.77 – 93.85.
  expect(late[0]?.[1]).toMatchObject({ count: 2, of: 3, note: 'wilson' })
  expect(late[0]?.[1]?.lower95).toBeCloseTo(20.765, 2)
  expect(late[0]?.[1]?.upper95).toBeCloseTo(93.851, 2)
  expect(late[1]?.[1]).toMatchObject({ count: 0, of: 1, note: 'single-response', lower95: null })
})

test('the household form: some or many, many alone, channels, experience, wishes of the two upper levels', () => {
  const forms: Answers[] = [
    { q5: '3', q6: '1', q2_1: '1', q2_2: '0', q8_1: '1', q10_01: '4', q10_02: '2' },
    { q5: '2', q6: '1', q2_1: '0', q2_2: '0', q8_1: '2', q10_01: '1', q10_02: '3' },
    { q5: '1', q6: '2', q2_1: '1', q2_2: '1', q8_1: '', q10_01: '2', q10_02: '4' },
  ]
  const [whole] = indicatorsOf(household, forms)
  expect(whole?.indicators.figures.map(({ key, count, of }) => [key, count, of])).toEqual([
    ['harassment-seen', 2, 3],
    ['harassment-widespread', 1, 3],
    ['payment-seen', 1, 3],
    ['payment-widespread', 0, 3],
  ])
  const rows = (key: string) =>
    whole?.indicators.lists
      .find((list) => list.key === key)
      ?.rows.slice(0, 2)
      .map(({ code, count, of }) => [code, count, of])
  expect(rows('channels')).toEqual([
    ['q2_1', 2, 3],
    ['q2_2', 1, 3],
  ])
  expect(rows('experience')?.[0]).toEqual(['q8_1', 1, 2])
  expect(rows('wishes-household')).toEqual([
    ['q10_02', 2, 3],
    ['q10_01', 1, 3],
  ])
})

test('the form of 2022 asks for wishes only; a q5 of another form means something else', () => {
  const [old] = indicatorsOf(dictionaryOf('sipas-2022'), [{ q10_01: '3' }])
  expect(old?.indicators.figures).toEqual([])
  expect(old?.indicators.lists.map(({ key }) => key)).toEqual(['wishes-household'])
  const q5 = household.byCode.get('q5')
  assert(q5 !== undefined, 'q5')
  const foreign = { ...household, variables: [q5], byCode: new Map([['q5', q5]]) }
  expect(indicatorsOf(foreign, [])[0]?.indicators).toEqual({ figures: [], lists: [] })
})

test('the shares of all choices of a question add up to 100, weighted or not, in whatever order forms come', () => {
  const form = fc.record({
    u_visits: fc.constantFrom('0', '1', '2', '3', '4', '', 'REF'),
    weight: fc.constantFrom('1', '2.5', '0.5'),
  })
  fc.assert(
    fc.property(fc.array(form, { minLength: 1, maxLength: 40 }), (forms) => {
      const contacts = (list: readonly Answers[]) => indicatorsOf(tthc, list)[0]?.indicators.lists[0]?.rows ?? []
      const rows = contacts(forms)
      const total = rows.reduce((sum, { percent }) => sum + (percent ?? 0), 0)
      if ((rows[0]?.of ?? 0) > 0) expect(total).toBeCloseTo(100, 9)
      const turned = contacts(forms.toReversed())
      for (const [place, row] of rows.entries()) {
        expect(turned[place]?.count).toBe(row.count)
        expect(turned[place]?.percent ?? -1).toBeCloseTo(row.percent ?? -1, 9)
        expect(turned[place]?.standardError ?? -1).toBeCloseTo(row.standardError ?? -1, 6)
      }
    }),
  )
})

test('Fisher’s interval of r = 0.5 from 28 respondents', () => {
  // atanh 0.5 = 0.549306; half = 1.959964/5 = 0.391993; tanh 0.157313 = 0.156028, tanh 0.941299 = 0.735818.
  expect(fisherInterval(0.5, 28)?.lower95).toBeCloseTo(0.156028, 5)
  expect(fisherInterval(0.5, 28)?.upper95).toBeCloseTo(0.735818, 5)
  expect(fisherInterval(0.5, 3)).toBeNull()
})

test('items are divided at the means of both axes; on a line counts as above', () => {
  const items = [
    { importance: 0.8, performance: 70 },
    { importance: 0.8, performance: 90 },
    { importance: 0.4, performance: 70 },
    { importance: 0.4, performance: 90 },
    { importance: 0.6, performance: 80 },
  ]
  const division = divisionOf(items)
  assert(division !== null, 'there are items')
  expect([division.importance, division.performance]).toEqual([expect.closeTo(0.6, 12), 80])
  expect(items.slice(0, 4).map((item) => quadrantOf(item, division))).toEqual(['improve', 'keep', 'later', 'enough'])
  expect(quadrantOf({ importance: division.importance, performance: 80 }, division)).toBe('keep')
  expect(divisionOf([])).toBeNull()
})
