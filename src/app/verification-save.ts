import { isDeepStrictEqual } from 'node:util'
import type { Effort } from '../core/entry/effort.ts'
import { AppError, errorMessage } from '../core/errors.ts'
import { fieldProblem, padField } from '../core/questionnaire/record.ts'
import { settledDifferences, type VerificationScope } from '../core/verification/compare-forms.ts'
import { isIdentifier, withIdentifier } from '../core/verification/places.ts'
import type { VerifyMode } from '../data/checking-tables.ts'
import type { Db } from '../data/db.ts'
import { deleteDraft } from '../data/draft-repository.ts'
import { type ResponseHeader, readTexts, type StoredResponse } from '../data/response-repository.ts'
import { type BatchCounts, type BatchOf, countBatch, findNextSerial } from '../data/verification-batch-repository.ts'
import {
  findVerification,
  insertVerification,
  listDifferences,
  replaceDifferences,
  type Verification,
} from '../data/verification-repository.ts'
import { changeWithin } from './change-response.ts'
import { type FormInput, type FormRules, loadFormRules } from './form-rules.ts'
import { inTransaction } from './in-transaction.ts'
import type { Operator } from './operators.ts'
import { recordEffort } from './record-effort.ts'
import type { Services } from './services.ts'
import { putBeside } from './verification-match.ts'
import { findTarget, openBatch, type Target } from './verification-target.ts'

export interface VerificationInput extends FormInput {
  readonly surveyId: number
  readonly batchId: number
  /** UUID made by the desk, the draft's too. */
  readonly id: string
  readonly mode: VerifyMode
  readonly scope: VerificationScope
  readonly surveyVersionId: number
  /** As begun: the form that was keyed against, and its revision. */
  readonly responseId: string | null
  readonly baseRev: number | null
  /** Dependent: by place what was keyed and taken back. */
  readonly slips: Readonly<Record<string, readonly string[]>>
  readonly effort?: Effort | undefined
}

export interface VerificationSaved {
  readonly state: Verification['state']
  readonly differenceCount: number
  readonly savedAtMs: number
  readonly counts: BatchCounts
  /** The serial to key next: the following one still due, or from the batch's beginning; null when none. */
  readonly next: string | null
}

interface Written {
  readonly verification: Verification
  readonly differenceCount: number
  /** What the answer cache is given after COMMIT. */
  readonly changed: { readonly response: StoredResponse; readonly dataVersion: number } | null
}

/**
 * Saves a second keying whole: the comparison, its differences, in dependent mode the form that was keyed twice the same,
 * the end of the draft. An id that is saved already is answered as saved. Throws the AppErrors of findTarget and of
 * FormRules.checkKeyed, `verify-plan-changed` where the batch meanwhile asks for more, `changed-meanwhile`.
 */
export async function saveVerification(
  services: Services,
  operator: Operator,
  input: VerificationInput,
): Promise<VerificationSaved> {
  const { written, next, counts } = await inTransaction(services, async (db) => {
    const already = await findVerification(db, input.surveyId, input.id)
    const written = already === null ? await write(db, services, operator, input) : await asSaved(db, operator, already)
    await deleteDraft(db, input.id, operator.id)
    const { batch } = await openBatch(db, input)
    const of: BatchOf = { surveyId: input.surveyId, batchId: batch.id, verifyPlan: batch.verifyPlan }
    return { written, counts: await countBatch(db, of), next: await nextAfter(db, of, operator, written) }
  })
  const { verification, differenceCount, changed } = written
  if (changed !== null) services.answers.put(changed.response, changed.dataVersion)
  return { state: verification.state, differenceCount, savedAtMs: verification.keyedAtMs, counts, next }
}

async function nextAfter(db: Db, of: BatchOf, operator: Operator, { verification }: Written): Promise<string | null> {
  const following = await findNextSerial(db, of, operator.id, verification.serial)
  return following ?? (await findNextSerial(db, of, operator.id))
}

async function asSaved(db: Db, operator: Operator, verification: Verification): Promise<Written> {
  if (verification.operatorId !== operator.id) throw new AppError('draft-of-another')
  const differences = await listDifferences(db, verification.surveyId, verification.id)
  return { verification, differenceCount: differences.length, changed: null }
}

async function write(db: Db, services: Services, operator: Operator, input: VerificationInput): Promise<Written> {
  const { surveyId, batchId } = input
  const target = await findTarget(db, operator, { surveyId, batchId, serial: input.header.serial })
  const asksForMore = target.scope === 'whole' && input.scope !== 'whole'
  if (target.batch.verifyMode !== input.mode || asksForMore) {
    throw new AppError('verify-plan-changed', { serial: target.serial })
  }
  const writing = { db, services, operator, input, target }
  const written = await (input.mode === 'dependent' ? writeDependent(writing) : writeBlind(writing))
  if (input.effort !== undefined) {
    const purpose = input.mode === 'blind' ? ('second' as const) : ('verify' as const)
    const of = { surveyId, id: input.id, purpose, keyedAtMs: written.verification.keyedAtMs }
    await recordEffort(db, operator, of, input.effort)
  }
  return written
}

interface Writing {
  readonly db: Db
  readonly services: Services
  readonly operator: Operator
  readonly input: VerificationInput
  readonly target: Target
}

