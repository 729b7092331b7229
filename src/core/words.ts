import { fillWords, type WordParams } from './fill-words.ts'
import type { Text } from './questionnaire/questionnaire.ts'
import en from './words.en.json' with { type: 'json' }
import vi from './words.vi.json' with { type: 'json' }

export type Language = 'vi' | 'en'

export type WordKey = keyof typeof vi

/** The words that paper, Word copies and screens say alike, with `{name}` replaced by the parameters. */
export function wordsFor(key: WordKey, language: Language, params: WordParams = {}): string {
  return fillWords((language === 'vi' ? vi : en)[key], params)
}

/** A text in both languages: the one asked for, or Vietnamese where English is empty. */
export function textIn(text: Text, language: Language): string {
  return language === 'en' && text.en !== '' ? text.en : text.vi
}
