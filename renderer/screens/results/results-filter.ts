import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'wouter'
import type { Outputs } from '../../api-client.ts'
import { FILTER_KEYS, type FilterKey } from '../../results-address.ts'

export type Survey = Outputs['survey']['get']

/** What the screen is narrowed to; kept in the address, so that going back undoes a step. */
export interface ResultsFilter {
  agencyId: number | null
  sectorId: number | null
  groupId: number | null
  stratumId: number | null
  /** By what was answered, in CEL. */
  condition: string | null
}

export interface FilterControl {
  filter: ResultsFilter
  change: (key: FilterKey | 'condition', value: number | string | null) => void
  clear: () => void
}

/** The filter of the address, the way to change one part of it, and to drop it all. */
export function useResultsFilter(): FilterControl {
  const [params, setParams] = useSearchParams()
  const text = params.toString()
  const filter = useMemo(() => readFilter(new URLSearchParams(text)), [text])
  const change = useCallback(
    (key: FilterKey | 'condition', value: number | string | null) =>
      setParams((previous) => {
        const next = new URLSearchParams(previous)
        if (value === null) next.delete(key)
        else next.set(key, String(value))
        return next
      }),
    [setParams],
  )
  const clear = useCallback(
    () =>
      setParams((previous) => {
        const next = new URLSearchParams(previous)
        for (const key of [...FILTER_KEYS, 'condition']) next.delete(key)
        return next
      }),
    [setParams],
  )
  return { filter, change, clear }
}

function readFilter(params: URLSearchParams): ResultsFilter {
  const read = (key: FilterKey): number | null => {
    const id = Number(params.get(key))
    return Number.isInteger(id) && id > 0 ? id : null
  }
  return {
    agencyId: read('agencyId'),
    sectorId: read('sectorId'),
    groupId: read('groupId'),
    stratumId: read('stratumId'),
    condition: params.get('condition'),
  }
}

export function isNarrowed(filter: ResultsFilter): boolean {
  return Object.values(filter).some((value) => value !== null)
}

/** The filter as the `where` of the results call: only what is set. */
export function whereIds(filter: ResultsFilter): { [key in FilterKey]?: number } & { condition?: string } {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== null))
}

/** The filter as a CEL condition over the key columns, or undefined when nothing is set. */
export function whereCondition(filter: ResultsFilter, survey: Survey): string | undefined {
  const codes = {
    agency: survey.agencies.find((agency) => agency.id === filter.agencyId)?.code,
    sector: survey.sectors.find((sector) => sector.id === filter.sectorId)?.code,
    respondent_group: survey.groups.find((group) => group.id === filter.groupId)?.code,
    stratum: survey.strata.find((stratum) => stratum.id === filter.stratumId)?.code,
  }
  const parts = Object.entries(codes).flatMap(([key, code]) =>
    code === undefined ? [] : [`${key} == ${JSON.stringify(code)}`],
  )
  if (filter.condition !== null) parts.push(`(${filter.condition})`)
  return parts.length === 0 ? undefined : parts.join(' && ')
}
