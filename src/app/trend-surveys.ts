import { middleOfPeriod } from '../core/survey-period.ts'
import { listSurveys, type Survey } from '../data/survey-repository.ts'
import { surveyById } from './find-survey.ts'
import type { Services } from './services.ts'

/**
 * The surveys a trend goes through, in the order of time: those asked for, else all that measure by the scheme of the newest
 * (or by the one asked for); made-up surveys never stand among real ones. Throws AppError `survey-not-found`.
 */
export async function surveysOfTrend(
  services: Services,
  surveyIds: readonly number[] | undefined,
  schemeCode: string | undefined,
): Promise<Survey[]> {
  const { db } = services.store
  if (surveyIds !== undefined) {
    const surveys: Survey[] = []
    for (const id of new Set(surveyIds)) surveys.push(await surveyById(db, id))
    return surveys.sort(byTime)
  }
  const measuring = (await listSurveys(db)).filter((survey) => survey.schemeCode !== '').sort(byTime)
  const real = measuring.filter(({ isDemonstration }) => !isDemonstration)
  const surveys = real.length > 0 ? real : measuring
  const code = schemeCode ?? surveys.at(-1)?.schemeCode
  return surveys.filter((survey) => survey.schemeCode === code)
}

function byTime(a: Survey, b: Survey): number {
  return middleOfPeriod(a.year, a.period) - middleOfPeriod(b.year, b.period) || a.id - b.id
}
