import { useSearchParams } from 'wouter'
import type { Outputs } from '../../api-client.ts'

export type Trend = Outputs['trend']['get']
export type TrendPoint = Trend['points'][number]

export const SPLITS = ['survey', 'quarter', 'month'] as const
export type Split = (typeof SPLITS)[number]

const KEYS = ['node', 'agency', 'sector', 'split'] as const
export type TrendKey = (typeof KEYS)[number]

/** What is followed and how it is split, kept in the address. */
export function useTrendState() {
  const [params, setParams] = useSearchParams()
  const id = (key: TrendKey): number | null => {
    const text = params.get(key) ?? ''
    return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null
  }
  return {
    node: params.get('node'),
    agencyUnitId: id('agency'),
    sectorId: id('sector'),
    split: SPLITS.find((one) => one === params.get('split')) ?? ('survey' as const),
    change: (key: TrendKey, value: string): void =>
      setParams(
        (before) => {
          const next = new URLSearchParams(before)
          if (value === '') next.delete(key)
          else next.set(key, value)
          return next
        },
        { replace: true },
      ),
  }
}

/** What lies between a point and the one before isn't the same thing measured in the same way: method or units changed. */
export function isBroken(point: TrendPoint, before: TrendPoint | undefined): boolean {
  if (before === undefined) return false
  return point.methodChanges.length > 0 || hasOtherUnits(point, before)
}

/** The agency was merged, divided or renamed between the two. */
export function hasOtherUnits(point: TrendPoint, before: TrendPoint | undefined): boolean {
  if (before === undefined) return false
  return point.isShared !== before.isShared || unitsOf(point) !== unitsOf(before)
}

function unitsOf({ units }: TrendPoint): string {
  return units
    .map(({ unitId }) => unitId)
    .toSorted((a, b) => a - b)
    .join()
}
