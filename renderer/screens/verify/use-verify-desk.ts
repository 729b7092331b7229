import i18next from 'i18next'
import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useReducer, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { EffortMeter } from '../../../src/core/entry/effort.ts'
import { buildEntryForm, type EntryForm } from '../../../src/core/entry/entry-form.ts'
import type { SaveFailure } from '../../../src/core/entry/entry-session.ts'
import type { EntryState } from '../../../src/core/entry/entry-state.ts'
import { asksToSave, type EntryAction, type EntryKey } from '../../../src/core/entry/reduce-entry.ts'
import { appErrorOf, client, errorText, queryClient } from '../../api-client.ts'
import { notifyError } from '../../notices.ts'
import { createConfirmGuard } from '../entry/confirm-guard.ts'
import { createDraftWriter, type DraftStatus } from '../entry/draft-writer.ts'
import { entryKeyOf } from '../entry/keyboard.ts'
import { useEffort } from '../entry/use-effort.ts'
import { useLetters } from '../entry/use-preferences.ts'
import { type Begun, type DeskAction, type DeskState, type Fresh, newDesk, reduceDesk } from './verify-state.ts'
import {
  blankHeader,
  keyedHeader,
  movedTo,
  type SavedVerification,
  type SecondForm,
  type VerifyDraft,
  type VerifyOpening,
  verifyStore,
} from './verify-store.ts'

/** What the service answered is drawn before the next key, which would go to what is no longer there. */
const drawNow = flushSync

export interface LastSaved extends SavedVerification {
  readonly serial: string
}

export interface VerifyDesk {
  readonly form: EntryForm
  readonly entry: EntryState
  readonly second: SecondForm | null
  readonly drafts: readonly VerifyDraft[]
  readonly draftStatus: DraftStatus
  readonly counts: VerifyOpening['counts']
  /** The serial on its way to the store. */
  readonly sending: string | null
  readonly lastSaved: LastSaved | null
  /** Of the last save, until the next key. */
  readonly failure: SaveFailure | null
  /** The form at hand was refused because its first keying, or the way it is keyed, is another by now. */
  readonly isStale: boolean
  /** Goes on with the form at hand against the first keying as it is now; what was keyed is kept. */
  readonly renew: () => void
  /** Why the serial at hand can't be keyed again here. */
  readonly refusal: string | null
  readonly act: (action: EntryAction) => void
  /** Looks for the serial at hand, or begins the form whose header was mended. */
  readonly begin: () => void
  readonly resume: (draft: VerifyDraft) => void
  readonly discard: (id: string) => void
}

const freshOf = (opening: VerifyOpening): Fresh => ({
  id: crypto.randomUUID(),
  atMs: Date.now(),
  header: blankHeader(opening),
})

/** One form after another of a batch, keyed a second time. */
export function useVerifyDesk(opening: VerifyOpening, serial: string | null): VerifyDesk {
  const ownForm = useMemo(() => buildEntryForm(opening.questionnaire), [opening.questionnaire])
  const [desk, dispatch] = useReducer(
    (now: DeskState, action: DeskAction) => reduceDesk(ownForm, now, action),
    null,
    () => {
      const fresh = freshOf(opening)
      return newDesk(ownForm, { ...fresh, header: { ...fresh.header, serial: serial ?? opening.next ?? '' } })
    },
  )
  const { entry, second } = desk
  const form = second?.form ?? ownForm
  const effort = useEffort(form, entry)
  const {
    begin: look,
    resume,
    refusal,
    drafts,
    forget,
    find,
  } = useBeginning(opening, ownForm, desk, { dispatch, effort })
  const sending = useSending(opening, desk, { dispatch, effort })
  const guard = useMemo(() => createConfirmGuard(() => performance.now()), [])
  const isAsking = entry.phase === 'confirming' || entry.problem?.kind === 'verify-header-differs'
  useEffect(() => guard.drawn(isAsking), [guard, isAsking])
  const { setFailure, discard: throwAway, stale } = sending
  const isStale = second !== null && stale === entry.id
  const renew = (): void => {
    const tell = (message: string): void => setFailure({ kind: 'save', serial: entry.header.serial, message })
    find(
      entry.header.serial,
      (now) => {
        sending.setStale(null)
        setFailure(null)
        drawNow(() => dispatch({ type: 'renewed', second: now }))
      },
      tell,
    )
  }
  const latestRenew = useRef(renew)
  latestRenew.current = renew
  const act = useCallback(
    (action: EntryAction) => {
      if ((action.type === 'save' || action.type === 'begin') && isAsking && !guard.isSeen()) return
      const isSent = action.type === 'begin' || asksToSave(form, entry, action)
      if (isStale && isSent) return latestRenew.current()
      setFailure(null)
      dispatch({ type: 'entry', action })
    },
    [guard, isAsking, setFailure, isStale, form, entry],
  )
  const begin = (): void => (second === null ? look() : act({ type: 'begin' }))
  const discard = (id: string): void => {
    forget(id)
    throwAway(id)
    if (id === entry.id) dispatch({ type: 'next', fresh: freshOf(opening) })
  }
  return { ...sending, form, entry, second, drafts, refusal, isStale, renew, act, begin, resume, discard }
}

