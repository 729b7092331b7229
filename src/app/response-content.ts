import type { RevisionContent } from '../core/response/revision-content.ts'
import type { StoredResponse } from '../data/response-repository.ts'
import type { HeaderCodes } from './survey-codes.ts'

/** The whole form with codes in place of ids. */
export function contentOf(
  response: StoredResponse,
  about: { readonly codes: HeaderCodes; readonly texts: Readonly<Record<string, string>> },
): RevisionContent {
  const { serial, weight, collectedOn } = response.header
  const { state, record } = response
  return { serial, ...about.codes, weight, collectedOn, state, record, texts: about.texts }
}
