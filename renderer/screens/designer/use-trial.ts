import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { EntryHeader } from '../../../src/core/entry/entry-state.ts'
import { NO_KEYING } from '../../../src/core/entry/keying-rates.ts'
import type { EntryAction } from '../../../src/core/entry/reduce-entry.ts'
import type { Questionnaire } from '../../../src/core/questionnaire/questionnaire.ts'
import type { EntryStore } from '../entry/entry-store.ts'
import { type EntryDesk, useEntrySession } from '../entry/use-entry-session.ts'

/** What keying one form took. */
interface TrialResult {
  readonly keys: number
  /** From its first key to the one that saved it. */
  readonly seconds: number
}

interface Trial extends EntryDesk {
  /** Of the last form keyed to its end. */
  readonly result: TrialResult | null
}

const NOBODY: EntryHeader = {
  serial: '1',
  agencyId: 0,
  sectorId: 0,
  stratumId: 0,
  clusterId: 0,
  groupId: 0,
  batchId: 1,
  collectedOn: null,
}

const nothing = async (): Promise<void> => undefined

/** The clerk's desk over a store that keeps nothing; a form begins at once, since it belongs to no survey. */
export function useTrial(questionnaire: Questionnaire): Trial {
  const [result, setResult] = useState<TrialResult | null>(null)
  const keys = useRef<number[]>([])
  const store = useMemo(() => trialStore(() => setResult(resultOf(keys.current.splice(0)))), [])
  const start = useMemo(
    () => ({ questionnaire, header: NOBODY, savedToday: 0, keyedToday: NO_KEYING, surveySaved: 0 }),
    [questionnaire],
  )
  const desk = useEntrySession(start, store)
  const { phase } = desk.session.current
  const act = useCallback(
    (action: EntryAction) => {
      keys.current.push(performance.now())
      desk.act(action)
    },
    [desk.act],
  )
  // Before the next key, which is an answer already.
  useLayoutEffect(() => {
    if (phase === 'header') desk.act({ type: 'begin' })
  }, [phase, desk.act])
  return { ...desk, act, result }
}

function trialStore(onSaved: () => void): EntryStore {
  return {
    keep: nothing,
    discard: nothing,
    save: async ({ header: { serial } }) => {
      onSaved()
      return { responseId: '', serial, savedAtMs: Date.now(), surveySaved: 0 }
    },
    undo: null,
    keepHeader: () => undefined,
    left: () => undefined,
  }
}

function resultOf(pressedAtMs: readonly number[]): TrialResult {
  const tookMs = (pressedAtMs.at(-1) ?? 0) - (pressedAtMs[0] ?? 0)
  return { keys: pressedAtMs.length, seconds: Math.round(tookMs / 1000) }
}