/** Where a desk's hooks tell what happened, and what measures it. */
interface DeskOutlets {
  readonly dispatch: (action: DeskAction) => void
  readonly effort: EffortMeter
}

/** From a serial to its form: asked of the service, which alone decides whether this person may key it again. */
function useBeginning(
  opening: VerifyOpening,
  ownForm: EntryForm,
  { entry, second: atHand }: DeskState,
  { dispatch, effort }: DeskOutlets,
) {
  const { survey, batch } = opening
  const [refused, setRefused] = useState<{ readonly serial: string; readonly message: string } | null>(null)
  const [gone, setGone] = useState<readonly string[]>([])
  const isBusy = useRef(false)
  const typedAhead = useTypeAhead(isBusy)
  const drafts = opening.drafts.filter(({ id }) => !gone.includes(id))
  const forget = (id: string): void => setGone((ids) => [...ids, id])

  const findForm = async (serial: string): Promise<SecondForm> => {
    const of = { surveyId: survey.id, batchId: batch.id }
    const begun = await client.verification.begin.query({ ...of, serial })
    const { surveyVersionId } = begun
    return { begun, form: await formOf(surveyVersionId) }
  }
  const formOf = async (surveyVersionId: number): Promise<EntryForm> => {
    if (surveyVersionId === survey.versionId) return ownForm
    const of = { surveyId: survey.id, batchId: batch.id }
    const { questionnaire } = await client.verification.open.query({ ...of, surveyVersionId })
    return buildEntryForm(questionnaire)
  }
  /** `then`: with the form, once it is found; nothing else begins meanwhile. `tell`: why it isn't, of a form at hand. */
  const find = (
    serial: string,
    then: (second: SecondForm) => void | Promise<void>,
    tell: ((message: string) => void) | null = null,
  ): void => {
    if (isBusy.current) return
    isBusy.current = true
    setRefused(null)
    findForm(serial)
      .then(async (second) => {
        await then(second)
        drawNow(() => {
          for (const key of typedAhead()) dispatch({ type: 'entry', action: { type: 'key', key } })
        })
      })
      .catch((error: unknown) => {
        if (tell !== null) return tell(errorText(error))
        drawNow(() => {
          dispatch({ type: 'refused', blank: blankHeader(opening) })
          setRefused({ serial, message: errorText(error) })
        })
      })
      .finally(() => {
        isBusy.current = false
        typedAhead() // of a serial that was refused: the next key is for another
      })
  }
  const resume = (draft: VerifyDraft): void => {
    // Where it is refused, the reason stands at its serial.
    const { serial } = draft.header
    if (atHand === null) dispatch({ type: 'entry', action: { type: 'header', header: { ...entry.header, serial } } })
    find(serial, async ({ begun, form }) => {
      const draftForm = draft.surveyVersionId === begun.surveyVersionId ? form : await formOf(draft.surveyVersionId)
      const { against = null } = draft
      const header = against && keyedHeader({ ...against.header, batchId: draft.header.batchId })
      const kept = { ...draft, against: against && header && { ...against, header } }
      forget(draft.id)
      if (draft.effort !== undefined) effort.resume(draft.id, draft.effort)
      // Answers were keyed, though identifiers alone may be asked by now.
      const second: SecondForm = { begun: { ...begun, scope: 'whole' }, form }
      drawNow(() => dispatch({ type: 'resumed', second, kept: movedTo(draftForm, form, kept) }))
    })
  }
  const begin = (): void => {
    const serial = entry.header.serial.trim()
    const mine = drafts.find(({ header }) => header.serial === serial)
    if (mine !== undefined) resume(mine)
    else find(serial, (second) => drawNow(() => dispatch({ type: 'begun', second, atMs: Date.now() })))
  }
  const refusal = refused !== null && refused.serial === entry.header.serial.trim() ? refused.message : null
  return { begin, resume, refusal, drafts, forget, find }
}

