import i18next from 'i18next'
import { useCallback, useEffect, useLayoutEffect, useMemo, useReducer, useRef, useState } from 'react'
import { buildEntryForm, type EntryForm } from '../../../src/core/entry/entry-form.ts'
import {
  type EntrySession,
  type Fresh,
  newSession,
  nextSerial,
  reduceSession,
} from '../../../src/core/entry/entry-session.ts'
import {
  completeEntry,
  draftOf,
  type EntryDraft,
  type EntryHeader,
  type EntryState,
} from '../../../src/core/entry/entry-state.ts'
import type { EntryAction } from '../../../src/core/entry/reduce-entry.ts'
import { client, errorText, type Outputs, queryClient } from '../../api-client.ts'
import { notifyError } from '../../notices.ts'
import { createConfirmGuard } from './confirm-guard.ts'
import { createDraftWriter, type DraftStatus } from './draft-writer.ts'

export type Opening = Outputs['entry']['open']

export interface EntryDesk {
  readonly form: EntryForm
  readonly session: EntrySession
  readonly draftStatus: DraftStatus
  /** Valid forms of the survey, the last saved one included. */
  readonly surveySaved: number
  /** When the forms of this sitting were saved, oldest first. */
  readonly savedAtMs: readonly number[]
  readonly act: (action: EntryAction) => void
  readonly resume: (draft: EntryDraft) => void
  readonly discard: () => void
}

const fresh = (): Fresh => ({ id: crypto.randomUUID(), atMs: Date.now() })

/** The survey, and the version of its form that this window opened: it may move to a newer one meanwhile. */
interface KeyedWith {
  readonly surveyId: number
  readonly surveyVersionId: number
}

/** The engine's session joined to the store: drafts after every change, forms saved one after another. */
export function useEntrySession(opening: Opening): EntryDesk {
  const { survey } = opening
  const { id: surveyId, versionId: surveyVersionId } = survey
  const keyedWith: KeyedWith = useMemo(() => ({ surveyId, surveyVersionId }), [surveyId, surveyVersionId])
  const form = useMemo(() => buildEntryForm(opening.questionnaire), [opening.questionnaire])
  const [session, dispatch] = useReducer(
    (now: EntrySession, action: Parameters<typeof reduceSession>[2]) => reduceSession(form, now, action),
    null,
    () => newSession(form, firstHeader(opening), fresh(), opening.today.saved),
  )
  const [draftStatus, setDraftStatus] = useState<DraftStatus>('kept')
  const [surveySaved, setSurveySaved] = useState(survey.validCount)
  const [savedAtMs, setSavedAtMs] = useState<readonly number[]>([])
  const writer = useMemo(
    () => createDraftWriter((draft) => client.entry.saveDraft.mutate({ ...keyedWith, ...draft }), setDraftStatus),
    [keyedWith],
  )

  const { current } = session
  useEffect(() => {
    if (current.phase === 'keying' || current.phase === 'confirming') writer.keep(draftOf(form, current))
  }, [writer, form, current])
  useEffect(() => {
    if (current.phase !== 'header') keepHeader(survey.id, current.header)
  }, [survey.id, current.phase, current.header])

  const isGone = useRef(false)
  useEffect(() => {
    isGone.current = false
    return () => {
      isGone.current = true
      leaveTidy()
    }
  }, [])
  const sending = useRef(Promise.resolve())
  // Before the next key, which belongs to the next form already. What was sent goes on after the screen was left.
  useLayoutEffect(() => {
    if (current.phase !== 'saving') return
    dispatch({ type: 'sent', fresh: fresh() })
    const save = () => client.entry.save.mutate(saveInput(keyedWith, form, current))
    sending.current = sending.current
      .then(() => writer.settle(current.id, save))
      .then((saved) => {
        setSurveySaved(saved.surveySaved)
        setSavedAtMs((times) => [...times, saved.savedAtMs])
        dispatch({ type: 'saved', serial: saved.serial, savedAtMs: saved.savedAtMs })
      })
      .catch((error: unknown) => {
        const message = errorText(error)
        dispatch({ type: 'failed', message })
        if (!isGone.current) return
        writer.keep(draftOf(form, current))
        notifyError(i18next.t('entry:notSavedAway', { serial: current.header.serial, message }))
      })
      .finally(() => {
        if (isGone.current) leaveTidy()
      })
  }, [writer, form, keyedWith, current])

  const isAsking = current.phase === 'confirming'
  const guard = useMemo(() => createConfirmGuard(() => performance.now()), [])
  useEffect(() => guard.drawn(isAsking), [guard, isAsking])
  const act = useCallback(
    (action: EntryAction) => {
      if (action.type === 'save' && isAsking && !guard.isSeen()) return
      dispatch({ type: 'entry', action })
    },
    [guard, isAsking],
  )
  const resume = useCallback((draft: EntryDraft) => dispatch({ type: 'resume', draft }), [])
  const discard = useCallback(() => {
    void writer.settle(current.id, () => client.entry.discardDraft.mutate({ id: current.id })).catch(() => undefined)
    dispatch({ type: 'discard', fresh: fresh() })
  }, [writer, current.id])
  return { form, session, draftStatus, surveySaved, savedAtMs, act, resume, discard }
}

/** Other screens count forms and drafts: what they show is read again once keying ends. */
function leaveTidy(): void {
  void queryClient.invalidateQueries()
}

function saveInput(keyedWith: KeyedWith, form: EntryForm, entry: EntryState) {
  return { ...keyedWith, draftId: entry.id, header: entry.header, ...completeEntry(form, entry) }
}

const KEPT_HEADER = 'sipas.entry.header'

/** Agency, sector and the like come back after a pause, too; kept for the window's session. */
function keepHeader(surveyId: number, { serial: _, ...parts }: EntryHeader): void {
  sessionStorage.setItem(`${KEPT_HEADER}.${surveyId}`, JSON.stringify(parts))
}

/** The suggested serial (unless one of my unfinished forms has it), what was chosen last, and what leaves no choice. */
function firstHeader({ survey, suggestedSerial, drafts }: Opening): EntryHeader {
  const kept: Record<string, unknown> = JSON.parse(sessionStorage.getItem(`${KEPT_HEADER}.${survey.id}`) ?? '{}')
  const part = (list: readonly { readonly id: number }[], last: unknown): number => {
    const known = list.length === 1 ? list[0] : list.find(({ id }) => id === last)
    return known?.id ?? 0
  }
  let serial = suggestedSerial ?? ''
  while (serial !== '' && drafts.some((draft) => draft.header.serial === serial)) serial = nextSerial(serial)
  return {
    serial,
    agencyId: part(survey.agencies, kept.agencyId),
    sectorId: part(survey.sectors, kept.sectorId),
    groupId: part(survey.groups, kept.groupId),
    stratumId: part(survey.strata, kept.stratumId),
    clusterId: part(survey.clusters, kept.clusterId),
    collectedOn: typeof kept.collectedOn === 'string' ? kept.collectedOn : null,
  }
}
