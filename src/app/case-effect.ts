import type { RecordedEffect } from '../core/action/case-event.ts'
import { type EffectVerdict, effectOf } from '../core/action/effect.ts'
import type { Change } from '../core/action/weak-rules.ts'
import { assert } from '../core/assert.ts'
import { differenceBetween } from '../core/index/difference.ts'
import type { NodeEstimate } from '../core/index/estimate.ts'
import { hideTooFew } from '../core/index/small-cells.ts'
import { middleOfPeriod } from '../core/survey-period.ts'
import { originOf } from '../core/unit-succession.ts'
import { type ActionCase, findCase } from '../data/action-repository.ts'
import type { Db } from '../data/db.ts'
import { listSurveys, type Survey } from '../data/survey-repository.ts'
import { listSuccessions } from '../data/unit-succession-repository.ts'
import { measured } from './compare.ts'
import type { Measured } from './comparison-notes.ts'
import { surveyById } from './find-survey.ts'
import type { Services } from './services.ts'
import { pointsOfSurvey, type RawPoint, type TrendScope } from './trend-points.ts'

type Figure = RecordedEffect['before']

/** A criterion before and after, as both surveys stand today, by the formula of the case; after − before in points. */
export interface CaseEffect extends Change {
  readonly survey: { readonly id: number; readonly code: string; readonly name: string }
  readonly before: Figure
  readonly after: Figure
  readonly verdict: EffectVerdict
  /** Too few respondents on a side for any verdict. */
  readonly isBelowMinimum: boolean
  /** Units were merged or divided in between: both sides are of all that became the unit of today. */
  readonly hasSuccession: boolean
}

/** By later surveys with the same scheme that have the criterion and the agency, or what became of it; the earliest first. */
export async function effectsOf(services: Services, one: ActionCase): Promise<CaseEffect[]> {
  const { db } = services.store
  const own = await surveyById(db, one.surveyId)
  const { scheme: schemeCode, formula, aggregate } = one.found
  if (own.schemeCode !== schemeCode) return [] // moved to a form that is measured otherwise
  const effects: CaseEffect[] = []
  let before: Measured | null = null
  for (const survey of (await surveysLike(db, own)).filter((other) => timeOf(other) > timeOf(own))) {
    before ??= await measured(services, own.id, { schemeCode, formula, aggregate })
    const after = await measured(services, survey.id, { schemeCode, formula, aggregate })
    const scope = await scopeIn(db, one, own, after)
    const effect = scope === null ? null : await effectIn(services, one.node, scope, before, after)
    if (effect !== null) effects.push(effect)
  }
  return effects
}

/** What is written down when a case is closed: its effect by the latest survey, or null while there is none. */
export async function recordedEffect(services: Services, caseId: string): Promise<RecordedEffect | null> {
  const found = await findCase(services.store.db, caseId)
  const effect = found === null ? undefined : (await effectsOf(services, found)).at(-1)
  if (effect === undefined) return null
  const { survey, before, after, difference, lower95, upper95, verdict } = effect
  return { survey: survey.code, before, after, difference, lower95, upper95, verdict }
}

/** Surveys by the same questionnaire and scheme, the oldest first; made-up ones stand among made-up ones only. */
export async function surveysLike(db: Db, own: Survey): Promise<Survey[]> {
  const others = (await listSurveys(db)).filter(({ id }) => id !== own.id)
  return others
    .filter(({ questionnaireCode, schemeCode, isDemonstration }) => {
      const isSameMethod = questionnaireCode === own.questionnaireCode && schemeCode === own.schemeCode
      return isSameMethod && isDemonstration === own.isDemonstration
    })
    .toSorted((a, b) => timeOf(a) - timeOf(b))
}

export function timeOf({ year, period }: Survey): number {
  return middleOfPeriod(year, period)
}

/** The case's place in the later survey: its agency, or the unit that the agency has become part of. */
async function scopeIn(db: Db, one: ActionCase, own: Survey, { context }: Measured): Promise<TrendScope | null> {
  const sector = one.sectorId === null ? {} : { sectorId: one.sectorId }
  const { agencyUnitId } = one
  if (agencyUnitId === null) return sector
  const units = context.parts.agencies.map(({ unitId }) => unitId)
  if (units.includes(agencyUnitId)) return { ...sector, agencyUnitId }
  const successions = await listSuccessions(db)
  const heirs = units.filter((unit) => originOf(successions, unit, own.year).unitIds.includes(agencyUnitId))
  const [heir] = heirs
  // Of a unit that was divided no part is the whole: nothing is compared.
  return heirs.length === 1 && heir !== undefined ? { ...sector, agencyUnitId: heir } : null
}

async function effectIn(
  services: Services,
  node: string,
  scope: TrendScope,
  ofBefore: Measured,
  ofAfter: Measured,
): Promise<CaseEffect | null> {
  const points = await pointsBetween(services, scope, ofBefore, ofAfter)
  const change = points === null ? null : changeBetween(points, node)
  if (points === null || change === null) return null
  const { before, after } = points
  const { id, code, name } = ofAfter.context.survey
  const isBelowMinimum = Math.min(change.before.n, change.after.n) < ofAfter.context.smallCells.minimumRanked
  return {
    ...change,
    survey: { id, code, name },
    verdict: isBelowMinimum ? 'unsure' : effectOf(change),
    isBelowMinimum,
    hasSuccession: before.hasSuccession || after.hasSuccession,
  }
}

interface Points {
  readonly before: RawPoint
  readonly after: RawPoint
}

/** The same place in two surveys; null where one has no forms of it, a unit was divided, or the scale is another. */
export async function pointsBetween(
  services: Services,
  scope: TrendScope,
  ofBefore: Measured,
  ofAfter: Measured,
): Promise<Points | null> {
  if (ofBefore.context.plan.levels !== ofAfter.context.plan.levels) return null
  const [before] = await pointsOfSurvey(services, ofBefore, scope, null)
  const [after] = await pointsOfSurvey(services, ofAfter, scope, null)
  return before === undefined || after === undefined || before.isShared || after.isShared ? null : { before, after }
}

/** A node of the later survey less that of the earlier, in points; null where one of them doesn't have it or may not show it. */
export function changeBetween(
  { before, after }: Points,
  node: string,
): (Change & { readonly before: Figure; readonly after: Figure }) | null {
  const [a, b] = [after, before].map(({ side, placeOf, measured }) => {
    const estimate = side.estimates[placeOf(node)]
    return estimate && hideTooFew(estimate, measured.context.smallCells)
  })
  if (a === undefined || b === undefined || a.index === null || b.index === null) return null
  const degreesOfFreedom = after.estimation.design.degreesOfFreedom + before.estimation.design.degreesOfFreedom
  const { difference, lower95, upper95 } = differenceBetween(a, b, degreesOfFreedom)
  assert(difference !== null, 'two indices have a difference')
  return { before: figureOf(b), after: figureOf(a), difference, lower95, upper95 }
}

function figureOf({ index, lower95, upper95, n }: NodeEstimate): Figure {
  return { index, lower95, upper95, n }
}
