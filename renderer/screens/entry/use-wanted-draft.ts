import { useEffect } from 'react'
import { useSearchParams } from 'wouter'
import type { EntryDraft } from '../../../src/core/entry/entry-state.ts'

/** `?draft=…` in the address (home's list of unfinished forms) opens that form, once. */
export function useWantedDraft(drafts: readonly EntryDraft[], resume: (draft: EntryDraft) => void): void {
  const [search, setSearch] = useSearchParams()
  const wanted = search.get('draft')
  useEffect(() => {
    if (wanted === null) return
    const draft = drafts.find((candidate) => candidate.id === wanted)
    if (draft !== undefined) resume(draft)
    setSearch({}, { replace: true })
  }, [wanted, drafts, resume, setSearch])
}
