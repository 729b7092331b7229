import { type Dispatch, type RefObject, useCallback, useRef } from 'react'
import type { EntryForm } from '../../../src/core/entry/entry-form.ts'
import { type EntrySession, type Fresh, type SessionAction, takenBack } from '../../../src/core/entry/entry-session.ts'
import { draftOf } from '../../../src/core/entry/entry-state.ts'
import { errorText } from '../../api-client.ts'
import type { DraftWriter } from './draft-writer.ts'
import type { EntryStore } from './entry-store.ts'
import { untilAnswered } from './until-answered.ts'

interface UndoParts {
  readonly form: EntryForm
  readonly session: EntrySession
  readonly store: EntryStore
  readonly writer: DraftWriter
  /** What was sent, one after another. */
  readonly sending: RefObject<Promise<void>>
  readonly dispatch: Dispatch<SessionAction>
  readonly fresh: () => Fresh
  /** The store took the form out again. */
  readonly onUndone: () => void
}

/**
 * Takes the form sent last back to the desk, at once; the store follows when it has answered what was sent before. Asked
 * until it answers: the next save of this number waits for it.
 */
export function useUndo(parts: UndoParts) {
  const latest = useRef(parts)
  latest.current = parts
  /** Of each form saved here, the response it became. */
  const responses = useRef(new Map<string, string>())
  const asked = useRef<string | null>(null)
  const undo = useCallback((): boolean => {
    const { form, session, store, writer, sending, dispatch, fresh, onUndone } = latest.current
    const { lastSent, current } = session
    if (store.undo === null || lastSent === null || current.phase === 'saving' || asked.current === lastSent.id) {
      return false
    }
    const ask = store.undo
    asked.current = lastSent.id
    const again = takenBack(form, lastSent, fresh())
    dispatch({ type: 'undo', again })
    const take = async (): Promise<void> => {
      const id = responses.current.get(lastSent.id)
      if (id === undefined) {
        asked.current = null // its save was refused: the form is back already, and may be sent and taken back anew
        return
      }
      await untilAnswered(() => ask({ id, draftId: again.id, position: draftOf(form, again).position }))
      // What was keyed in it meanwhile, also where the screen was left.
      const { current: here, parked } = latest.current.session
      const now = [here, ...parked].find((entry) => entry.id === again.id)
      if (now !== undefined && now.phase !== 'saving') writer.keep(draftOf(form, now))
      dispatch({ type: 'undone' })
      onUndone()
    }
    sending.current = sending.current.then(take).catch((error: unknown) => {
      dispatch({ type: 'undoRefused', message: errorText(error), fresh: fresh() })
      void writer.settle(again.id, () => store.discard(again.id)).catch(() => undefined)
    })
    return true
  }, [])
  const noteSaved = useCallback((id: string, responseId: string) => void responses.current.set(id, responseId), [])
  const isAsked = useCallback((id: string): boolean => asked.current === id, [])
  return { undo, noteSaved, isAsked }
}
