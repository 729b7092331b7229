import { hideTooFew } from '../core/index/small-cells.ts'
import { surveyById } from './find-survey.ts'
import type { Services } from './services.ts'
import { computeFor, judge, loadSurveyContext, settingsOf } from './survey-context.ts'

/** A survey's overall index with its 95 % interval, 0-100. */
export interface Headline {
  readonly index: number
  readonly lower95: number | null
  readonly upper95: number | null
  readonly target: number | null
}

/** Null while the survey has no answers or too few to be shown, or where its questionnaire measures nothing. Throws AppError `survey-not-found`. */
export async function surveyHeadline(services: Services, surveyId: number): Promise<Headline | null> {
  if ((await surveyById(services.store.db, surveyId)).schemeCode === '') return null
  const context = await loadSurveyContext(services, surveyId)
  const [whole] = computeFor(context, settingsOf(context, {}), { by: [] })
  const [root] = context.plan.nodes
  const found = whole?.estimates[0]
  if (root === undefined || found === undefined) return null
  const estimate = hideTooFew(found, context.smallCells)
  if (estimate.index === null) return null
  const { index, lower95, upper95 } = estimate
  return { index, lower95, upper95, target: judge(context, {}, root, estimate).target }
}
