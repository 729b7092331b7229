import type { RecordedEffect } from '../core/action/case-event.ts'
import { type EffectVerdict, effectOf } from '../core/action/effect.ts'
import type { Change } from '../core/action/weak-rules.ts'
import { differenceBetween, type NodeDifference } from '../core/index/difference.ts'
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
import { pointsOfScopes, type RawPoint, type TrendScope } from './trend-points.ts'

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

/**
 * Why a later survey says nothing of a remedy: the survey of the case has moved to another scheme; the scale has other
 * levels; the agency was divided, or it or the sector is not in that survey; no form of them; the criterion isn't asked; so
 * few answers that nothing is shown.
 */
export type NoEffect = 'other-scheme' | 'other-scale' | 'divided' | 'no-place' | 'no-forms' | 'not-asked' | 'hidden'

export interface Unmeasured {
  readonly survey: CaseEffect['survey']
  readonly why: NoEffect
}

/** By every later survey with the same scheme, the earliest first: the effect, or why there is none. */
export interface CaseEffects {
  readonly effects: readonly CaseEffect[]
  readonly unmeasured: readonly Unmeasured[]
}

/** The agency is followed into what it became. */
export async function effectsOf(services: Services, one: ActionCase): Promise<CaseEffects> {
  const { db } = services.store
  const own = await surveyById(db, one.surveyId)
  const { scheme: schemeCode, formula, aggregate } = one.found
  const later = (await surveysLike(db, own)).filter((other) => timeOf(other) > timeOf(own))
  // Moved to a form that is measured otherwise.
  if (own.schemeCode !== schemeCode)
    return { effects: [], unmeasured: later.map((survey) => none(survey, 'other-scheme')) }
  const effects: CaseEffect[] = []
  const unmeasured: Unmeasured[] = []
  let before: Measured | null = null
  for (const survey of later) {
    before ??= await measured(services, own.id, { schemeCode, formula, aggregate })
    const after = await measured(services, survey.id, { schemeCode, formula, aggregate })
    const scope = await scopeIn(db, one, own, after)
    const effect = typeof scope === 'string' ? scope : await effectIn(services, one.node, scope, before, after)
    if (typeof effect === 'string') unmeasured.push(none(survey, effect))
    else effects.push(effect)
  }
  return { effects, unmeasured }
}

function none({ id, code, name }: Survey, why: NoEffect): Unmeasured {
  return { survey: { id, code, name }, why }
}

/** What is written down when a case is closed: its effect by the latest survey, or null while there is none. */
export async function recordedEffect(services: Services, caseId: string): Promise<RecordedEffect | null> {
  const found = await findCase(services.store.db, caseId)
  const effect = found === null ? undefined : (await effectsOf(services, found)).effects.at(-1)
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
async function scopeIn(db: Db, one: ActionCase, own: Survey, { context }: Measured): Promise<TrendScope | NoEffect> {
  const sector = one.sectorId === null ? {} : { sectorId: one.sectorId }
  if (one.sectorId !== null && !context.parts.sectors.some(({ sectorId }) => sectorId === one.sectorId))
    return 'no-place'
  const { agencyUnitId } = one
  if (agencyUnitId === null) return sector
  const units = context.parts.agencies.map(({ unitId }) => unitId)
  if (units.includes(agencyUnitId)) return { ...sector, agencyUnitId }
  const successions = await listSuccessions(db)
  const heirs = units.filter((unit) => originOf(successions, unit, own.year).unitIds.includes(agencyUnitId))
  const [heir] = heirs
  if (heir === undefined) return 'no-place'
  // Of a unit that was divided no part is the whole: nothing is compared.
  return heirs.length === 1 ? { ...sector, agencyUnitId: heir } : 'divided'
}

async function effectIn(
  services: Services,
  node: string,
  scope: TrendScope,
  ofBefore: Measured,
  ofAfter: Measured,
): Promise<CaseEffect | NoEffect> {
  const [points = 'no-forms'] = await pointsBetween(services, [scope], ofBefore, ofAfter)
  if (typeof points === 'string') return points
  const change = changeBetween(points, node)
  if (typeof change === 'string') return change
  const { before, after } = points
  const { difference, lower95, upper95 } = change
  const { id, code, name } = ofAfter.context.survey
  const isBelowMinimum = Math.min(change.before.n, change.after.n) < ofAfter.context.smallCells.minimumRanked
  return {
    ...{ survey: { id, code, name }, before: change.before, after: change.after, difference, lower95, upper95 },
    verdict: isBelowMinimum ? 'unsure' : effectOf(change),
    isBelowMinimum,
    hasSuccession: before.hasSuccession || after.hasSuccession,
  }
}

interface Points {
  readonly before: RawPoint
  readonly after: RawPoint
}

/** By place: it in two surveys, or why they can't be set beside each other. All places are estimated together. */
export async function pointsBetween(
  services: Services,
  scopes: readonly TrendScope[],
  ofBefore: Measured,
  ofAfter: Measured,
): Promise<(Points | NoEffect)[]> {
  if (ofBefore.context.plan.levels !== ofAfter.context.plan.levels) return scopes.map(() => 'other-scale')
  const ofEarlier = await pointsOfScopes(services, ofBefore, scopes)
  const ofLater = await pointsOfScopes(services, ofAfter, scopes)
  return scopes.map((_, place) => {
    const [before = null, after = null] = [ofEarlier[place], ofLater[place]]
    if (before === null || after === null) return 'no-forms'
    return before.isShared || after.isShared ? 'divided' : { before, after }
  })
}

/** A node of the later survey less that of the earlier, in points, or why there is no difference. */
export function changeBetween(
  { before, after }: Points,
  node: string,
): (NodeDifference & { readonly before: Figure; readonly after: Figure }) | NoEffect {
  const [a, b] = [after, before].map(({ side, placeOf, measured }) => {
    const estimate = side.estimates[placeOf(node)]
    return estimate && hideTooFew(estimate, measured.context.smallCells)
  })
  if (a === undefined || b === undefined) return 'not-asked'
  if (a.index === null || b.index === null) return 'hidden'
  const degreesOfFreedom = after.estimation.design.degreesOfFreedom + before.estimation.design.degreesOfFreedom
  return { ...differenceBetween(a, b, degreesOfFreedom), before: figureOf(b), after: figureOf(a) }
}

function figureOf({ index, lower95, upper95, n }: NodeEstimate): Figure {
  return { index, lower95, upper95, n }
}
