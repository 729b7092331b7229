import { spanColumn } from '../core/index/columns.ts'
import { spanCode, spanMiddle, type TimeSpan } from '../core/index/days.ts'
import type { Side } from '../core/index/difference.ts'
import type { CodeTests } from '../core/index/domains.ts'
import { countOf } from '../core/index/selections.ts'
import { middleOfPeriod, periodCode } from '../core/survey-period.ts'
import { originOf } from '../core/unit-succession.ts'
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
  const { context, settings } = measured
  const { year, period } = context.survey
  const found = await scopeOf(services, context, scope)
  if (found === null) return []
  const { keys, ...origin } = found
  const column = split === null ? null : spanColumn(context.kept.answers, split)
  const spans = column === null ? [] : [...new Set(column.codes)].filter((code) => code !== 0).sort((a, b) => a - b)
  const selections =
    column === null ? [keys] : spans.map((span) => ({ ...keys, [column.name]: (code: number) => code === span }))
  const { estimation, sides } = estimateShown(
    context,
    settings,
    selections.map((keys) => ({ keys, mask: null })),
    column === null ? [] : [column],
  )
  const places = new Map(context.plan.nodes.map(({ id }, index) => [id, index]))
  const placeOf = (node: string): number => places.get(node) ?? -1
  return sides.flatMap((side: Side, place) => {
    const n = countOf(estimation, side)
    const span = spans[place] ?? 0
    const time =
      split === null
        ? { code: periodCode(year, period), at: middleOfPeriod(year, period) }
        : { code: spanCode(span, split), at: spanMiddle(span, split) }
    return n === 0 ? [] : [{ measured, estimation, side, placeOf, n, ...time, ...origin }]
  })
}

interface FoundScope extends Pick<RawPoint, 'units' | 'hasSuccession' | 'isShared'> {
  readonly keys: CodeTests
}

async function scopeOf(
  services: Services,
  { parts, survey }: SurveyContext,
  { agencyUnitId, sectorId }: TrendScope,
): Promise<FoundScope | null> {
  const sector = parts.sectors.find((part) => part.sectorId === sectorId)
  if (sectorId !== undefined && sector === undefined) return null
  const ofSector: CodeTests = sector === undefined ? {} : { sector: (code) => code === sector.id }
  if (agencyUnitId === undefined) return { keys: ofSector, units: [], hasSuccession: false, isShared: false }
  const { unitIds, isShared } = originOf(await listSuccessions(services.store.db), agencyUnitId, survey.year)
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
