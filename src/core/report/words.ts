import { fillWords, type WordParams } from '../fill-words.ts'
import type { Language } from '../words.ts'
import en from './words.en.json' with { type: 'json' }
import vi from './words.vi.json' with { type: 'json' }

export type ReportWord = keyof typeof vi

/** The words of reports with `{name}` replaced by the parameters. */
export function reportWords(key: ReportWord, language: Language, params: WordParams = {}): string {
  return fillWords((language === 'vi' ? vi : en)[key], params)
}

export type Say = (key: ReportWord, params?: WordParams) => string

export function sayIn(language: Language): Say {
  return (key, params) => reportWords(key, language, params)
}
