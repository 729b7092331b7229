import { fillWords, type WordParams } from './fill-words.ts'
import en from './messages.en.json' with { type: 'json' }
import vi from './messages.vi.json' with { type: 'json' }

/** Everything that can go wrong and a person can mend. What cannot happen is an assert, never one of these. */
export type ErrorCode = keyof typeof vi

export type ErrorParams = WordParams

/** A failure with a message a clerk understands: what, where, what to do. Its params carry no personal data. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly params: ErrorParams

  constructor(code: ErrorCode, params: ErrorParams = {}) {
    super(errorMessage(code, params, 'vi'))
    this.name = 'AppError'
    this.code = code
    this.params = params
  }
}

/** The message of a code in one language, with `{name}` replaced by the parameters. */
export function errorMessage(code: ErrorCode, params: ErrorParams, language: 'vi' | 'en'): string {
  return fillWords((language === 'vi' ? vi : en)[code], params)
}
