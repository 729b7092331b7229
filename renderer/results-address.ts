import { useMemo } from 'react'
import { useSearch } from 'wouter'

/** The ids within a survey that its results may be narrowed to, as they are called in the address. */
export const FILTER_KEYS = ['agencyId', 'sectorId', 'groupId', 'stratumId'] as const
export type FilterKey = (typeof FILTER_KEYS)[number]

/** What of an address narrows results: it goes along from one page of results to another. `?…`, or empty. */
export function keptFilter(search: string, without?: FilterKey): string {
  const params = new URLSearchParams(search)
  const kept = [...FILTER_KEYS, 'condition'].flatMap((key) => {
    const value = params.get(key)
    return value === null || key === without ? [] : [[key, value]]
  })
  return kept.length === 0 ? '' : `?${new URLSearchParams(kept)}`
}

/** The report of what results are narrowed to: of the agency, else of the sector, else of the whole. */
export function reportAddress(surveyId: number, of: { agencyId?: number | null; sectorId?: number | null }): string {
  const page = `/surveys/${surveyId}/report`
  if (of.agencyId) return `${page}?agencyId=${of.agencyId}`
  return of.sectorId ? `${page}?sectorId=${of.sectorId}` : page
}

/** Where the results of a survey stand, narrowed as they are now; one place for the addresses of the pages. */
export function useResultsAddress(surveyId: number) {
  const search = useSearch()
  return useMemo(() => {
    const page = `/surveys/${surveyId}/results`
    return {
      agency: (id: number) => `${page}/agencies/${id}${keptFilter(search, 'agencyId')}`,
      sector: (id: number) => `${page}/sectors/${id}${keptFilter(search, 'sectorId')}`,
      item: (node: string) => `${page}/items/${node}${keptFilter(search)}`,
      comments: (of: Partial<Record<FilterKey, number>>) => {
        const params = new URLSearchParams(keptFilter(search))
        for (const [key, id] of Object.entries(of)) params.set(key, String(id))
        return `${page}/comments?${params}`
      },
    }
  }, [surveyId, search])
}
