import { LAST_NUMBER, printedSerial, readPrintedSerial } from '../print/serial.ts'
import type { EntryForm } from './entry-form.ts'
import {
  completeEntry,
  type EntryDraft,
  type EntryHeader,
  type EntryState,
  newEntry,
  resumeEntry,
} from './entry-state.ts'
import { type EntryAction, reduceEntry } from './reduce-entry.ts'

/**
 * Form after form: the one being keyed, the ones put aside, and the one on its way to the store. While a form is being
 * saved the next one already takes keys; if the save fails the saved form comes back and the newer one waits for its turn.
 */
export interface EntrySession {
  readonly current: EntryState
  /** Put aside by a failed save or for a kept draft; the last one comes back first. */
  readonly parked: readonly EntryState[]
  readonly inFlight: EntryState | null
  /** Finished while another was on its way; sent after it, the first one first. */
  readonly waiting: readonly EntryState[]
  readonly lastSaved: { readonly serial: string; readonly savedAtMs: number } | null
  readonly savedToday: number
  /** The form sent last, which may be taken back once; null before the first and after it was taken back. */
  readonly lastSent: EntryState | null
  /** The form taken back last, until another is saved. */
  readonly undone: Undone | null
  /** The failure of the last save or undo, until the next key. */
  readonly failure: SaveFailure | null
}

export interface Undone {
  /** Of the form on the desk, and of the form that was sent. */
  readonly id: string
  readonly formerId: string
  readonly serial: string
  /** The store has answered. */
  readonly isDone: boolean
}

/** `message`: a sentence for the clerk, from the store or the screen. */
export interface SaveFailure {
  readonly kind: 'save' | 'undo'
  readonly serial: string
  readonly message: string
}

/** A new form needs an id and a time from outside: the engine reads neither clock nor chance. */
export interface Fresh {
  readonly id: string
  readonly atMs: number
}

export type SessionAction =
  | { readonly type: 'entry'; readonly action: EntryAction }
  /** The finished form leaves for the store, or for its turn. */
  | { readonly type: 'sent'; readonly fresh: Fresh }
  | { readonly type: 'saved'; readonly serial: string; readonly savedAtMs: number }
  | { readonly type: 'failed'; readonly message: string }
  /** The form sent last comes back to the desk; `again` is it, as takenBack makes it. */
  | { readonly type: 'undo'; readonly again: EntryState }
  | { readonly type: 'undone' }
  | { readonly type: 'undoRefused'; readonly message: string; readonly fresh: Fresh }
  | { readonly type: 'resume'; readonly draft: EntryDraft }
  /** Throws the current form away; a new one begins with its serial. */
  | { readonly type: 'discard'; readonly fresh: Fresh }

export function newSession(form: EntryForm, header: EntryHeader, fresh: Fresh, savedToday: number): EntrySession {
  const current = newEntry(form, fresh.id, header, fresh.atMs)
  const nothing = { inFlight: null, lastSaved: null, lastSent: null, undone: null, failure: null }
  return { ...nothing, current, parked: [], waiting: [], savedToday }
}

export function reduceSession(form: EntryForm, session: EntrySession, action: SessionAction): EntrySession {
  switch (action.type) {
    case 'entry': {
      const current = reduceEntry(form, session.current, action.action)
      if (current === session.current) return session
      // A key for another form doesn't wipe out what is told of the one that came back.
      const isOthers = current.problem?.kind === 'form-complete'
      return { ...session, current, failure: isOthers ? session.failure : null }
    }
    case 'sent':
      if (session.current.phase !== 'saving') return session
      return sendNext({
        ...takeNext(form, session, action.fresh, nextSerial(session.current.header.serial)),
        waiting: [...session.waiting, session.current],
        lastSent: session.current,
      })
    case 'saved': {
      const { serial, savedAtMs } = action
      const savedToday = session.savedToday + 1
      const undone = session.undone?.isDone ? null : session.undone
      return sendNext({ ...session, inFlight: null, lastSaved: { serial, savedAtMs }, savedToday, undone })
    }
    case 'failed':
      return bringBack(form, session, action.message)
    case 'undo':
      return undo(session, action.again)
    case 'undone':
      if (session.undone === null) return session
      return {
        ...session,
        undone: { ...session.undone, isDone: true },
        lastSaved: null,
        savedToday: session.savedToday - 1,
      }
    case 'undoRefused':
      return refuseUndo(form, session, action.message, action.fresh)
    case 'resume': {
      const { draft } = action
      const isOpen = [session.current, session.inFlight, ...session.waiting, ...session.parked].some(
        (entry) => entry?.id === draft.id,
      )
      if (isOpen) return session
      return { ...session, current: resumeEntry(form, draft), parked: park(session) }
    }
    case 'discard':
      return takeNext(form, session, action.fresh, session.current.header.serial)
  }
}

