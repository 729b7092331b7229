import { type Figure, NATIONAL, percentOfScale } from '../../../src/core/external/figure.ts'
import type { Outputs } from '../../api-client.ts'

type Survey = Outputs['survey']['list'][number]

export interface Series {
  readonly name: string
  readonly isOurs: boolean
  /** By the year of the same place; null where there is no value. 0-100. */
  readonly values: readonly (number | null)[]
}

export interface Comparison {
  readonly years: readonly number[]
  readonly series: readonly Series[]
}

interface Question {
  readonly figures: readonly Figure[]
  readonly source: string
  readonly measure: string
  readonly places: readonly string[]
  /** All of ours; those of the chosen one's questionnaire are shown. */
  readonly surveys: readonly Survey[]
  readonly survey: Survey | null
  readonly ourName: string
}

/** Our index beside published values, year by year, all in percent of their scale. */
export function compareSeries(question: Question): Comparison {
  const { figures, source, measure, places, ourName } = question
  const ours = oursByYear(question)
  const shown = figures.filter(
    (figure) => figure.source === source && figure.measure === measure && places.includes(figure.place),
  )
  const years = [...new Set([...shown.map(({ year }) => year), ...ours.keys()])].sort((a, b) => a - b)
  const others = places.map((place) => {
    const byYear = new Map(shown.filter((one) => one.place === place).map((one) => [one.year, percentOfScale(one)]))
    return { name: place, isOurs: false, values: years.map((year) => byYear.get(year) ?? null) }
  })
  const own = { name: ourName, isOurs: true, values: years.map((year) => ours.get(year) ?? null) }
  return { years, series: ours.size === 0 ? others : [own, ...others] }
}

/** One survey a year: the chosen one in its year, in others the last that was made. Sample data only beside sample data. */
function oursByYear({ surveys, survey }: Question): Map<number, number> {
  const same = surveys.filter(
    (one) => one.questionnaireCode === survey?.questionnaireCode && one.isDemonstration === survey.isDemonstration,
  )
  const ordered = [...same.toSorted((a, b) => a.id - b.id), ...(survey === null ? [] : [survey])]
  return new Map(ordered.flatMap(({ year, headline }) => (headline === null ? [] : [[year, headline.index]])))
}

/** The places of a source's measure: the country first, the rest by name. */
export function placesOf(figures: readonly Figure[], source: string, measure: string): string[] {
  const names = figures.filter((one) => one.source === source && one.measure === measure).map(({ place }) => place)
  return [...new Set(names)].sort((a, b) => Number(b === NATIONAL) - Number(a === NATIONAL) || a.localeCompare(b, 'vi'))
}
