/** How one person likes to key; kept with the data, so that it is there on the next start, whichever window. */
export interface EntryPreferences {
  readonly letters: LetterRow
  /** Of `own`: the physical keys of 1 2 … 9 0. */
  readonly ownKeys: readonly string[]
  /** What tells of a refused key. With all three off it is refused all the same. */
  readonly hasSound: boolean
  readonly hasColor: boolean
  readonly hasText: boolean
}

export const LETTER_ROWS = ['none', 'row', 'block', 'own'] as const
export type LetterRow = (typeof LETTER_ROWS)[number]

export const DEFAULT_PREFERENCES: EntryPreferences = {
  letters: 'none',
  ownKeys: [],
  hasSound: true,
  hasColor: true,
  hasText: true,
}

type Digit = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9'
export type LetterKey = Digit | 'multipleTicks' | 'illegible'
/** What the letters mean, by physical key (`KeyQ`). */
export type Letters = Readonly<Record<string, LetterKey>>

/** In the order a keyer counts: 1 2 … 9 0. */
export const DIGIT_ORDER = '1234567890'.split('') as readonly Digit[] // ten digits

const ROW = 'QWERTYUIOP'.split('').map((letter) => `Key${letter}`)

/**
 * The number pad that laptops had printed on their letters for decades, so that a hand which knows the pad finds it:
 * 7 8 9 stay in the top row, U I O are 4 5 6, J K L are 1 2 3, M is 0, and the signs beside them as on those keys.
 */
const BLOCK: Letters = {
  KeyU: '4',
  KeyI: '5',
  KeyO: '6',
  KeyJ: '1',
  KeyK: '2',
  KeyL: '3',
  KeyM: '0',
  KeyP: 'multipleTicks',
  Semicolon: 'illegible',
}

const NONE: Letters = {}

export function lettersOf({ letters, ownKeys }: Pick<EntryPreferences, 'letters' | 'ownKeys'>): Letters {
  switch (letters) {
    case 'none':
      return NONE
    case 'row':
      return digitsOn(ROW)
    case 'block':
      return BLOCK
    case 'own':
      return digitsOn(ownKeys)
  }
}

function digitsOn(codes: readonly string[]): Letters {
  return Object.fromEntries(
    codes.flatMap((code, place) => {
      const digit = DIGIT_ORDER[place]
      return digit === undefined ? [] : [[code, digit]]
    }),
  )
}

/** The keys that type letters or stand between them, and mean nothing else in entry. */
const LETTER_CODE = /^(Key[A-Z]|Semicolon|Quote|BracketLeft|BracketRight|Backslash|Backquote|Equal|IntlBackslash)$/

/** Whether a physical key may stand for a digit. */
export const isLetterCode = (code: string): boolean => LETTER_CODE.test(code)

/** Ten different keys, or none when the letters aren't the person's own. */
export function areOwnKeys(codes: readonly string[], letters: LetterRow): boolean {
  if (codes.length === 0) return letters !== 'own'
  return codes.length === DIGIT_ORDER.length && new Set(codes).size === codes.length && codes.every(isLetterCode)
}
