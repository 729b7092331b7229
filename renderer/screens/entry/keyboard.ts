import type { Letters } from '../../../src/core/entry/preferences.ts'
import type { EntryKey } from '../../../src/core/entry/reduce-entry.ts'

/** What the table reads of a keyboard event. */
export type PhysicalKey = Pick<KeyboardEvent, 'code' | 'key' | 'shiftKey'>

const DIGITS = '0123456789'.split('') as EntryKey[] // ten digits are keys of the engine

/**
 * Physical keys, so that an input method (Telex, VNI) or a national layout changes nothing in code fields. The digits of
 * the number pad count with NumLock off, too.
 */
const BY_CODE: Readonly<Record<string, EntryKey>> = {
  ...Object.fromEntries(
    DIGITS.flatMap((digit) => [
      [`Digit${digit}`, digit],
      [`Numpad${digit}`, digit],
    ]),
  ),
  Period: 'notAnswered',
  NumpadDecimal: 'notAnswered',
  Slash: 'refused',
  NumpadDivide: 'refused',
  NumpadMultiply: 'multipleTicks',
  Minus: 'illegible',
  NumpadSubtract: 'illegible',
  Comma: 'separator',
  NumpadComma: 'separator',
  Backspace: 'back',
  Enter: 'enter',
  NumpadEnter: 'enter',
  Tab: 'next',
  ArrowDown: 'next',
  ArrowRight: 'next',
  ArrowUp: 'previous',
  ArrowLeft: 'previous',
  Home: 'first',
  End: 'last',
  PageDown: 'pageDown',
  PageUp: 'pageUp',
}

const BY_CODE_WITH_SHIFT: Readonly<Record<string, EntryKey>> = {
  Digit8: 'multipleTicks',
  Tab: 'previous',
  Enter: 'enter',
}

/** For remote desktops and on-screen keyboards, which send no physical key. */
const BY_KEY: Readonly<Record<string, EntryKey>> = {
  ...Object.fromEntries(DIGITS.map((digit) => [digit, digit])),
  ...Object.fromEntries(Object.entries(BY_CODE).filter(([code]) => !/^(Digit|Numpad)/.test(code))),
  '.': 'notAnswered',
  '/': 'refused',
  '*': 'multipleTicks',
  '-': 'illegible',
  ',': 'separator',
}

/** The engine's key for a keystroke in a code field, or null for any other key; `letters`: those that stand for digits. */
export function entryKeyOf({ code, key, shiftKey }: PhysicalKey, letters: Letters): EntryKey | null {
  if (code === '' || key === '*') return BY_KEY[key] ?? null // the star's place differs most between layouts
  return (shiftKey && !code.startsWith('Numpad') ? BY_CODE_WITH_SHIFT : BY_CODE)[code] ?? letters[code] ?? null
}

/** Held down, these repeat; an answer never does. */
const REPEATING: ReadonlySet<EntryKey> = new Set(['next', 'previous', 'pageDown', 'pageUp'])

export const mayRepeat = (key: EntryKey): boolean => REPEATING.has(key)

/** While words are typed only these leave the box; `box` says where the caret stands. */
export function textKeyOf(
  event: PhysicalKey,
  box: { readonly isEmpty: boolean; readonly isAtStart: boolean; readonly isAtEnd: boolean; readonly isLong: boolean },
): EntryKey | null {
  switch (event.code || event.key) {
    case 'Enter':
    case 'NumpadEnter':
      return box.isLong && event.shiftKey ? null : 'enter'
    case 'Tab':
      return event.shiftKey ? 'previous' : 'next'
    case 'ArrowDown':
      return !box.isLong || box.isAtEnd ? 'next' : null
    case 'ArrowUp':
      return !box.isLong || box.isAtStart ? 'previous' : null
    case 'Backspace':
      return box.isEmpty ? 'previous' : null
    default:
      return null
  }
}
