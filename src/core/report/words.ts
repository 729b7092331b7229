import type { Language } from '../words.ts'
import en from './words.en.json' with { type: 'json' }
import vi from './words.vi.json' with { type: 'json' }

export type ReportWord = keyof typeof vi

export type Params = Readonly<Record<string, string | number>>

/** The words of reports with `{name}` replaced by the parameters. */
export function reportWords(key: ReportWord, language: Language, params: Params = {}): string {
  const template = (language === 'vi' ? vi : en)[key]
  return template.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''))
}

export type Say = (key: ReportWord, params?: Params) => string

export function sayIn(language: Language): Say {
  return (key, params) => reportWords(key, language, params)
}
