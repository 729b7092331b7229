import { useQueries } from '@tanstack/react-query'
import { type Outputs, trpc } from '../../api-client.ts'
import type { CommentRow } from './comment-filter.ts'

const PAGE_SIZE = 50

interface CommentRows {
  readonly error: unknown
  readonly retry: () => void
  /** Undefined: on its way. Null: no more, its form was made void or corrected meanwhile. */
  readonly rowAt: (index: number) => CommentRow | null | undefined
}

/** The comments of a window of the list; whole pages around it are asked for by their numbers, which never move. */
export function useCommentRows(surveyId: number, numbers: readonly number[], first: number, last: number): CommentRows {
  const from = Math.floor(first / PAGE_SIZE)
  const to = Math.floor(Math.max(first, Math.min(last, numbers.length - 1)) / PAGE_SIZE)
  const results = useQueries({
    queries: Array.from({ length: to - from + 1 }, (_, page) => {
      const start = (from + page) * PAGE_SIZE
      return trpc.comment.read.queryOptions({ surveyId, numbers: numbers.slice(start, start + PAGE_SIZE) })
    }),
  })
  const failed = results.find((result) => result.error !== null)
  return {
    error: failed?.error ?? null,
    retry: () => void failed?.refetch(),
    rowAt: (index) => {
      const rows: Outputs['comment']['read'] | undefined = results[Math.floor(index / PAGE_SIZE) - from]?.data
      return rows?.[index % PAGE_SIZE]
    },
  }
}
