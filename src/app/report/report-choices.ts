import { isoDay } from '../../core/index/days.ts'
import type { SurveyAnswers } from '../../core/index/survey-answers.ts'
import type { Text } from '../../core/questionnaire/questionnaire.ts'
import { surveyBefore } from '../../core/survey-period.ts'
import type { Services } from '../services.ts'
import { loadSurveyContext } from '../survey-context.ts'
import { surveysBeside } from './surveys-beside.ts'

/** What a report of a survey can be asked of. */
export interface ReportChoices {
  /** Valid forms of the whole survey. */
  readonly n: number
  /** In the survey's order; `n`: valid forms. */
  readonly agencies: readonly {
    readonly id: number
    readonly code: string
    readonly name: string
    readonly n: number
  }[]
  readonly sectors: readonly { readonly id: number; readonly code: string; readonly name: Text; readonly n: number }[]
  /** Codes of the years, halves, quarters and months in which forms were collected, from the longest, then in time. */
  readonly periods: readonly { readonly code: string; readonly n: number }[]
  /** The name of the survey that the whole is set beside; null where there is none. */
  readonly before: string | null
}

/** Throws AppError `survey-not-found`, `scheme-not-found`. */
export async function reportChoices(services: Services, surveyId: number): Promise<ReportChoices> {
  const { survey, parts, kept } = await loadSurveyContext(services, surveyId)
  const ofAgency = countBy(kept.answers, 'agency')
  const ofSector = countBy(kept.answers, 'sector')
  const ofDay = countBy(kept.answers, 'day')
  return {
    n: [...ofDay.values()].reduce((sum, n) => sum + n, 0),
    agencies: parts.agencies.map(({ id, code, name }) => ({ id, code, name, n: ofAgency.get(id) ?? 0 })),
    sectors: parts.sectors.map(({ id, code, name }) => ({ id, code, name, n: ofSector.get(id) ?? 0 })),
    periods: periodsOf(ofDay),
    before: surveyBefore(survey, await surveysBeside(services, survey))?.name ?? null,
  }
}

/** Valid responses by the value of a key. */
function countBy({ count, isValid, keys }: SurveyAnswers, key: 'agency' | 'sector' | 'day'): Map<number, number> {
  const found = new Map<number, number>()
  const column = keys[key]
  for (let row = 0; row < count; row++) {
    const value = column[row] ?? 0
    if (isValid[row] === 1) found.set(value, (found.get(value) ?? 0) + 1)
  }
  return found
}

/** From the longest to the shortest; the code of each of a day: `2026`, `2026-H1`, `2026-Q2`, `2026-05` of `2026-05-31`. */
const LENGTHS: readonly ((day: string) => string)[] = [
  (day) => day.slice(0, 4),
  (day) => `${day.slice(0, 4)}-H${Math.ceil(monthOf(day) / 6)}`,
  (day) => `${day.slice(0, 4)}-Q${Math.ceil(monthOf(day) / 3)}`,
  (day) => day.slice(0, 7),
]

const monthOf = (day: string): number => Number(day.slice(5, 7))

function periodsOf(ofDay: ReadonlyMap<number, number>): ReportChoices['periods'] {
  return LENGTHS.flatMap((codeOf) => {
    const counts = new Map<string, number>()
    for (const [number, n] of ofDay) {
      const day = isoDay(number)
      if (day === null) continue // nobody wrote down when
      counts.set(codeOf(day), (counts.get(codeOf(day)) ?? 0) + n)
    }
    return [...counts].map(([code, n]) => ({ code, n })).toSorted((a, b) => (a.code < b.code ? -1 : 1))
  })
}
