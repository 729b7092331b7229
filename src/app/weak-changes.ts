import type { WeakSettings } from '../core/action/weak-rules.ts'
import { type DifferenceVerdict, judgeKnown, type NodeDifference } from '../core/index/difference.ts'
import { changeBetween, pointsBetween, surveysLike, timeOf } from './case-effect.ts'
import { measured } from './compare.ts'
import type { Measured } from './comparison-notes.ts'
import type { Services } from './services.ts'
import { type SurveyContext, settingsOf } from './survey-context.ts'
import type { Place } from './weak-places.ts'

/** The newest earlier survey by the same questionnaire and scheme that has forms. */
export async function surveyBefore(services: Services, { survey }: SurveyContext): Promise<Measured | null> {
  const { schemeCode, formula, aggregate } = survey
  const earlier = (await surveysLike(services.store.db, survey)).filter((other) => timeOf(other) < timeOf(survey))
  for (const { id } of earlier.toReversed()) {
    const found = await measured(services, id, { schemeCode, formula, aggregate })
    if (found.context.kept.answers.count > 0) return found
  }
  return null
}

/** A node now less the survey before; `n`: the smaller number of respondents. */
export type BeforeChange = NodeDifference & { readonly n: number }

/** By place and node: the change since the survey before; null where the two can't be set beside each other. */
export async function changesOf(
  services: Services,
  context: SurveyContext,
  before: Measured | null,
  places: readonly Pick<Place, 'agency' | 'sector'>[],
): Promise<((node: string) => BeforeChange | null)[]> {
  if (before === null) return places.map(() => () => null)
  const scopes = places.map(({ agency, sector }) => ({
    ...(agency === null ? {} : { agencyUnitId: agency.unitId }),
    ...(sector === null ? {} : { sectorId: sector.sectorId }),
  }))
  const found = await pointsBetween(services, scopes, before, { context, settings: settingsOf(context, {}) })
  return found.map((points) => (node) => {
    const change = typeof points === 'string' ? points : changeBetween(points, node)
    if (typeof change === 'string') return null
    const { before: then, after: now, ...difference } = change
    return { ...difference, n: Math.min(then.n, now.n) }
  })
}

/**
 * Verdicts over everything that is looked at together, by Holm: of hundreds of criteria that have not changed, one in forty
 * would be lower by chance if each were judged by itself. Null where there is no change to judge.
 */
export function judgeChanges(
  changes: readonly (BeforeChange | null)[],
  { minimumN }: WeakSettings,
): { readonly verdicts: readonly (DifferenceVerdict | null)[]; readonly judged: number } {
  const verdicts = judgeKnown(changes, minimumN).map((judgement) => judgement?.verdict ?? null)
  return { verdicts, judged: verdicts.filter((verdict) => verdict !== null).length }
}
