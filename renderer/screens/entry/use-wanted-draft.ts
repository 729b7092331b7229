import { useEffect } from 'react'
import { useSearchParams } from 'wouter'

/** `?draft=…` in the address (home's list of unfinished forms) opens that form, once. */
export function useWantedDraft<Draft extends { readonly id: string }>(
  drafts: readonly Draft[],
  resume: (draft: Draft) => void,
): void {
  const [search, setSearch] = useSearchParams()
  const wanted = search.get('draft')
  useEffect(() => {
    if (wanted === null) return
    const draft = drafts.find((candidate) => candidate.id === wanted)
    setSearch(
      (now) => {
        now.delete('draft')
        return now
      },
      { replace: true },
    )
    if (draft !== undefined) resume(draft)
  }, [wanted, drafts, resume, setSearch])
}
