import { isDeepStrictEqual } from 'node:util'
import type { Db } from '../data/db.ts'
import { findDraft } from '../data/draft-repository.ts'
import { findResponse, findValidBySerial, readTexts, type StoredResponse } from '../data/response-repository.ts'
import type { FormInput } from './form-rules.ts'
import type { Operator } from './operators.ts'

interface KeyedForm extends FormInput {
  readonly surveyId: number
  readonly draftId: string | null
}

/**
 * The response that this very form became: its answer was lost on the way back (the service died after COMMIT), and the
 * screen sends it, or its last draft, once more. A draft ends in the transaction that saves it, so a form whose draft is
 * gone, with the same header, answers, texts and clerk, is that one; a paper keyed twice has a draft of its own and is
 * refused.
 */
export async function findSavedAlready(db: Db, operator: Operator, form: KeyedForm): Promise<StoredResponse | null> {
  if (form.draftId === null || (await findDraft(db, form.draftId)) !== null) return null
  const holder = await findValidBySerial(db, form.surveyId, form.header.serial)
  const saved = holder === null ? null : await findResponse(db, form.surveyId, holder.id)
  if (saved === null || saved.rev !== 1 || saved.operatorId !== operator.id || saved.record !== form.record) return null
  const isSameHeader = isDeepStrictEqual(saved.header, { ...saved.header, ...form.header })
  const isSame = isSameHeader && isDeepStrictEqual(await readTexts(db, form.surveyId, saved.id), form.texts)
  return isSame ? saved : null
}
