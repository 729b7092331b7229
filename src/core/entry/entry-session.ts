import { LAST_NUMBER, printedSerial, readPrintedSerial } from '../print/serial.ts'
import type { EntryForm } from './entry-form.ts'
import { type EntryDraft, type EntryHeader, type EntryState, newEntry, resumeEntry } from './entry-state.ts'
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
  /** The failure of the last save, until the next key. */
  readonly failure: SaveFailure | null
}

/** `message`: a sentence for the clerk, from the store or the screen. */
interface SaveFailure {
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
  | { readonly type: 'resume'; readonly draft: EntryDraft }
  /** Throws the current form away; a new one begins with its serial. */
  | { readonly type: 'discard'; readonly fresh: Fresh }

export function newSession(form: EntryForm, header: EntryHeader, fresh: Fresh, savedToday: number): EntrySession {
  const current = newEntry(form, fresh.id, header, fresh.atMs)
  return { current, parked: [], inFlight: null, waiting: [], lastSaved: null, savedToday, failure: null }
}

export function reduceSession(form: EntryForm, session: EntrySession, action: SessionAction): EntrySession {
  switch (action.type) {
    case 'entry': {
      const current = reduceEntry(form, session.current, action.action)
      return current === session.current ? session : { ...session, current, failure: null }
    }
    case 'sent':
      if (session.current.phase !== 'saving') return session
      return sendNext({
        ...takeNext(form, session, action.fresh, nextSerial(session.current.header.serial)),
        waiting: [...session.waiting, session.current],
      })
    case 'saved': {
      const { serial, savedAtMs } = action
      const savedToday = session.savedToday + 1
      return sendNext({ ...session, inFlight: null, lastSaved: { serial, savedAtMs }, savedToday })
    }
    case 'failed':
      return bringBack(session, action.message)
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

function bringBack(session: EntrySession, message: string): EntrySession {
  const returned = session.inFlight
  if (returned === null) return session
  const failure = { serial: returned.header.serial, message }
  return sendNext({
    ...session,
    current: { ...returned, phase: 'keying' },
    parked: park(session),
    inFlight: null,
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
