import { spanColumn } from '../core/index/columns.ts'
import { spanCode, spanMiddle, type TimeSpan } from '../core/index/days.ts'
import type { Side } from '../core/index/difference.ts'
import type { Estimation } from '../core/index/domain-ratios.ts'
import type { CodeTests } from '../core/index/domains.ts'
import { countOf } from '../core/index/selections.ts'
import { middleOfPeriod, periodCode } from '../core/survey-period.ts'
import { originOf, type Succession } from '../core/unit-succession.ts'
import { listSuccessions } from '../data/unit-succession-repository.ts'
import { estimateShown } from './compare.ts'
import type { Measured } from './comparison-notes.ts'
import type { Services } from './services.ts'
import type { SurveyContext } from './survey-context.ts'
import type { SlopeSource } from './trend-slopes.ts'

/** Whose forms a trend is of; both at once are the sector within the agency. Ids of the office's lists, not of a survey. */
export interface TrendScope {
  readonly agencyUnitId?: number | undefined
  readonly sectorId?: number | undefined
}

export interface TrendUnit {
  readonly unitId: number
  readonly code: string
  readonly name: string
}

/** A point before it is set beside the others. */
export interface RawPoint extends SlopeSource {
  readonly measured: Measured
  readonly code: string
  readonly n: number
  readonly units: readonly TrendUnit[]
  readonly hasSuccession: boolean
  readonly isShared: boolean
}

/** A survey's points: one, or one for each span of time that has forms; none where the scope isn't in it. */
export async function pointsOfSurvey(
  services: Services,
  measured: Measured,
  scope: TrendScope,
  split: TimeSpan | null,
): Promise<RawPoint[]> {
  if (split === null) return (await pointsOfScopes(services, measured, [scope])).filter((point) => point !== null)
  const { context, settings } = measured
  const found = scopeOf(await listSuccessions(services.store.db), context, scope)
  if (found === null) return []
  const column = spanColumn(context.kept.answers, split)
  const spans = [...new Set(column.codes)].filter((code) => code !== 0).sort((a, b) => a - b)
  const selections = spans.map((span) => {
    const keys = { ...found.keys, [column.name]: (code: number) => code === span }
    return { keys, mask: null }
  })
  const { estimation, sides } = estimateShown(context, settings, selections, [column])
  return sides.flatMap((side, place) => {
    const span = spans[place] ?? 0
    const time = { code: spanCode(span, split), at: spanMiddle(span, split) }
    return pointOf(measured, estimation, side, found, time) ?? []
  })
}

/** A survey's point for each of many scopes, all estimated together; null where the scope isn't in it or has no forms. */
export async function pointsOfScopes(
  services: Services,
  measured: Measured,
  scopes: readonly TrendScope[],
): Promise<(RawPoint | null)[]> {
  const { context, settings } = measured
  const { year, period } = context.survey
  const successions = await listSuccessions(services.store.db)
  const found = scopes.map((scope) => scopeOf(successions, context, scope))
  const known = found.filter((one) => one !== null)
  const selections = known.map(({ keys }) => ({ keys, mask: null }))
  const { estimation, sides } = estimateShown(context, settings, selections)
  const sideOf = new Map(known.map((one, place) => [one, sides[place]]))
  const time = { code: periodCode(year, period), at: middleOfPeriod(year, period) }
  return found.map((one) => {
    const side = one === null ? undefined : sideOf.get(one)
    return one === null || side === undefined ? null : pointOf(measured, estimation, side, one, time)
  })
}

function pointOf(
  measured: Measured,
  estimation: Estimation,
  side: Side,
  { units, hasSuccession, isShared }: FoundScope,
  time: Pick<RawPoint, 'code' | 'at'>,
): RawPoint | null {
  const n = countOf(estimation, side)
  if (n === 0) return null
  const places = new Map(measured.context.plan.nodes.map(({ id }, index) => [id, index]))
  const placeOf = (node: string): number => places.get(node) ?? -1
  return { measured, estimation, side, placeOf, n, ...time, units, hasSuccession, isShared }
}

interface FoundScope extends Pick<RawPoint, 'units' | 'hasSuccession' | 'isShared'> {
  readonly keys: CodeTests
}

function scopeOf(
  successions: readonly Succession[],
  { parts, survey }: SurveyContext,
  { agencyUnitId, sectorId }: TrendScope,
): FoundScope | null {
  const sector = parts.sectors.find((part) => part.sectorId === sectorId)
  if (sectorId !== undefined && sector === undefined) return null
  const ofSector: CodeTests = sector === undefined ? {} : { sector: (code) => code === sector.id }
  if (agencyUnitId === undefined) return { keys: ofSector, units: [], hasSuccession: false, isShared: false }
  const { unitIds, isShared } = originOf(successions, agencyUnitId, survey.year)
  const agencies = parts.agencies.filter(({ unitId }) => unitIds.includes(unitId))
  if (agencies.length === 0) return null
  const ids = new Set(agencies.map(({ id }) => id))
  return {
    keys: { ...ofSector, agency: (code) => ids.has(code) },
    units: agencies.map(({ unitId, code, name }) => ({ unitId, code, name })),
    hasSuccession: agencies.some(({ unitId }) => unitId !== agencyUnitId),
    isShared,
  }
}