function sendNext(session: EntrySession): EntrySession {
  const [next, ...waiting] = session.waiting
  return session.inFlight !== null || next === undefined ? session : { ...session, inFlight: next, waiting }
}

/** The form put aside last, or a new one: agency and the like stay. */
function takeNext(form: EntryForm, session: EntrySession, fresh: Fresh, serial: string): EntrySession {
  const waiting = session.parked.at(-1)
  if (waiting !== undefined) return { ...session, current: waiting, parked: session.parked.slice(0, -1) }
  const header = { ...session.current.header, serial }
  return { ...session, current: newEntry(form, fresh.id, header, fresh.atMs) }
}

/**
 * The form as it was saved, at its last question: what the store has, so that the desk need not wait for it. It is another
 * form to the store (`fresh`), which knows the one that was sent as saved.
 */
export function takenBack(form: EntryForm, sent: EntryState, fresh: Fresh): EntryState {
  const whole = completeEntry(form, sent)
  const draft = { id: fresh.id, header: sent.header, ...whole, position: '', startedAtMs: fresh.atMs }
  return reduceEntry(form, resumeEntry(form, draft), { type: 'key', key: 'last' })
}

/** Once: the form before it is meant only after this one was saved again. */
function undo(session: EntrySession, again: EntryState): EntrySession {
  const { lastSent, current } = session
  if (lastSent === null || current.phase === 'saving') return session
  const undone = { id: again.id, formerId: lastSent.id, serial: lastSent.header.serial, isDone: false }
  return { ...session, current: again, parked: park(session), lastSent: null, undone, failure: null }
}

/** The store keeps the form as saved: what came back to the desk goes again, wherever it lies. */
function refuseUndo(form: EntryForm, session: EntrySession, message: string, fresh: Fresh): EntrySession {
  const { undone } = session
  if (undone === null) return session
  const failure = { kind: 'undo' as const, serial: undone.serial, message }
  const rest = { ...session, parked: session.parked.filter(({ id }) => id !== undone.id), undone: null }
  const isHere = session.current.id === undone.id
  return { ...(isHere ? takeNext(form, rest, fresh, nextSerial(undone.serial)) : rest), failure }
}

function bringBack(form: EntryForm, session: EntrySession, message: string): EntrySession {
  const returned = session.inFlight
  if (returned === null) return session
  const failure = { kind: 'save' as const, serial: returned.header.serial, message }
  // Taken back while it was on its way: it lies on the desk already.
  const { undone } = session
  if (undone?.formerId === returned.id) {
    // It was never saved: it is the draft again that it was.
    const former = (entry: EntryState): EntryState => (entry.id === undone.id ? { ...entry, id: returned.id } : entry)
    const parked = session.parked.map(former)
    return sendNext({ ...session, current: former(session.current), parked, inFlight: null, undone: null, failure })
  }
  return sendNext({
    ...session,
    // At its end, where the keys of the form that was being keyed meanwhile become no answers.
    current: {
      ...returned,
      phase: 'keying',
      at: form.fields.length,
      problem: { kind: 'form-complete', params: {} },
    },
    parked: park(session),
    inFlight: null,
    lastSent: session.lastSent?.id === returned.id ? null : session.lastSent,
    failure,
  })
}

/** An untouched new form isn't worth keeping. */
function park(session: EntrySession): readonly EntryState[] {
  return isTouched(session.current) ? [...session.parked, session.current] : session.parked
}

export function isTouched(entry: EntryState): boolean {
  return entry.phase !== 'header' || entry.typed.trim() !== '' || Object.keys(entry.texts).length > 0
}

/**
 * `07-0144` → `07-0145`, `A9` → `A10`; of a printed form the next number with its own check digit, `000123-4` → `000124-2`.
 * Empty when the serial ends in no digit, or the printed numbers do.
 */
export function nextSerial(serial: string): string {
  const printed = readPrintedSerial(serial)
  if (printed?.isRight && printed.serial === serial) {
    return printed.number < LAST_NUMBER ? printedSerial(printed.number + 1) : ''
  }
  const digits = /\d+$/.exec(serial)?.[0]
  if (digits === undefined) return ''
  const next = String(BigInt(digits) + 1n).padStart(digits.length, '0')
  return serial.slice(0, -digits.length) + next
}
