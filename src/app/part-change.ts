import type { Text } from '../core/questionnaire/questionnaire.ts'
import type { Survey } from '../data/survey-repository.ts'
import { headNodes, type PartKind } from './part-differences.ts'
import type { Services } from './services.ts'
import { type IndexSettings, loadSurveyContext, settingsOf } from './survey-context.ts'
import { computeTrend, type TrendPoint, type TrendRow } from './trend.ts'
import type { TrendScope } from './trend-points.ts'
import { surveysOfTrend } from './trend-surveys.ts'

export interface PartChangeInput extends IndexSettings {
  readonly surveyId: number
  readonly kind: PartKind
  /** The agency's or the sector's id within the survey. */
  readonly id: number
}

/** What an agency or a sector is now, less what it was the last time it was measured. */
export interface PartChange {
  readonly before: Pick<TrendPoint, 'survey' | 'code' | 'n' | 'units' | 'hasSuccession' | 'isShared'>
  readonly methodChanges: TrendPoint['methodChanges']
  /** Respondents that either survey needs for a verdict. */
  readonly minimumN: number
  /** The root and the factors; one family for Holm. */
  readonly rows: readonly {
    readonly node: string
    readonly label: Text
    readonly now: TrendRow['estimate']
    readonly before: TrendRow['estimate']
    readonly change: TrendRow['change']
  }[]
}

/**
 * The change against the newest earlier survey of the same scheme in which the part, or the units it came from, has forms;
 * both by the later survey's formula. Null where there is none. Throws AppError `survey-not-found`, `scheme-not-found`.
 */
export async function computePartChange(services: Services, input: PartChangeInput): Promise<PartChange | null> {
  const context = await loadSurveyContext(services, input.surveyId, input.schemeCode)
  const { formula, aggregate } = settingsOf(context, input)
  const { agencies, sectors } = context.parts
  const agencyUnitId = input.kind === 'agency' ? agencies.find(({ id }) => id === input.id)?.unitId : undefined
  const sectorId = input.kind === 'sector' ? sectors.find(({ id }) => id === input.id)?.sectorId : undefined
  if (agencyUnitId === undefined && sectorId === undefined) return null
  const scope: TrendScope = { agencyUnitId, sectorId }
  const settings = { schemeCode: context.plan.code, formula, aggregate, weights: input.weights }
  for (const survey of await surveysBefore(services, context.survey, context.plan.code)) {
    const trend = await computeTrend(services, {
      ...settings,
      scope,
      surveyIds: [survey.id, context.survey.id],
      nodes: headNodes(context),
    })
    const [before, now] = trend.points
    if (before === undefined || now === undefined) continue
    return {
      before,
      methodChanges: now.methodChanges,
      minimumN: trend.minimumN ?? context.smallCells.minimumRanked,
      rows: trend.nodes.map(({ node, label }, place) => ({
        node,
        label,
        now: now.rows[place]?.estimate ?? null,
        before: before.rows[place]?.estimate ?? null,
        change: now.rows[place]?.change ?? null,
      })),
    }
  }
  return null
}

/** Those of the scheme before a survey, the newest first. */
async function surveysBefore(services: Services, survey: Survey, schemeCode: string): Promise<Survey[]> {
  const surveys = await surveysOfTrend(services, undefined, schemeCode)
  const place = surveys.findIndex(({ id }) => id === survey.id)
  return surveys.slice(0, Math.max(0, place)).reverse()
}
