import { AppError } from '../../core/errors.ts'
import { designOf } from '../../core/index/design.ts'
import type { SmallCellRule } from '../../core/index/small-cells.ts'
import type { ReportOffice } from '../../core/report/report-office.ts'
import { collectedIn, type ReportPeriod, readReportPeriod } from '../../core/report/report-period.ts'
import type { ReportRequest } from '../../core/report/report-request.ts'
import type { Language } from '../../core/words.ts'
import { type CaseRow, listCases } from '../action-cases.ts'
import { listTags } from '../comment-tags.ts'
import { countComments } from '../comments.ts'
import { computeItems, type ItemsResults } from '../item-results.ts'
import { computePart, type PartResults } from '../part-results.ts'
import { computeRanking, type Ranking } from '../ranking.ts'
import { localDay } from '../record-effort.ts'
import { computeResults, type ResultsSummary } from '../results-summary.ts'
import { computeSectors, type SectorsResults } from '../sector-results.ts'
import type { Services } from '../services.ts'
import { loadSurveyContext, populationsOf } from '../survey-context.ts'
import { computeSurveyIndicators, type LabelledIndicators } from '../survey-indicators.ts'
import { getSurvey, type SurveyDetail } from '../surveys.ts'
import { type StandingRow, targetStanding } from '../target-standing.ts'
import type { TrendPoint } from '../trend.ts'
import { type Candidates, findCandidates } from '../weak-criteria.ts'
import type { Where } from '../where.ts'
import { type EarlierFigures, earlierFigures, trendUpTo } from './earlier-figures.ts'
import { readReportOffice } from './report-office.ts'

/**
 * Every figure that a report, a workbook, an office's own template or slides are made of, each computed by the use case
 * that its screen shows: a number in a file is the number on the screen.
 */
export interface ReportData {
  readonly kind: 'report' | 'notice'
  readonly language: Language
  readonly office: ReportOffice
  /** Local ISO day on which it was made. */
  readonly today: string
  readonly survey: SurveyDetail
  /** Of whom or what it is; null for the whole survey. */
  readonly part: { readonly kind: 'agency' | 'sector'; readonly results: PartResults } | null
  /** Null for the whole of the survey's time. */
  readonly period: ReportPeriod | null
  /** Levels of the items' scale, and from how many forms on the office shows and ranks. */
  readonly levels: number
  readonly smallCells: SmallCellRule
  /** Of the survey's design: sampled units less strata. */
  readonly degreesOfFreedom: number
  /** Overall, factors, agencies, sectors, heat, strongest and weakest items: of the part and period. */
  readonly summary: ResultsSummary
  /** Every node with its dissatisfied share. */
  readonly items: ItemsResults
  /** Blocks of agencies with ranks; null for the report of a part. */
  readonly ranking: Ranking | null
  readonly sectors: SectorsResults | null
  readonly indicators: LabelledIndicators
  /** The same part in the period or the survey before; null where there is none. */
  readonly before: EarlierFigures | null
  /** The overall index of the part from survey to survey up to this one; empty for a part of the time. */
  readonly trend: readonly TrendPoint[]
  /** Of the part; empty for a part of the time, since targets are set for the whole. */
  readonly standing: readonly StandingRow[]
  /** What the office's rules find weak, of the part; null for a part of the time. */
  readonly weak: Candidates | null
  /** Cases of this survey, of the part. */
  readonly cases: readonly CaseRow[]
  readonly comments: ReportComments | null
}

/** How many there are and of what kind; their words are personal and stay in the program. */
interface ReportComments {
  readonly total: number
  readonly untagged: number
  /** The most frequent first; a comment with two counts in both. */
  readonly tags: readonly { readonly name: string; readonly count: number }[]
}

/**
 * Throws AppError `survey-not-found`, `scheme-not-found`, `agency-unknown`, `sector-unknown`, `report-period-bad` {period},
 * `report-empty` where no valid form is left.
 */
export async function reportData(services: Services, request: ReportRequest): Promise<ReportData> {
  const { surveyId, agencyId, sectorId, kind = 'report', language = 'vi' } = request
  const period = periodOf(request)
  const survey = await getSurvey(services, surveyId)
  const where = whereOf(request, period)
  const part = await partOf(services, request, period)
  const summary = await computeResults(services, { surveyId, where })
  if (summary.counts.valid === 0) throw new AppError('report-empty', { survey: survey.name })
  const context = await loadSurveyContext(services, surveyId)
  const { plan, smallCells } = context
  const isWhole = part === null
  const isTimeWhole = period === null
  const { groups } = await computeSurveyIndicators(services, { surveyId, where })
  const agency = survey.agencies.find(({ id }) => id === agencyId)
  const sector = survey.sectors.find(({ id }) => id === sectorId)
  const isOfPart = (row: { agency: { code: string } | null; sector: { code: string } | null }): boolean =>
    (agency === undefined || row.agency?.code === agency.code) &&
    (sector === undefined || row.sector?.code === sector.code)
  const standing = isTimeWhole ? await targetStanding(services, surveyId) : null
  const weak = isTimeWhole ? await findCandidates(services, surveyId) : null
  const cases = await listCases(services, { surveyId, agencyUnitId: agency?.unitId, sectorId: sector?.sectorId })
  return {
    kind,
    language,
    office: await readReportOffice(services),
    today: localDay(services.now()),
    survey,
    part,
    period,
    levels: plan.levels,
    smallCells,
    degreesOfFreedom: designOf(context.kept.cells, populationsOf(context)).degreesOfFreedom,
    summary,
    items: await computeItems(services, { surveyId, where }),
    ranking: isWhole ? await computeRanking(services, { surveyId, where }) : null,
    sectors: isWhole ? await computeSectors(services, { surveyId, where }) : null,
    indicators: groups[0] ?? { figures: [], lists: [] },
    before: await earlierFigures(services, survey, request, period),
    trend: isTimeWhole ? await trendUpTo(services, survey, request) : [],
    standing: standing === null ? [] : [...standing.whole, ...standing.agencies].filter(isOfPart),
    weak: weak && { ...weak, candidates: weak.candidates.filter(isOfPart) },
    cases: cases.rows,
    comments: isTimeWhole ? await commentsOf(services, request) : null,
  }
}

function periodOf({ period: code }: ReportRequest): ReportPeriod | null {
  if (code === undefined) return null
  const period = readReportPeriod(code)
  if (period === null) throw new AppError('report-period-bad', { period: code })
  return period
}

/** The responses that a request leaves. */
function whereOf({ agencyId, sectorId }: ReportRequest, period: ReportPeriod | null): Where {
  return { agencyId, sectorId, condition: period === null ? undefined : collectedIn(period) }
}

async function partOf(
  services: Services,
  { surveyId, agencyId, sectorId }: ReportRequest,
  period: ReportPeriod | null,
): Promise<ReportData['part']> {
  const where = whereOf({ surveyId }, period)
  if (agencyId !== undefined) {
    return { kind: 'agency', results: await computePart(services, 'agency', { surveyId, id: agencyId, where }) }
  }
  if (sectorId === undefined) return null
  return { kind: 'sector', results: await computePart(services, 'sector', { surveyId, id: sectorId, where }) }
}

async function commentsOf(
  services: Services,
  { surveyId, agencyId, sectorId }: ReportRequest,
): Promise<ReportComments> {
  const names = new Map((await listTags(services)).map(({ id, name }) => [id, name]))
  const { total, untagged, tags } = await countComments(services, { surveyId, agencyId, sectorId })
  return { total, untagged, tags: tags.map(({ tagId, count }) => ({ name: names.get(tagId) ?? '', count })) }
}
