import { DIGIT_ORDER, type Letters } from '../../../src/core/entry/preferences.ts'

const SIGNS: Readonly<Record<string, string>> = {
  Semicolon: ';',
  Quote: "'",
  BracketLeft: '[',
  BracketRight: ']',
  Backslash: '\\',
  Backquote: '`',
  Equal: '=',
  IntlBackslash: '<',
}

/** What is printed on a physical key, by the layout most machines here have. */
export const keyName = (code: string): string => SIGNS[code] ?? code.replace(/^Key/, '')

/** The keys of 1 2 … 9 0 in that order, those that have one. */
export function digitKeys(letters: Letters): readonly { readonly key: string; readonly digit: string }[] {
  const codes = Object.keys(letters)
  return DIGIT_ORDER.flatMap((digit) =>
    codes.filter((code) => letters[code] === digit).map((code) => ({ key: keyName(code), digit })),
  )
}

/** The keys that stand for a sign. */
export function signKeys(letters: Letters, sign: string): readonly string[] {
  return Object.keys(letters)
    .filter((code) => letters[code] === sign)
    .map(keyName)
}
