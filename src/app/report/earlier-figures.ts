import type { Difference, Judged } from '../../core/index/difference.ts'
import type { NodeEstimate } from '../../core/index/estimate.ts'
import type { Provenance } from '../../core/index/figure-note.ts'
import { collectedIn, periodBefore, type ReportPeriod } from '../../core/report/report-period.ts'
import type { ReportRequest } from '../../core/report/report-request.ts'
import { middleOfPeriod, surveyBefore } from '../../core/survey-period.ts'
import { compareSides } from '../compare.ts'
import type { ComparisonNote } from '../comparison-notes.ts'
import type { Services } from '../services.ts'
import type { SurveyDetail } from '../surveys.ts'
import { computeTrend, type TrendPoint } from '../trend.ts'
import { surveysBeside } from './surveys-beside.ts'

/** What stood there in the period or the survey before, and how each node has changed since. */
export interface EarlierFigures {
  /** The period before of the same survey; null where it is the survey before, whole. */
  readonly period: ReportPeriod | null
  readonly provenance: Provenance
  /** Valid forms of then. */
  readonly n: number
  readonly byNode: ReadonlyMap<string, EarlierFigure>
  /** In what the method differs, and what else makes a change less than one of satisfaction. */
  readonly notes: readonly ComparisonNote[]
  /** Forms of units before a merger or a division are among those of then. */
  readonly hasSuccession: boolean
}

export interface EarlierFigure {
  readonly earlier: NodeEstimate
  /** Now less then, in percentage points; judged together with all other nodes (Holm). */
  readonly change: Difference & Judged
}

/** What a report is set beside; null where nothing stands before. `period`: of the report, null for the whole survey. */
export async function earlierFigures(
  services: Services,
  survey: SurveyDetail,
  request: ReportRequest,
  period: ReportPeriod | null,
): Promise<EarlierFigures | null> {
  if (period === null) return ofSurveyBefore(services, survey, request)
  const found = await ofPeriodBefore(services, request, period)
  if (found !== null) return found
  return (await holdsAll(services, request, period)) ? ofSurveyBefore(services, survey, request) : null
}

/** A survey of one quarter, asked for that quarter, is the whole survey: what came before it is the survey before. */
async function holdsAll(
  services: Services,
  { surveyId, agencyId, sectorId }: ReportRequest,
  period: ReportPeriod,
): Promise<boolean> {
  const side = { surveyId, agencyId, sectorId }
  const { a, b } = await compareSides(services, { a: side, b: { ...side, where: collectedIn(period) }, nodes: [] })
  return a.n === b.n
}

async function ofPeriodBefore(
  services: Services,
  { surveyId, agencyId, sectorId }: ReportRequest,
  period: ReportPeriod,
): Promise<EarlierFigures | null> {
  const before = periodBefore(period)
  const side = { surveyId, agencyId, sectorId }
  const found = await compareSides(services, {
    a: { ...side, where: collectedIn(period) },
    b: { ...side, where: collectedIn(before) },
  })
  if (found.b.n === 0) return null
  return {
    period: before,
    provenance: found.b.provenance,
    n: found.b.n,
    byNode: new Map(found.rows.map((row) => [row.node, { earlier: row.b, change: row }])),
    notes: found.notes,
    hasSuccession: false,
  }
}

/** So many are read at a glance. */
const MOST_POINTS = 8

/** The overall index from survey to survey of one scheme, up to this one, all by its formula. */
export async function trendUpTo(
  services: Services,
  survey: SurveyDetail,
  request: ReportRequest,
): Promise<readonly TrendPoint[]> {
  const timeOf = ({ year, period }: { year: number; period: string }): number => middleOfPeriod(year, period)
  const beside = await surveysBeside(services, survey)
  const upToIt = beside.filter((one) => one.id === survey.id || timeOf(one) < timeOf(survey))
  const last = upToIt.toSorted((a, b) => timeOf(a) - timeOf(b)).slice(-MOST_POINTS)
  const surveyIds = last.map(({ id }) => id)
  return (await computeTrend(services, { surveyIds, scope: scopeOf(survey, request) })).points
}

/** Through unit successions, as the trend goes. */
async function ofSurveyBefore(
  services: Services,
  survey: SurveyDetail,
  request: ReportRequest,
): Promise<EarlierFigures | null> {
  const before = surveyBefore(survey, await surveysBeside(services, survey))
  if (before === null) return null
  const { points } = await computeTrend(services, {
    surveyIds: [before.id, survey.id],
    nodes: 'all',
    scope: scopeOf(survey, request),
  })
  const [then, now] = points
  if (then === undefined || now === undefined || then.n === 0) return null
  const estimates = new Map(then.rows.map(({ node, estimate }) => [node, estimate]))
  const byNode = now.rows.flatMap(({ node, change }) => {
    const estimate = estimates.get(node) ?? null
    return estimate === null || change === null ? [] : [[node, { earlier: estimate, change }] as const]
  })
  const { provenance, n, hasSuccession } = then
  return { period: null, provenance, n, byNode: new Map(byNode), notes: now.methodChanges, hasSuccession }
}

/** The part beyond its own survey. */
function scopeOf(survey: SurveyDetail, { agencyId, sectorId }: ReportRequest) {
  return {
    agencyUnitId: survey.agencies.find(({ id }) => id === agencyId)?.unitId,
    sectorId: survey.sectors.find(({ id }) => id === sectorId)?.sectorId,
  }
}
