import type { RevisionContent } from '../core/response/revision-content.ts'
import type { StoredResponse } from '../data/response-repository.ts'
import { FIRST_VERSION, type SurveyVersion } from '../data/survey-repository.ts'
import type { HeaderCodes } from './survey-codes.ts'

/** How a revision names one of its survey's versions: empty for the first, so that what was written stays as it is. */
export function formName({ id, code, version }: Pick<SurveyVersion, 'id' | 'code' | 'version'>): string {
  return id === FIRST_VERSION ? '' : `${code}@${version}`
}

/** The whole form with codes in place of ids. */
export function contentOf(
  { header, state, record }: Pick<StoredResponse, 'header' | 'state' | 'record'>,
  about: {
    readonly codes: HeaderCodes
    readonly texts: Readonly<Record<string, string>>
    /** As FormRules and formName give it. */
    readonly form: string
  },
): RevisionContent {
  const { serial, weight, collectedOn } = header
  return { serial, ...about.codes, weight, collectedOn, state, form: about.form, record, texts: about.texts }
}
