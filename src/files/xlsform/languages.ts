import type { Column } from './columns.ts'
import { plainName } from './form-names.ts'

export const VIETNAMESE = 'Vietnamese (vi)'
export const ENGLISH = 'English (en)'

/** `vi`, `en`, or the name of another language as its columns give it. */
export function languageOf(name: string): string {
  const code = /\(\s*([a-z]{2,3})(?:[-_][a-z0-9]+)*\s*\)\s*$/i.exec(name)?.[1]?.toLowerCase()
  const plain = code ?? plainName(name, '-')
  if (/^(vi|vn|vie|viet.*|tieng-viet)$/.test(plain)) return 'vi'
  return /^(en|eng|english.*|tieng-anh)$/.test(plain) ? 'en' : name
}

/** Which languages stand for our two; the others of the form have no place with us. */
export interface LanguagePlan {
  /** The languages to take the Vietnamese text from, the first that is filled in. */
  readonly vi: readonly string[]
  readonly hasVietnamese: boolean
  readonly left: readonly string[]
  /** What a column without a language is. */
  readonly unnamed: string
}

/**
 * A column that names no language is of the form's default language; without one it is what is missing, Vietnamese
 * before English. A form without Vietnamese shows English, or its first language, in both places.
 */
export function planLanguages(columns: readonly Column[], defaultLanguage: string): LanguagePlan {
  const labels = columns.filter(({ kind }) => kind === 'label')
  const named = new Set(labels.filter(({ language }) => language !== '').map(({ language }) => languageOf(language)))
  const isUsed = labels.some(({ language }) => language === '')
  const missing = !named.has('vi') ? 'vi' : !named.has('en') ? 'en' : ''
  const unnamed = defaultLanguage === '' ? missing : languageOf(defaultLanguage)
  const all = new Set([...(isUsed ? [unnamed] : []), ...named])
  const others = [...all].filter((language) => language !== 'vi' && language !== 'en')
  const hasVietnamese = all.has('vi') || all.size === 0
  const stand = hasVietnamese || all.has('en') ? null : others[0]
  return { vi: ['vi', 'en', ...others], hasVietnamese, left: others.filter((one) => one !== stand), unnamed }
}