/** What was keyed twice the same takes the place of the first keying. */
async function writeDependent({ db, services, operator, input, target }: Writing): Promise<Written> {
  const { serial, first } = target
  if (first === null) throw new AppError('verify-no-first', { serial })
  const present = first.response
  // Undone and keyed anew, another form has the serial, at revision 1 again.
  const isSame = present.id === input.responseId && present.rev === input.baseRev
  const isStale = !isSame || present.surveyVersionId !== input.surveyVersionId
  if (isStale) throw new AppError('changed-meanwhile', { serial })
  const rules = await loadFormRules(db, services, input.surveyId, present.surveyVersionId, input.batchId)
  const texts = await readTexts(db, input.surveyId, present.id)
  const answers = input.scope === 'whole' ? input : { record: present.record, texts }
  const header = withKeyedKeys(present.header, input, present.header.serial)
  const final = rules.checkKeyed({ header, record: answers.record, texts: answers.texts }, present.header.serial)
  const { dictionary } = rules.model
  const { compared, differences } = settledDifferences(
    { header: present.header, record: present.record, dictionary },
    { header: final.header, record: final.record, dictionary },
    input.scope,
    possibleSlips(rules, present.header, input.slips),
  )
  const keyed = keyedColumns(services, operator, input, final)
  const isSettled = differences.length > 0
  const verification: Verification = {
    ...keyed,
    responseId: present.id,
    firstOperatorId: first.operatorId,
    state: isSettled ? 'settled' : 'agreed',
    comparedCount: compared.length,
    settlerId: isSettled ? operator.id : null,
    settledAtMs: isSettled ? keyed.keyedAtMs : null,
  }
  await insertVerification(db, verification, JSON.stringify(final.texts))
  await replaceDifferences(db, verification, differences)
  const written = { verification, differenceCount: differences.length, changed: null }
  const hasChanged = differences.some(({ firstValue, settledValue }) => firstValue !== settledValue)
  if (!hasChanged && isDeepStrictEqual(texts, final.texts)) return written
  const reason = errorMessage('reason-keyed-twice', {}, 'vi')
  const of = { surveyId: input.surveyId, id: present.id, baseRev: present.rev, reason }
  const response = { ...present, header: final.header, record: final.record }
  const change = async () => ({ response, texts: final.texts })
  return { ...written, changed: await changeWithin(db, services, operator, of, 'verification', change) }
}

/** What no key could have written is nobody's error. */
function possibleSlips(
  { model: { dictionary }, checkKeys }: FormRules,
  header: ResponseHeader,
  slips: VerificationInput['slips'],
): VerificationInput['slips'] {
  const isPossible = (place: string, value: string): boolean => {
    const variable = dictionary.byCode.get(place)
    if (variable !== undefined) return fieldProblem(variable, padField(variable, value)) === null
    const keys = isIdentifier(place) ? withIdentifier(header, place, value) : null
    return keys !== null && isKnown(() => checkKeys(keys, header.serial))
  }
  const kept = Object.entries(slips).map(([place, values]) => [place, values.filter((one) => isPossible(place, one))])
  return Object.fromEntries(kept)
}

/** Whether a check of the form's rules lets it pass. */
function isKnown(check: () => unknown): boolean {
  try {
    check()
    return true
  } catch (error) {
    if (error instanceof AppError) return false
    throw error
  }
}

/** What was keyed without sight of the first keying is put beside it, or waits for it. */
async function writeBlind({ db, services, operator, input, target }: Writing): Promise<Written> {
  const { serial, first } = target
  const rules = await loadFormRules(db, services, input.surveyId, input.surveyVersionId, input.batchId)
  const header = withKeyedKeys(first?.response.header ?? NO_KEYS, input, serial)
  const form =
    input.scope === 'whole'
      ? rules.checkKeyed({ header, record: input.record, texts: {} }, serial)
      : { header: rules.checkKeys(header, serial), record: '', texts: {} }
  const waiting: Verification = {
    ...keyedColumns(services, operator, input, form),
    responseId: null,
    firstOperatorId: null,
    state: 'unmatched',
    comparedCount: 0,
    settlerId: null,
    settledAtMs: null,
  }
  await insertVerification(db, waiting, '{}')
  if (first === null) return { verification: waiting, differenceCount: 0, changed: null }
  const { verification, differenceCount } = await putBeside(db, services, waiting, first)
  return { verification, differenceCount, changed: null }
}

/** Weight and unit are of nobody's keying. */
const NO_KEYS: Pick<ResponseHeader, 'unitId' | 'weight'> = { unitId: 0, weight: 1 }

function withKeyedKeys(
  { unitId, weight }: Pick<ResponseHeader, 'unitId' | 'weight'>,
  { header, batchId }: VerificationInput,
  serial: string,
): ResponseHeader {
  const { agencyId, sectorId, stratumId, clusterId, groupId, collectedOn } = header
  return { serial, agencyId, sectorId, stratumId, clusterId, groupId, collectedOn, batchId, unitId, weight }
}

function keyedColumns(
  services: Services,
  operator: Operator,
  input: VerificationInput,
  form: { readonly header: ResponseHeader; readonly record: string },
) {
  const { surveyId, id, mode, scope, surveyVersionId } = input
  const { serial, batchId } = form.header
  const record = scope === 'whole' ? form.record : ''
  const keyed = { serial, batchId, header: JSON.stringify(form.header), record, operatorId: operator.id }
  return { ...keyed, surveyId, id, mode, scope, surveyVersionId, keyedAtMs: services.now() }
}
