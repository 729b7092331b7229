import { assert } from '../core/assert.ts'
import { type Comparison, compareForms, type Keying } from '../core/verification/compare-forms.ts'
import type { Db } from '../data/db.ts'
import { findResponse, type ResponseHeader, type StoredResponse } from '../data/response-repository.ts'
import { findFirstKeyer } from '../data/verification-batch-repository.ts'
import {
  findVerification,
  listMatches,
  listUnmatched,
  listVerificationsOf,
  replaceDifferences,
  updateVerification,
  type Verification,
} from '../data/verification-repository.ts'
import { surveyById, surveyVersion } from './find-survey.ts'
import { questionnaireModel } from './questionnaires.ts'
import type { Services } from './services.ts'

/** A first keying and who keyed it. */
export interface FirstKeying {
  readonly response: StoredResponse
  readonly operatorId: number
}

/**
 * Puts a blind second keying beside the first one of its serial: the same throughout, or with differences that a third
 * person settles.
 */
export async function putBeside(
  db: Db,
  services: Services,
  waiting: Verification,
  { response, operatorId }: FirstKeying,
): Promise<{ verification: Verification; differenceCount: number }> {
  const { compared, differences } = await compareWith(db, services, waiting, response)
  const verification: Verification = {
    ...waiting,
    responseId: response.id,
    firstOperatorId: operatorId,
    batchId: response.header.batchId,
    state: differences.length === 0 ? 'agreed' : 'differs',
    comparedCount: compared.length,
  }
  await updateVerification(db, verification)
  await replaceDifferences(
    db,
    verification,
    differences.map((one) => ({ ...one, settledValue: null })),
  )
  return { verification, differenceCount: differences.length }
}

/** How a form as it stands differs from a second keying of it. */
export async function compareWith(
  db: Db,
  services: Services,
  second: Verification,
  response: StoredResponse,
): Promise<Comparison> {
  const { surveyId, surveyVersionId, record } = second
  const first = await keyingOf(db, services, surveyId, response)
  const header = JSON.parse(second.header) as ResponseHeader // written by saveVerification
  const other = await keyingOf(db, services, surveyId, { header, record, surveyVersionId })
  return compareForms(first, other, second.scope)
}

async function keyingOf(
  db: Db,
  services: Services,
  surveyId: number,
  form: Pick<StoredResponse, 'header' | 'record' | 'surveyVersionId'>,
): Promise<Keying> {
  const version = await surveyVersion(db, await surveyById(db, surveyId), form.surveyVersionId)
  const { dictionary } = await questionnaireModel(db, services, version.questionnaireVersionId)
  return { header: form.header, record: form.record, dictionary }
}

/**
 * The blind second keyings that wait for a form just keyed, corrected or restored find it here: one look-up by index.
 * Somebody's own second keying of a form that they keyed first proves nothing, and waits on.
 */
export async function matchWaiting(db: Db, services: Services, first: FirstKeying): Promise<void> {
  const { response, operatorId } = first
  for (const waiting of await listUnmatched(db, response.surveyId, response.header.serial)) {
    if (waiting.operatorId === operatorId) continue
    await putBeside(db, services, waiting, first)
    return
  }
}

/** The same for many forms at once, after an import: costs what waits, not what was imported. */
export async function matchAllWaiting(db: Db, services: Services, surveyId: number): Promise<void> {
  for (const { id, responseId, firstOperatorId } of await listMatches(db, surveyId)) {
    const waiting = await findVerification(db, surveyId, id)
    const response = await findResponse(db, surveyId, responseId)
    if (waiting?.state !== 'unmatched' || response === null) continue
    await putBeside(db, services, waiting, { response, operatorId: firstOperatorId })
  }
}

/**
 * What becomes of a form's second keyings when the form changes, in the transaction that changes it. A blind one belongs
 * to its serial: it waits again when the form is made void or given another serial. Others go along with their form. One
 * that differs is compared anew.
 */
export async function followChange(
  db: Db,
  services: Services,
  before: StoredResponse,
  after: StoredResponse,
): Promise<void> {
  const { serial, batchId } = after.header
  const isGone = after.state === 'void' || serial !== before.header.serial
  for (const own of await listVerificationsOf(db, after.surveyId, after.id)) {
    if (isGone && own.mode === 'blind' && own.state !== 'settled') await letWait(db, own)
    else if (own.state === 'differs') await compareAnew(db, services, own, after)
    else if (own.serial !== serial || own.batchId !== batchId) await updateVerification(db, { ...own, serial, batchId })
  }
  const isNewThere = after.state === 'valid' && (before.state === 'void' || serial !== before.header.serial)
  const operatorId = isNewThere ? await findFirstKeyer(db, after.surveyId, after.id) : null
  if (operatorId !== null) await matchWaiting(db, services, { response: after, operatorId })
}

async function letWait(db: Db, own: Verification): Promise<void> {
  const { batchId } = JSON.parse(own.header) as ResponseHeader // written by saveVerification
  const unmatched = { responseId: null, firstOperatorId: null, state: 'unmatched' as const, comparedCount: 0 }
  await updateVerification(db, { ...own, ...unmatched, batchId })
  await replaceDifferences(db, own, [])
}

async function compareAnew(db: Db, services: Services, own: Verification, after: StoredResponse): Promise<void> {
  assert(own.firstOperatorId !== null, 'what differs has a first keyer')
  await putBeside(db, services, own, { response: after, operatorId: own.firstOperatorId })
}
