import i18next from 'i18next'
import { useCallback, useEffect, useLayoutEffect, useMemo, useReducer, useRef, useState } from 'react'
import type { EffortMeter } from '../../../src/core/entry/effort.ts'
import { buildEntryForm, type EntryForm } from '../../../src/core/entry/entry-form.ts'
import { type EntrySession, type Fresh, newSession, reduceSession } from '../../../src/core/entry/entry-session.ts'
import { completeEntry, draftOf, type EntryDraft, type EntryHeader } from '../../../src/core/entry/entry-state.ts'
import type { KeyingSum } from '../../../src/core/entry/keying-rates.ts'
import { type EntryAction, isAsked as isQuestion, isTypedOn } from '../../../src/core/entry/reduce-entry.ts'
import type { Questionnaire } from '../../../src/core/questionnaire/questionnaire.ts'
import { errorText } from '../../api-client.ts'
import { notifyError } from '../../notices.ts'
import { createConfirmGuard } from './confirm-guard.ts'
import { createDraftWriter, type DraftStatus } from './draft-writer.ts'
import type { EntryStore } from './entry-store.ts'
import { untilAnswered } from './until-answered.ts'
import { useEffort } from './use-effort.ts'
import { useUndo } from './use-undo.ts'

/** What a desk begins with; read once. */
export interface DeskStart {
  readonly questionnaire: Questionnaire
  readonly header: EntryHeader
  readonly savedToday: number
  readonly keyedToday: KeyedToday
  readonly surveySaved: number
}

export type KeyedToday = Pick<KeyingSum, 'forms' | 'activeMs'>

export interface EntryDesk {
  readonly form: EntryForm
  readonly session: EntrySession
  readonly draftStatus: DraftStatus
  /** Valid forms of the survey, the last saved one included. */
  readonly surveySaved: number
  /** Forms of today and the time that went into them, whichever sitting it was. */
  readonly keyedToday: KeyedToday
  readonly effort: EffortMeter
  readonly act: (action: EntryAction) => void
  /** Takes the form sent last back; false when there is none. */
  readonly undo: () => boolean
  readonly resume: (draft: EntryDraft) => void
  readonly discard: () => void
}

/**
 * Taken back while its save is on its way, a form is kept as the draft that it was: the store drops that draft with the
 * save, and makes the new one when it has taken the form out. So there never are two of one paper.
 */
const keptAs = (id: string, undone: EntrySession['undone']): string =>
  undone !== null && !undone.isDone && undone.id === id ? undone.formerId : id

/** As long as the service takes to start again; then the form comes back to the clerk. */
const ASKED_FOR_MS = 4_000

const fresh = (): Fresh => ({ id: crypto.randomUUID(), atMs: Date.now() })

/** The engine's session joined to the store: drafts after every change, forms saved one after another. */
export function useEntrySession(start: DeskStart, store: EntryStore): EntryDesk {
  const form = useMemo(() => buildEntryForm(start.questionnaire), [start.questionnaire])
  const [session, dispatch] = useReducer(
    (now: EntrySession, action: Parameters<typeof reduceSession>[2]) => reduceSession(form, now, action),
    null,
    () => newSession(form, start.header, fresh(), start.savedToday),
  )
  const [draftStatus, setDraftStatus] = useState<DraftStatus>('kept')
  const [surveySaved, setSurveySaved] = useState(start.surveySaved)
  const [keyedToday, setKeyedToday] = useState(start.keyedToday)
  const writer = useMemo(() => createDraftWriter(store.keep, setDraftStatus), [store])

  const { current, undone } = session
  const effort = useEffort(form, current)
  useEffect(() => {
    if (current.phase !== 'keying' && current.phase !== 'confirming') return
    writer.keep({ ...draftOf(form, current), id: keptAs(current.id, undone), effort: effort.of(current.id) })
  }, [writer, form, current, undone, effort])
  useEffect(() => {
    if (current.phase !== 'header') store.keepHeader(current.header)
  }, [store, current.phase, current.header])

  const isGone = useRef(false)
  useEffect(() => {
    isGone.current = false
    return () => {
      isGone.current = true
      store.left()
    }
  }, [store])
  const sending = useRef(Promise.resolve())
  const onUndone = useCallback(() => {
    setSurveySaved((count) => count - 1)
    // What it took stays, for it was worked; as the service has it.
    setKeyedToday(({ forms, activeMs }) => ({ forms: forms - 1, activeMs }))
  }, [])
  const { undo, noteSaved, isAsked } = useUndo({ form, session, store, writer, sending, dispatch, fresh, onUndone })
  // Before the next key, which belongs to the next form already. What was sent goes on after the screen was left.
  useLayoutEffect(() => {
    if (current.phase !== 'saving') return
    dispatch({ type: 'sent', fresh: fresh() })
    const { id: draftId, header } = current
    const send = () => store.save({ draftId, header, ...completeEntry(form, current), effort: effort.of(draftId) })
    // A store that was away for a moment is asked again; whether a form to be taken back was saved must be known.
    const save = () => {
      const untilMs = performance.now() + ASKED_FOR_MS
      return untilAnswered(send, () => performance.now() < untilMs || isAsked(draftId))
    }
    sending.current = sending.current
      .then(() => writer.settle(current.id, save))
      .then((saved) => {
        noteSaved(draftId, saved.responseId)
        const took = Math.round(effort.of(draftId).activeMs) // as it is stored: the pace is the same after a reload
        effort.forget(draftId)
        setSurveySaved(saved.surveySaved)
        setKeyedToday(({ forms, activeMs }) => ({ forms: forms + 1, activeMs: activeMs + took }))
        dispatch({ type: 'saved', serial: saved.serial, savedAtMs: saved.savedAtMs })
      })
      .catch((error: unknown) => {
        const message = errorText(error)
        dispatch({ type: 'failed', message })
        if (!isGone.current) return
        writer.keep({ ...draftOf(form, current), effort: effort.of(draftId) })
        notifyError(i18next.t('entry:notSavedAway', { serial: current.header.serial, message }))
      })
      .finally(() => {
        if (isGone.current) store.left()
      })
  }, [writer, store, form, current, effort, noteSaved, isAsked])

  const isAsking = isQuestion(current)
  const guard = useMemo(() => createConfirmGuard(() => performance.now()), [])
  useEffect(() => guard.drawn(isAsking), [guard, isAsking])
  const latest = useRef(current)
  latest.current = current
  // One function for every form: eighty rows would be drawn anew at each key.
  const act = useCallback(
    (action: EntryAction) => {
      const now = latest.current
      // What is typed on without a look at the question is for the next form: heard, and written nowhere.
      const isEarly =
        isQuestion(now) && (action.type === 'save' ? !guard.isSteady() : isTypedOn(now, action) && !guard.isSeen())
      if (isEarly) guard.heldBack()
      dispatch({ type: 'entry', action: isEarly ? { type: 'hold' } : action })
    },
    [guard],
  )
  const resume = useCallback(
    (draft: EntryDraft) => {
      if (draft.effort !== undefined) effort.resume(draft.id, draft.effort)
      dispatch({ type: 'resume', draft })
    },
    [effort],
  )
  const discard = useCallback(() => {
    void writer.settle(current.id, () => store.discard(current.id)).catch(() => undefined)
    dispatch({ type: 'discard', fresh: fresh() })
  }, [writer, store, current.id])
  return { form, session, draftStatus, surveySaved, keyedToday, effort, act, undo, resume, discard }
}
