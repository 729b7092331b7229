import { AppError } from '../core/errors.ts'
import { wordsFor } from '../core/words.ts'
import type { Db } from '../data/db.ts'
import { findDraft, putDraft, setDraftSubject } from '../data/draft-repository.ts'
import { findResponse, readTexts, type StoredResponse } from '../data/response-repository.ts'
import { listRevisions } from '../data/revision-repository.ts'
import { hasVerification } from '../data/verified-repository.ts'
import { changeWithin } from './change-response.ts'
import type { DraftContent } from './drafts.ts'
import { inTransaction } from './in-transaction.ts'
import type { Operator } from './operators.ts'
import { takeBackEffort } from './record-effort.ts'
import type { Services } from './services.ts'

export interface UndoInput {
  readonly surveyId: number
  /** Of the response that the form became. */
  readonly id: string
  /** UUID of the draft that the form becomes, made by the screen. */
  readonly draftId: string
  /** The variable where the keying goes on. */
  readonly position: string
}

/**
 * Takes a form just saved back to the desk, in one transaction: the response becomes void (its number is free), and what
 * it held is a draft of its keyer's again. What was keyed in that draft meanwhile stays. False when it was taken back
 * already (the answer was lost). Throws AppError `undo-not-own`, `undo-changed`, `undo-verified`, `response-not-found`,
 * `survey-closed`, `draft-of-another`.
 */
export async function undoSave(
  services: Services,
  operator: Operator,
  input: UndoInput,
): Promise<{ isUndone: boolean }> {
  const { surveyId, id } = input
  const changed = await inTransaction(services, async (db) => {
    const saved = await findResponse(db, surveyId, id)
    if (saved === null) throw new AppError('response-not-found')
    if (await isUndoneBy(db, operator, saved)) return null
    await refuseUndo(db, operator, saved)
    const of = { surveyId, id, baseRev: 1, reason: wordsFor('word.undo-reason', 'vi') }
    const change = await changeWithin(db, services, operator, of, 'undo', async (present) => ({
      response: { ...present, state: 'void' },
      texts: await readTexts(db, surveyId, id),
    }))
    await becomeDraft(db, operator, saved, input, services.now())
    await takeBackEffort(db, surveyId, id)
    return change
  })
  if (changed === null) return { isUndone: false }
  services.answers.put(changed.response, changed.dataVersion)
  return { isUndone: true }
}

async function isUndoneBy(db: Db, operator: Operator, saved: StoredResponse): Promise<boolean> {
  if (saved.state === 'valid' || saved.operatorId !== operator.id) return false
  return (await listRevisions(db, saved.surveyId, saved.id)).at(-1)?.kind === 'undo'
}

/** Only the keyer's own form, as it was saved, while nobody has worked on it since. */
async function refuseUndo(db: Db, operator: Operator, saved: StoredResponse): Promise<void> {
  const { serial } = saved.header
  const [first] = await listRevisions(db, saved.surveyId, saved.id)
  if (saved.rev !== 1 || first?.kind !== 'entry') throw new AppError('undo-changed', { serial })
  if (saved.operatorId !== operator.id) throw new AppError('undo-not-own', { serial })
  if (await hasVerification(db, saved.surveyId, saved.id)) throw new AppError('undo-verified', { serial })
}

async function becomeDraft(
  db: Db,
  operator: Operator,
  saved: StoredResponse,
  { draftId, position }: UndoInput,
  atMs: number,
): Promise<void> {
  const { surveyId, surveyVersionId, header, record } = saved
  const present = await findDraft(db, draftId)
  if (present !== null && (present.operatorId !== operator.id || present.surveyId !== surveyId)) {
    throw new AppError('draft-of-another')
  }
  if (present === null) {
    const texts = await readTexts(db, surveyId, saved.id)
    const content = JSON.stringify({ header, record, texts, position } satisfies DraftContent)
    const times = { startedAtMs: atMs, updatedAtMs: atMs }
    const of = { id: draftId, surveyId, operatorId: operator.id, surveyVersionId }
    await putDraft(db, { ...of, serial: header.serial, content, ...times, purpose: 'entry', subject: saved.id })
  }
  await setDraftSubject(db, draftId, saved.id)
}
