import { useSyncExternalStore } from 'react'
import type { Language } from './i18n/i18n.ts'

/**
 * What a window remembers about who sits at it. The person keying is kept for the window's session only, so that the
 * next one to open the program says who they are; language and last survey are kept on the machine, by person.
 */
const OPERATOR_KEY = 'sipas.operator'
const LANGUAGE_KEY = 'sipas.language'
const SURVEY_KEY = 'sipas.survey'

const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function announce(): void {
  for (const listener of listeners) listener()
}

/** The id of the person keying in this window, or null before anyone is chosen. */
export function readOperatorId(): number | null {
  const id = Number(sessionStorage.getItem(OPERATOR_KEY))
  return Number.isInteger(id) && id > 0 ? id : null
}

export function useOperatorId(): number | null {
  return useSyncExternalStore(subscribe, readOperatorId)
}

/** Chooses who is keying; null returns to the list of names. */
export function chooseOperator(id: number | null): void {
  if (id === null) sessionStorage.removeItem(OPERATOR_KEY)
  else sessionStorage.setItem(OPERATOR_KEY, String(id))
  announce()
}

/** The language of the person keying, else the last one used on this machine, else Vietnamese. */
export function readLanguage(): Language {
  const own = localStorage.getItem(`${LANGUAGE_KEY}.${readOperatorId() ?? ''}`)
  return (own ?? localStorage.getItem(LANGUAGE_KEY)) === 'en' ? 'en' : 'vi'
}

export function keepLanguage(language: Language): void {
  localStorage.setItem(LANGUAGE_KEY, language)
  const id = readOperatorId()
  if (id !== null) localStorage.setItem(`${LANGUAGE_KEY}.${id}`, language)
}

/** The survey last worked on, so that the words of the navigation open it again. */
export function readSurveyId(): number | null {
  const id = Number(localStorage.getItem(SURVEY_KEY))
  return Number.isInteger(id) && id > 0 ? id : null
}

export function keepSurveyId(id: number): void {
  localStorage.setItem(SURVEY_KEY, String(id))
}
