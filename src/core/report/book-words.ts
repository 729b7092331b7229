import { fillWords, type WordParams } from '../fill-words.ts'
import type { Language } from '../words.ts'
import en from './book-words.en.json' with { type: 'json' }
import vi from './book-words.vi.json' with { type: 'json' }

export type BookWord = keyof typeof vi

/** The words of the workbook of results, with `{name}` replaced by the parameters. */
export function bookWord(key: BookWord, language: Language, params: WordParams = {}): string {
  return fillWords((language === 'vi' ? vi : en)[key], params)
}
