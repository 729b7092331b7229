import type { Effort } from '../core/entry/effort.ts'
import { AppError } from '../core/errors.ts'
import { FIRST_BATCH } from '../data/batch-repository.ts'
import type { Db } from '../data/db.ts'
import { deleteDraft, findDraftSubject } from '../data/draft-repository.ts'
import {
  countValid,
  findValidBySerial,
  insertResponse,
  replaceTexts,
  type StoredResponse,
} from '../data/response-repository.ts'
import { raiseDataVersion } from '../data/survey-repository.ts'
import { newUuidV7 } from '../data/uuid-v7.ts'
import { appendRevision } from './append-revision.ts'
import { type FormInput, type FormRules, loadFormRules } from './form-rules.ts'
import { inTransaction } from './in-transaction.ts'
import type { Operator } from './operators.ts'
import { lookAtNewForm } from './quality-look.ts'
import { recordEffort } from './record-effort.ts'
import { findSavedAlready } from './saved-already.ts'
import type { Services } from './services.ts'
import { headerCoder } from './survey-codes.ts'
import { matchWaiting } from './verification-match.ts'

export interface SaveInput extends FormInput {
  readonly surveyId: number
  /** The draft that this form was; deleted in the same transaction. */
  readonly draftId: string | null
  /** The survey's version that the form was begun with; the one in use when absent. */
  readonly surveyVersionId?: number | undefined
  /** What keying it took; absent where nobody measured. */
  readonly effort?: Effort | undefined
}

export interface Saved {
  readonly responseId: string
  readonly serial: string
  readonly savedAtMs: number
  /** Valid forms of the survey, this one included. */
  readonly surveySaved: number
}

/**
 * Saves one keyed form whole: response, texts, revision, end of the draft, data version, in one transaction. Answers
 * only after COMMIT has reached the disk; a form sent again because its answer was lost is answered as saved. Throws AppError `serial-taken`, `survey-closed`, and those of FormRules.checkKeyed.
 */
export async function saveResponse(services: Services, operator: Operator, input: SaveInput): Promise<Saved> {
  const { response, dataVersion, surveySaved } = await inTransaction(services, async (db) => {
    const { batchId } = input.header
    const rules = await loadFormRules(db, services, input.surveyId, input.surveyVersionId, batchId ?? FIRST_BATCH)
    const form = rules.checkKeyed(input)
    const { serial } = form.header
    const already = await findSavedAlready(db, operator, { ...input, ...form })
    if (already !== null)
      return { response: already, dataVersion: null, surveySaved: await countValid(db, input.surveyId) }
    if ((await findValidBySerial(db, input.surveyId, serial)) !== null) throw new AppError('serial-taken', { serial })
    const savedAtMs = services.now()
    const response: StoredResponse = {
      surveyId: input.surveyId,
      id: newUuidV7(savedAtMs),
      header: form.header,
      surveyVersionId: rules.surveyVersionId,
      record: form.record,
      state: 'valid',
      rev: 1,
      operatorId: operator.id,
      savedAtMs,
    }
    await insertResponse(db, response)
    await replaceTexts(db, response.surveyId, response.id, form.texts)
    await writeFirstRevision(db, response, rules, form.texts, operator)
    let activeMs: number | null = null
    if (input.effort !== undefined) {
      const formerId = input.draftId === null ? '' : await findDraftSubject(db, input.draftId)
      const { surveyId, id } = response
      const of = { surveyId, id, purpose: 'entry' as const, keyedAtMs: savedAtMs, formerId }
      activeMs = await recordEffort(db, operator, of, input.effort)
    }
    await matchWaiting(db, services, { response, operatorId: operator.id })
    await lookAtNewForm(db, rules, { response, texts: form.texts }, activeMs)
    if (input.draftId !== null) await deleteDraft(db, input.draftId, operator.id)
    const dataVersion = await raiseDataVersion(db, input.surveyId)
    return { response, dataVersion, surveySaved: await countValid(db, input.surveyId) }
  })
  if (dataVersion !== null) services.answers.put(response, dataVersion)
  return { responseId: response.id, serial: response.header.serial, savedAtMs: response.savedAtMs, surveySaved }
}

async function writeFirstRevision(
  db: Db,
  response: StoredResponse,
  rules: FormRules,
  texts: Readonly<Record<string, string>>,
  operator: Operator,
): Promise<void> {
  const codes = (await headerCoder(db, rules.parts))(response.header)
  const { form } = rules
  const surveyCode = rules.survey.code
  await appendRevision(db, response, {
    surveyCode,
    codes,
    texts,
    form,
    kind: 'entry',
    baseRev: 0,
    reason: '',
    operator,
  })
}
