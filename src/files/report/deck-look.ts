import { xmlText } from '../../core/xml-text.ts'

/** On every machine or replaced letter for letter as wide, with every Vietnamese letter. */
export const FACE = 'Arial'

/** Of every text: its letters, and the language that its spelling is checked by. */
export interface Hand {
  readonly fontFace: string
  readonly lang: string
}

export const INK = {
  text: '1F2933',
  soft: '52606D',
  blue: '1F5FA8',
  light: '9DC3E6',
  paper: 'FFFFFF',
  red: 'B3261E',
} as const

/** What XML can't hold is left out; the library escapes the rest. */
export function clean(text: string): string {
  return xmlText(text.normalize('NFC').replace(/[^\P{Cc}\n]/gu, ' '))
}
