import { useEffect, useRef } from 'react'
import type { EntryForm } from '../../../src/core/entry/entry-form.ts'
import type { EntryState } from '../../../src/core/entry/entry-state.ts'
import type { Letters } from '../../../src/core/entry/preferences.ts'
import type { EntryAction } from '../../../src/core/entry/reduce-entry.ts'
import { entryKeyOf, mayRepeat, textKeyOf } from './keyboard.ts'
import { useLetters } from './use-preferences.ts'

/** The form that the keys are for. */
interface Keyed {
  readonly form: EntryForm
  readonly entry: EntryState
  readonly act: (action: EntryAction) => void
}

interface Around {
  readonly isGoingTo: boolean
  readonly setIsGoingTo: (isGoingTo: boolean) => void
  readonly pause: () => void
  /** Takes the form saved last back; false when there is none. Absent where nothing is saved form after form. */
  readonly undo?: () => boolean
}

/** One listener for the whole desk: a clerk's keys count wherever the focus strayed, except in another input. */
export function useKeying(keyed: Keyed, around: Around): void {
  const letters = useLetters()
  const latest = useRef({ keyed, around, letters })
  latest.current = { keyed, around, letters }
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || event.altKey || event.metaKey) return
      if (event.target instanceof Element && event.target.closest('dialog, [role$="dialog"]') !== null) return
      const { keyed: now, around: near, letters: digits } = latest.current
      const isTaken = event.ctrlKey ? pressWithCtrl(event, now, near) : press(event, now, near, digits)
      if (isTaken) event.preventDefault()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}

/**
 * Ctrl+Enter and Ctrl+S save, Ctrl+G goes to a question, Ctrl+Home to the serial and agency, Ctrl+Z takes the form saved
 * last back (in a box that was typed in it is the box's own).
 */
function pressWithCtrl(event: KeyboardEvent, { act, entry }: Keyed, { setIsGoingTo, undo }: Around): boolean {
  if (event.code === 'KeyZ' && !event.shiftKey && !isTypedIn(event.target)) return !event.repeat && undo?.() === true
  if (entry.phase === 'header') return event.code === 'KeyS' || event.code === 'KeyG'
  switch (event.code || event.key) {
    case 'Enter':
    case 'NumpadEnter':
    case 'KeyS':
      if (!event.repeat) act({ type: 'save' })
      return true
    case 'KeyG':
      setIsGoingTo(true)
      return true
    case 'Home':
      if (isInText(event.target)) return false
      act({ type: 'editHeader' })
      return true
    default:
      return false
  }
}

function press(
  event: KeyboardEvent,
  { act, entry, form }: Keyed,
  { isGoingTo, pause }: Around,
  letters: Letters,
): boolean {
  const { target } = event
  if (event.key === 'Escape') {
    if (isGoingTo) return false
    pause()
    return true
  }
  if (entry.phase === 'header' || isForeignInput(target)) return false
  if (isInText(target)) {
    const key = textKeyOf(event, boxOf(target))
    if (key !== null) act({ type: 'key', key })
    return key !== null
  }
  const key = entryKeyOf(event, letters)
  const isOnButton = target instanceof Element && target.closest('button, a') !== null
  if (key !== null && event.repeat && !mayRepeat(key)) return true
  if (key === null && !isOnButton && event.key.length === 1 && !event.repeat) {
    act({ type: 'strange', typed: event.key.toUpperCase() })
    return true
  }
  if (key === null || (isOnButton && (key === 'enter' || event.key === 'Tab'))) return false
  const isAtEdge = event.key === 'Tab' && (event.shiftKey ? false : entry.at >= form.fields.length)
  if (isAtEdge) return false
  if (key === 'previous' && isFirst(entry.at, form.fields.length)) act({ type: 'editHeader' })
  else act({ type: 'key', key })
  return true
}

/** Words, or a box of the header that no longer holds what the form began with. */
function isTypedIn(target: EventTarget | null): boolean {
  if (isInText(target)) return target.value !== ''
  return isBox(target) && !target.readOnly && target.value !== (target.dataset.begunWith ?? '')
}

const isFirst = (at: number, count: number): boolean => at === 0 && count > 0

type TextBox = HTMLInputElement | HTMLTextAreaElement

const isBox = (target: EventTarget | null): target is TextBox =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement

/** The boxes for free words carry `data-words`; every other input that isn't read-only is somebody else's. */
const isInText = (target: EventTarget | null): target is TextBox => isBox(target) && 'words' in target.dataset

function isForeignInput(target: EventTarget | null): boolean {
  return target instanceof HTMLSelectElement || (isBox(target) && !('words' in target.dataset) && !target.readOnly)
}

function boxOf(box: TextBox) {
  return {
    isEmpty: box.value === '',
    isAtStart: box.selectionStart === 0 && box.selectionEnd === 0,
    isAtEnd: box.selectionStart === box.value.length,
    isLong: box instanceof HTMLTextAreaElement,
  }
}
