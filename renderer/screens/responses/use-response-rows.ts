import { keepPreviousData, type UseQueryResult, useQueries } from '@tanstack/react-query'
import { useRef } from 'react'
import { type Inputs, type Outputs, trpc } from '../../api-client.ts'

export type ResponseRow = Outputs['response']['page']['rows'][number]
type PageQuery = Omit<Inputs['response']['page'], 'offset' | 'limit'>

const PAGE_SIZE = 100

interface ResponseRows {
  readonly total: number | null
  readonly error: Error | null
  readonly rowAt: (index: number) => ResponseRow | undefined
  readonly retry: () => void
}

/** The rows of a window of a long list: whole pages around it are asked for, the rest stays with the store. */
export function useResponseRows(query: PageQuery, first: number, last: number): ResponseRows {
  const from = Math.floor(first / PAGE_SIZE)
  const pages = Array.from({ length: Math.floor(last / PAGE_SIZE) - from + 1 }, (_, i) => from + i)
  const results: UseQueryResult<Outputs['response']['page'], unknown>[] = useQueries({
    queries: pages.map((page) =>
      trpc.response.page.queryOptions(
        { ...query, offset: page * PAGE_SIZE, limit: PAGE_SIZE },
        { placeholderData: keepPreviousData },
      ),
    ),
  })
  const failed = results.find((result) => result.error !== null)
  // Between two pages nothing is known for a moment: the list keeps its length, or it would jump.
  const known = useRef<number | null>(null)
  known.current = results.find((result) => result.data !== undefined)?.data?.total ?? known.current
  return {
    total: known.current,
    error: failed === undefined ? null : toError(failed.error),
    rowAt: (index) => {
      const result = results[Math.floor(index / PAGE_SIZE) - from]
      return result === undefined || result.isPlaceholderData ? undefined : result.data?.rows[index % PAGE_SIZE]
    },
    retry: () => void failed?.refetch(),
  }
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}
