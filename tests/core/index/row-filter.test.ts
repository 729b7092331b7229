import fc from 'fast-check'
import { expect, test } from 'vitest'
import { choiceColumn } from '../../../src/core/index/columns.ts'
import { dayNumber } from '../../../src/core/index/days.ts'
import { distributionOf } from '../../../src/core/index/distribution.ts'
import { compileFilter, filterRows, type KeyCodes } from '../../../src/core/index/row-filter.ts'
import { BUILT_IN_QUESTIONNAIRES } from '../../../src/core/questionnaire/built-in/index.ts'
import { buildDictionary } from '../../../src/core/questionnaire/dictionary.ts'
import { answerRow, keptOf, recordOf } from '../../support/index-data.ts'

const tthc = BUILT_IN_QUESTIONNAIRES.find(({ code }) => code === 'tthc-2017')
if (tthc === undefined) throw new Error('tthc-2017 is built in')
const dictionary = buildDictionary(tthc)
const codes = (...names: string[]) => new Map(names.map((name, index) => [index + 1, name]))
const KEYS: KeyCodes = {
  agency: codes('SO-XD', 'SO-TC'),
  sector: codes('land', 'construction'),
  unit: codes('X-01'),
  stratum: codes('city'),
  respondent_group: codes('G1', 'G2'),
  version: codes('3', '5'),
}

const form = fc.record({
  agency: fc.nat({ max: 2 }),
  group: fc.nat({ max: 2 }),
  version: fc.nat({ max: 2 }),
  day: fc.constantFrom(null, '2025-12-31', '2026-03-31', '2026-04-01', '2026-12-30'),
  a_gender: fc.constantFrom('1', '2', '', 'REF'),
  u_visits: fc.constantFrom('0', '1', '2', '3', '4', 'MULT'),
  k01: fc.constantFrom('1', '2', '3', '4', '5', 'SKIP'),
})

test.each([
  'a_gender == 2',
  'agency == "SO-XD"',
  'agency != "SO-XD" && u_visits >= 2',
  'agency == null || respondent_group == "G2"',
  '!(k01 > 3) && a_gender != null',
  'a_gender == 1 && u_visits in [0, 1] && k01 >= 4 && agency == "SO-TC" && respondent_group == "G1"',
  'version == 3 && k01 > 2',
  'version >= 3 && version != 5',
  'collected_on >= "2026-04-01" && collected_on < "2027-01-01"',
  'collected_on == null || collected_on <= "2026-03-31" && agency == "SO-TC"',
  'true',
])('the rows of `%s` are those whose record satisfies it, one by one', (source) => {
  const condition = compileFilter(source, dictionary)
  fc.assert(
    fc.property(fc.array(form, { maxLength: 40 }), (forms) => {
      const rows = forms.map(({ agency, group, version, day, ...cells }, number) =>
        answerRow(number, recordOf(dictionary, cells), { agency, group, version, day: dayNumber(day) }),
      )
      const { answers } = keptOf(dictionary.recordWidth, rows)
      const expected = rows.map(({ record, agency, group, version }, place) => {
        const keys = {
          agency: KEYS.agency.get(agency) ?? null,
          respondent_group: KEYS.respondent_group.get(group) ?? null,
          version: version === 0 ? null : version === 1 ? 3n : 5n,
          collected_on: forms[place]?.day ?? null,
        }
        return Number(condition.evaluate(record, keys))
      })
      expect([...filterRows(answers, dictionary, condition, KEYS)]).toEqual(expected)
    }),
  )
})

test('a condition over more answers than one number can tell apart is still held for each form', () => {
  const asked = dictionary.variables.filter(({ choices }) => choices.length > 0).slice(0, 40)
  const all = Object.fromEntries(asked.map(({ code }) => [code, '1']))
  const [first, last] = [asked.at(0)?.code ?? '', asked.at(-1)?.code ?? '']
  const forms = [all, { ...all, [last]: '2' }, { ...all, [first]: '2' }, all, { ...all, [last]: 'REF' }]
  const { answers } = keptOf(
    dictionary.recordWidth,
    forms.map((cells, number) => answerRow(number, recordOf(dictionary, cells))),
  )
  const condition = compileFilter(asked.map(({ code }) => `${code}==1`).join('&&'), dictionary)
  expect([...filterRows(answers, dictionary, condition, KEYS)]).toEqual([1, 0, 0, 1, 0])
})

const FORMS = [
  { u_result: '3', u_late_apology: '1', u_visits: '2', k01: '5' },
  { u_result: '3', u_late_apology: '2', u_visits: '0', k01: '5' },
  { u_result: '3', u_late_apology: 'REF', u_visits: '4', k01: '4' },
  { u_result: '1', u_late_apology: 'SKIP', u_visits: '1', k01: 'ILL' },
  { u_result: '2', u_late_apology: 'SKIP', u_visits: 'MULT', k01: '' },
  { u_result: '2', u_late_apology: 'SKIP', u_visits: '3', k01: '1' },
]
const rows = FORMS.map((cells, number) => answerRow(number, recordOf(dictionary, cells), { weight: number + 1 }))
const voided = answerRow(99, recordOf(dictionary, { u_result: '3', k01: '5' }), { isValid: false })
const { answers } = keptOf(dictionary.recordWidth, [...rows, voided])

test('a column has the place of each choice, 0 for missing', () => {
  const variable = dictionary.byCode.get('u_visits')
  if (variable === undefined) throw new Error('u_visits')
  // The choices stand as 1, 2, 3, 4, 0 or 0, 1, 2, 3, 4: by their own order.
  const place = (code: string) => variable.choices.findIndex((choice) => choice.code === code) + 1
  const expected = [place('2'), place('0'), place('4'), place('1'), 0, place('3'), 0]
  expect([...choiceColumn(answers, variable).codes]).toEqual(expected)
})

test('how answers fall: counts, shares of those who answered, kinds of missing; void forms nowhere', () => {
  const variable = dictionary.byCode.get('k01')
  if (variable === undefined) throw new Error('k01')
  const { choices, missing } = distributionOf(answers, variable, null, false)
  expect(choices.map(({ code, count, share }) => [code, count, share])).toEqual([
    ['1', 1, 0.25],
    ['2', 0, 0],
    ['3', 0, 0],
    ['4', 1, 0.25],
    ['5', 2, 0.5],
  ])
  expect(missing).toEqual({ notAnswered: 1, refused: 0, illegible: 1, multipleTicks: 0, notAsked: 0 })
  // Weights 1 and 2 of level 5, 3 of level 4, 6 of level 1.
  const weighted = distributionOf(answers, variable, null, true).choices.map(({ share }) => share)
  expect(weighted).toEqual([6 / 12, 0, 0, 3 / 12, 3 / 12])
  const masked = distributionOf(answers, variable, Uint8Array.of(1, 0, 0, 0, 0, 1, 1), false).choices
  expect(masked.map(({ count }) => count)).toEqual([1, 0, 0, 0, 1])
})
