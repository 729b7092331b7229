import { compareForms, type Keying, valueAt } from '../core/verification/compare-forms.ts'
import type { Db } from '../data/db.ts'
import { findResponse, type ResponseHeader, type StoredResponse } from '../data/response-repository.ts'
import { findFirstKeyer } from '../data/verification-batch-repository.ts'
import {
  findVerification,
  listDifferences,
  listMatches,
  listUnmatched,
  listVerificationsOf,
  replaceDifferences,
  type StoredDifference,
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
  const { surveyId, surveyVersionId, record } = waiting
  const header = JSON.parse(waiting.header) as ResponseHeader // written by saveVerification
  const first = await keyingOf(db, services, surveyId, response)
  const second = await keyingOf(db, services, surveyId, { header, record, surveyVersionId })
  const { compared, differences } = compareForms(first, second, waiting.scope)
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
 * The blind second keyings that wait for a form just keyed, corrected or restored find it here, one of each scope: one
 * look-up by index. Somebody's own second keying of a form that they keyed first proves nothing, and waits on.
 */
export async function matchWaiting(db: Db, services: Services, first: FirstKeying): Promise<void> {
  const { response, operatorId } = first
  const waiting = await listUnmatched(db, response.surveyId, response.header.serial)
  const others = waiting.filter((one) => one.operatorId !== operatorId)
  for (const one of firstOfEach(others, ({ scope }) => scope)) await putBeside(db, services, one, first)
}

/** The same for many forms at once, after an import: costs what waits, not what was imported. */
export async function matchAllWaiting(db: Db, services: Services, surveyId: number): Promise<void> {
  const matches = firstOfEach(await listMatches(db, surveyId), ({ responseId, scope }) => `${responseId}/${scope}`)
  for (const { id, responseId, firstOperatorId } of matches) {
    const waiting = await findVerification(db, surveyId, id)
    const response = await findResponse(db, surveyId, responseId)
    if (waiting?.state !== 'unmatched' || response === null) continue
    await putBeside(db, services, waiting, { response, operatorId: firstOperatorId })
  }
}

function firstOfEach<One>(ones: readonly One[], keyOf: (one: One) => string): One[] {
  return [...new Map(ones.toReversed().map((one) => [keyOf(one), one])).values()].toReversed()
}

/** One change of a form, and who made it. */
export interface FormChange {
  readonly before: StoredResponse
  readonly after: StoredResponse
  readonly operatorId: number
}

/**
 * What becomes of a form's second keyings when the form changes, in the transaction that changes it. A blind one belongs
 * to its serial: it waits again when the form is made void, and stands as it was compared when that form is restored;
 * given another serial, the form is another paper. What a third person corrects where the two differ is settled by it.
 */
export async function followChange(db: Db, services: Services, change: FormChange): Promise<void> {
  const { before, after } = change
  const { serial, batchId } = after.header
  const isRenumbered = serial !== before.header.serial
  for (const own of await listVerificationsOf(db, after.surveyId, after.id)) {
    const isBySerial = own.mode === 'blind' && own.state !== 'settled'
    if (isBySerial && isRenumbered) await unmatch(db, own)
    else if (isBySerial && after.state === 'void') await updateVerification(db, { ...own, state: 'unmatched' })
    else await goAlong(db, services, { ...own, serial, batchId }, change)
  }
  const isNewThere = after.state === 'valid' && (before.state === 'void' || isRenumbered)
  const operatorId = isNewThere ? await findFirstKeyer(db, after.surveyId, after.id) : null
  if (operatorId !== null) await matchWaiting(db, services, { response: after, operatorId })
}

async function unmatch(db: Db, own: Verification): Promise<void> {
  const { batchId } = JSON.parse(own.header) as ResponseHeader // written by saveVerification
  const unmatched = { responseId: null, firstOperatorId: null, state: 'unmatched' as const, comparedCount: 0 }
  await updateVerification(db, { ...own, ...unmatched, batchId })
  await replaceDifferences(db, own, [])
}

/** A second keying stays with its form; the first keying that it was compared with stays what it was. */
async function goAlong(db: Db, services: Services, own: Verification, change: FormChange): Promise<void> {
  if (own.state !== 'differs' && own.state !== 'unmatched') return updateVerification(db, own)
  const differences = await listDifferences(db, own.surveyId, own.id)
  const isThird = change.operatorId !== own.firstOperatorId && change.operatorId !== own.operatorId
  const now = isThird ? await withCorrected(db, services, differences, change) : differences
  const isOpen = now.some(({ settledValue }) => settledValue === null)
  const isSettled = own.state === 'differs' && !isOpen
  const settled = { state: 'settled' as const, settlerId: change.operatorId, settledAtMs: change.after.savedAtMs }
  await replaceDifferences(db, own, now)
  await updateVerification(db, isSettled ? { ...own, ...settled } : { ...own, state: isOpen ? 'differs' : 'agreed' })
}

/** The differences, each at whose place the form has another value now settled by that value. */
async function withCorrected(
  db: Db,
  services: Services,
  differences: readonly StoredDifference[],
  { before, after }: FormChange,
): Promise<StoredDifference[]> {
  const old = await keyingOf(db, services, before.surveyId, before)
  const now = await keyingOf(db, services, after.surveyId, after)
  return differences.map((one) => {
    const settledValue = valueAt(now, one.place)
    return settledValue === valueAt(old, one.place) ? one : { ...one, settledValue }
  })
}
