import { useQuery } from '@tanstack/react-query'
import { trpc } from '../../api-client.ts'
import { pageFilter, readFilter, readSort } from './response-filter.ts'

interface Neighbours {
  /** Addresses of the form before and after, in the order of the list the form was opened from. */
  readonly previous: string | null
  readonly next: string | null
}

/** `at` in the address is the form's place in that list; without it, or once the list has moved on, there are none. */
export function useNeighbours(surveyId: number, id: string, search: URLSearchParams): Neighbours {
  const at = Number(search.get('at') ?? Number.NaN)
  const isKnown = Number.isInteger(at) && at >= 0
  const from = Math.max(0, at - 1)
  const { sort, isDescending } = readSort(search)
  const query = { surveyId, filter: pageFilter(readFilter(search)), sort, descending: isDescending }
  const page = useQuery({
    ...trpc.response.page.queryOptions({ ...query, offset: isKnown ? from : 0, limit: 3 }),
    enabled: isKnown,
  })
  const rows = isKnown ? (page.data?.rows ?? []) : []
  const here = rows.findIndex((row) => row.id === id)
  const addressOf = (place: number): string | null => {
    const row = here < 0 ? undefined : rows[place]
    return row === undefined ? null : formAddress(surveyId, row.id, search, from + place)
  }
  return { previous: addressOf(here - 1), next: addressOf(here + 1) }
}

/** A form's address that remembers the list it was opened from. */
export function formAddress(surveyId: number, id: string, search: URLSearchParams, at: number): string {
  const params = new URLSearchParams(search)
  params.set('at', String(at))
  return `/surveys/${surveyId}/responses/${id}?${params}`
}

/** The list that a form was opened from, at the row where it stood: the responses, or what the quality rules found. */
export function listAddress(surveyId: number, search: string): string {
  const params = new URLSearchParams(search)
  const isFinding = params.get('from') === 'quality'
  params.delete('from')
  return `/surveys/${surveyId}/${isFinding ? 'quality' : 'responses'}${params.size === 0 ? '' : `?${params}`}`
}
