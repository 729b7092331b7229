import { useLayoutEffect } from 'react'
import type { EntryProblem } from '../../../src/core/entry/entry-state.ts'
import { playDifference, playRefusal } from './sounds.ts'
import { usePreferences } from './use-preferences.ts'

/** What the clerk is told without anything being wrong. */
const QUIET: ReadonlySet<EntryProblem['kind']> = new Set(['scan-same'])

/** The eyes are on the paper: each refusal, and each question before saving, is heard once. */
export function useProblemSound(problem: EntryProblem | null): void {
  const { hasSound } = usePreferences()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a choice made later doesn't tell an old problem again
  useLayoutEffect(() => {
    if (!hasSound || problem === null || QUIET.has(problem.kind)) return
    if (problem.params.isMending === 1 && problem.params.isHeld !== 1) return
    if (problem.kind === 'verify-differs') playDifference()
    else playRefusal()
  }, [problem])
}
