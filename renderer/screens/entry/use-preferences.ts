import { useMutation, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import {
  DEFAULT_PREFERENCES,
  type EntryPreferences,
  type Letters,
  lettersOf,
} from '../../../src/core/entry/preferences.ts'
import { queryClient, trpc } from '../../api-client.ts'

/** For what must not begin before they are known: with letters as digits the first key counts. */
export function usePreferencesQuery() {
  return useQuery(trpc.entry.preferences.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }))
}

/** The person's own; the usual ones while they aren't known. */
export function usePreferences(): EntryPreferences {
  return usePreferencesQuery().data ?? DEFAULT_PREFERENCES
}

/** The letters that stand for digits in fields of codes. */
export function useLetters(): Letters {
  const preferences = usePreferences()
  return useMemo(() => lettersOf(preferences), [preferences])
}

/** Takes effect with the next key; kept one after another, so that the last choice is the one that stays. */
export function useKeepPreferences(): (change: Partial<EntryPreferences>) => void {
  const preferences = usePreferences()
  const { mutate } = useMutation(trpc.entry.keepPreferences.mutationOptions({ scope: { id: 'entry-preferences' } }))
  return (change) => {
    const next = { ...preferences, ...change }
    queryClient.setQueryData(trpc.entry.preferences.queryKey(), next)
    mutate({ ...next, ownKeys: [...next.ownKeys] })
  }
}
