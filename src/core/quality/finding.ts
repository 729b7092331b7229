import type { Text } from '../questionnaire/questionnaire.ts'

/** A parameter of a finding's sentence: a number, a code, or a text of the questionnaire in both languages. */
export type DetailValue = string | number | Text
export type Detail = Readonly<Record<string, DetailValue>>

/** What a rule found in one form. */
export interface FormFinding {
  readonly rule: string
  /** A variable's code, `@` and a key of the header, `code#2` of a question's second check; empty = the whole form. */
  readonly place: string
  readonly detail: Detail
  /** What the rule looked at: an excuse holds only while it stays so. */
  readonly basis: string
}

/** `responseId` is empty where it is of a batch, an agency or the survey. */
export interface Finding extends FormFinding {
  readonly responseId: string
}

/** A form as the rules look at it. */
export interface LookedAtForm {
  /** Laid out by the version that the rules were compiled for. */
  readonly record: string
  readonly texts: Readonly<Record<string, string>>
  /** ISO dates; the second of this machine's clock. */
  readonly collectedOn: string | null
  readonly savedOn: string
  /** What keying took, pauses left out; null where nobody measured. */
  readonly activeMs: number | null
  /** Codes of the header by the names of `HEADER_KEYS`; null = none given. */
  readonly keys: Readonly<Record<string, string | null>>
}

/** Header names that an own rule may compare with texts: `agency == 'SO-XD'`. */
export const HEADER_KEYS = ['agency', 'sector', 'unit', 'stratum', 'cluster', 'respondent_group', 'batch'] as const