/** Keys pressed while a serial is looked for belong to the form it becomes; asked for, they are forgotten here. */
function useTypeAhead(isBusy: RefObject<boolean>): () => readonly EntryKey[] {
  const letters = useLetters()
  const keys = useRef<EntryKey[]>([])
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!isBusy.current || event.ctrlKey || event.altKey || event.metaKey || event.key === 'Escape') return
      event.preventDefault()
      event.stopPropagation()
      const key = entryKeyOf(event, letters)
      if (key !== null && !event.repeat) keys.current.push(key)
    }
    document.addEventListener('keydown', onKeyDown, { capture: true })
    return () => document.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [isBusy, letters])
  return () => keys.current.splice(0)
}

/** Sent again as it is, such a form is refused again. */
const IS_STALE: ReadonlySet<string> = new Set(['changed-meanwhile', 'verify-plan-changed'])

/** Drafts after every change; finished forms one after another, while the next one is begun already. */
function useSending(opening: VerifyOpening, { entry, second }: DeskState, { dispatch, effort }: DeskOutlets) {
  const { survey, batch } = opening
  const store = useMemo(() => verifyStore(survey.id, batch.id), [survey.id, batch.id])
  const [draftStatus, setDraftStatus] = useState<DraftStatus>('kept')
  const [counts, setCounts] = useState(opening.counts)
  const [sending, setSending] = useState<string | null>(null)
  const [lastSaved, setLastSaved] = useState<LastSaved | null>(null)
  const [failure, setFailure] = useState<VerifyDesk['failure']>(null)
  const [stale, setStale] = useState<string | null>(null)
  const writer = useMemo(
    () =>
      createDraftWriter<Begun & { readonly id: string }>(
        (form) => store.keep(form.second, form.entry, effort.of(form.id)),
        setDraftStatus,
      ),
    [store, effort],
  )
  useEffect(() => {
    const isKept = entry.phase === 'keying' || entry.phase === 'confirming'
    if (second !== null && isKept) writer.keep({ id: entry.id, entry, second })
  }, [writer, entry, second])
  const isGone = useRef(false)
  useEffect(() => {
    isGone.current = false
    return () => {
      isGone.current = true
      void queryClient.invalidateQueries()
    }
  }, [])
  const queue = useRef(Promise.resolve())
  // Before the next key, which belongs to the next form already.
  useLayoutEffect(() => {
    if (entry.phase !== 'saving' || second === null) return
    const { serial } = entry.header
    dispatch({ type: 'next', fresh: freshOf(opening) })
    setSending(serial)
    queue.current = queue.current
      .then(() => writer.settle(entry.id, () => store.save(second, entry, effort.of(entry.id))))
      .then((saved) => {
        effort.forget(entry.id)
        setCounts(saved.counts)
        setLastSaved({ ...saved, serial })
        dispatch({ type: 'suggested', serial: saved.next ?? '' })
      })
      .catch((error: unknown) => {
        const message = errorText(error)
        setFailure({ kind: 'save', serial, message })
        if (IS_STALE.has(appErrorOf(error)?.code ?? '')) setStale(entry.id)
        dispatch({ type: 'failed', form: { entry, second } })
        if (isGone.current) notifyError(i18next.t('entry:notSavedAway', { serial, message }))
      })
      .finally(() => {
        setSending((now) => (now === serial ? null : now))
        if (isGone.current) void queryClient.invalidateQueries()
      })
  }, [opening, entry, second, store, writer, effort, dispatch])
  const discard = (id: string): void =>
    void writer.settle(id, () => client.entry.discardDraft.mutate({ id })).catch(() => undefined)
  return { draftStatus, counts, sending, lastSaved, failure, setFailure, stale, setStale, discard }
}
