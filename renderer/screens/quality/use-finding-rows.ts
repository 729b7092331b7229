import { keepPreviousData, useQueries } from '@tanstack/react-query'
import { useRef } from 'react'
import { trpc } from '../../api-client.ts'
import type { FindingRow, readFilter } from './quality-filter.ts'

const PAGE_SIZE = 100

interface FindingRows {
  readonly total: number | null
  readonly error: unknown
  readonly rowAt: (index: number) => FindingRow | undefined
  readonly retry: () => void
}

/** The rows of a window of a long list: whole pages around it are asked for, the rest stays with the store. */
export function useFindingRows(query: ReturnType<typeof readFilter>, first: number, last: number): FindingRows {
  const from = Math.floor(first / PAGE_SIZE)
  const pages = Array.from({ length: Math.floor(last / PAGE_SIZE) - from + 1 }, (_, i) => from + i)
  const results = useQueries({
    queries: pages.map((page) =>
      trpc.quality.findings.queryOptions(
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
    error: failed?.error ?? null,
    rowAt: (index) => {
      const result = results[Math.floor(index / PAGE_SIZE) - from]
      return result === undefined || result.isPlaceholderData ? undefined : result.data?.rows[index % PAGE_SIZE]
    },
    retry: () => void failed?.refetch(),
  }
}
