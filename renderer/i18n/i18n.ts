import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { type Language, textIn } from '../../src/core/words.ts'
import { formatNumber } from '../format.ts'
import type { resources } from './catalogues.ts'
import { catalogues } from './catalogues.ts'

export type { Language }

/** Starts the catalogues in one language; Vietnamese stands in wherever an English text is missing. */
export async function startI18n(language: Language): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'vi',
    defaultNS: 'common',
    resources: catalogues,
    interpolation: { escapeValue: false },
  })
  i18next.services.formatter?.add('number', (value: number) => formatNumber(value))
  applyLanguage(language)
}

/** Changes the language of the window and of the page itself, so that a screen reader speaks it rightly. */
export function applyLanguage(language: Language): void {
  document.documentElement.lang = language
  if (i18next.language !== language) void i18next.changeLanguage(language)
}

export function currentLanguage(): Language {
  return i18next.language === 'en' ? 'en' : 'vi'
}

/** A text in both languages, from the store: the language in use, or Vietnamese where English is empty. */
export function localText(text: { vi: string; en: string }, language: Language = currentLanguage()): string {
  return textIn(text, language)
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    resources: typeof resources
  }
}
