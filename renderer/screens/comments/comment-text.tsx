import { useMemo } from 'react'
import { compileSearch, hitsIn } from '../../../src/core/comments/search.ts'

/** A comment with what was looked for marked. */
export function CommentText({ body, wanted }: { body: string; wanted: string }) {
  const search = useMemo(() => compileSearch(wanted), [wanted])
  if (search === null) return <>{body}</>
  const pieces: React.ReactNode[] = []
  let end = 0
  for (const { from, to } of hitsIn(search, body)) {
    pieces.push(body.slice(end, from), <mark key={from}>{body.slice(from, to)}</mark>)
    end = to
  }
  return (
    <>
      {pieces}
      {body.slice(end)}
    </>
  )
}
