import { fillWords, type WordParams } from '../fill-words.ts'
import type { Language } from '../words.ts'
import en from './deck-words.en.json' with { type: 'json' }
import vi from './deck-words.vi.json' with { type: 'json' }

export type DeckWord = keyof typeof vi

/** The words of slides with `{name}` replaced by the parameters. */
export function deckWord(key: DeckWord, language: Language, params: WordParams = {}): string {
  return fillWords((language === 'vi' ? vi : en)[key], params)
}
