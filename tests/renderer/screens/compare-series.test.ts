import { expect, test } from 'vitest'
import { compareSeries, placesOf } from '../../../renderer/screens/external-figures/compare-series.ts'

const figure = (place: string, year: number, value: number, scale = 100) => ({
  ...{ source: 'PAPI', measure: '', place, year, value, scale, rank: null, document: '', link: '' },
})
const figures = [
  figure('Lào Cai', 2023, 40, 80),
  figure('Cả nước', 2025, 84),
  { ...figure('Cả nước', 2025, 1), source: 'PCI' },
]

type Survey = Parameters<typeof compareSeries>[0]['surveys'][number]
const survey = (id: number, year: number, index: number | null, rest: Partial<Survey> = {}): Survey =>
  ({
    ...{ id, year, questionnaireCode: 'a', isDemonstration: false },
    headline: index === null ? null : { index, lower95: null, upper95: null, target: null },
    ...rest,
  }) as Survey // what is compared reads no more

const asked = { figures, source: 'PAPI', measure: '', places: ['Cả nước', 'Lào Cai'], ourName: 'Ta' }

test('years of all stand side by side, each value in percent of its scale', () => {
  const surveys = [survey(1, 2024, 80)]
  expect(compareSeries({ ...asked, surveys, survey: surveys[0] ?? null })).toEqual({
    years: [2023, 2024, 2025],
    series: [
      { name: 'Ta', isOurs: true, values: [null, 80, null] },
      { name: 'Cả nước', isOurs: false, values: [null, null, 84] },
      { name: 'Lào Cai', isOurs: false, values: [50, null, null] },
    ],
  })
})

test('one survey a year: the chosen one, else the last; other questionnaires and sample data stay out', () => {
  const chosen = survey(1, 2025, 81)
  const surveys = [
    ...[survey(3, 2025, 99), chosen, survey(5, 2024, 72), survey(4, 2024, 71), survey(6, 2023, null)],
    survey(7, 2022, 60, { questionnaireCode: 'b' }),
    survey(8, 2021, 60, { isDemonstration: true }),
  ]
  const { years, series } = compareSeries({ ...asked, places: [], surveys, survey: chosen })
  expect([years, series]).toEqual([[2024, 2025], [{ name: 'Ta', isOurs: true, values: [72, 81] }]])
  expect(compareSeries({ ...asked, places: [], surveys: [], survey: null })).toEqual({ years: [], series: [] })
})

test('the country comes first, then places by name', () => {
  const some = ['Đà Nẵng', 'Cả nước', 'An Giang', 'Đà Nẵng'].map((place, at) => figure(place, 2020 + at, 1))
  expect(placesOf(some, 'PAPI', '')).toEqual(['Cả nước', 'An Giang', 'Đà Nẵng'])
})
