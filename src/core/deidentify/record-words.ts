import { fillWords, type WordParams } from '../fill-words.ts'
import type { Language } from '../words.ts'
import en from './record-words.en.json' with { type: 'json' }
import vi from './record-words.vi.json' with { type: 'json' }

export type RecordWord = keyof typeof vi

/** The words of a de-identified file and of its record, with `{name}` replaced by the parameters. */
export function recordWord(key: RecordWord, language: Language, params: WordParams = {}): string {
  return fillWords((language === 'vi' ? vi : en)[key], params)
}
