import type { Language } from '../words.ts'
import en from './deck-words.en.json' with { type: 'json' }
import vi from './deck-words.vi.json' with { type: 'json' }
import type { Params } from './words.ts'

export type DeckWord = keyof typeof vi

/** The words of slides with `{name}` replaced by the parameters. */
export function deckWord(key: DeckWord, language: Language, params: Params = {}): string {
  const template = (language === 'vi' ? vi : en)[key]
  return template.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''))
}
