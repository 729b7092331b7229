import { AppError } from '../core/errors.ts'
import type { Db } from '../data/db.ts'
import {
  findResponse,
  findValidBySerial,
  readTexts,
  replaceResponse,
  replaceTexts,
  type StoredResponse,
} from '../data/response-repository.ts'
import type { RevisionKind } from '../data/response-tables.ts'
import { raiseDataVersion } from '../data/survey-repository.ts'
import { appendRevision } from './append-revision.ts'
import { type FormInput, type FormRules, loadFormRules } from './form-rules.ts'
import { inTransaction } from './in-transaction.ts'
import type { Operator } from './operators.ts'
import { lookAtChangedForm } from './quality-look.ts'
import { refuseSealed } from './sealed-answers.ts'
import type { Services } from './services.ts'
import { headerCoder } from './survey-codes.ts'
import { followChange } from './verification-match.ts'

/** Which response, as the caller last saw it, and why it changes. */
export interface ChangeOf {
  readonly surveyId: number
  readonly id: string
  readonly baseRev: number
  readonly reason: string
}

interface Change {
  readonly response: StoredResponse
  readonly texts: Readonly<Record<string, string>>
}
type ChangeMaker = (present: StoredResponse, rules: FormRules, db: Db) => Promise<Change>

/**
 * Puts another form in the place of a saved one. Throws AppError `reason-missing`, `response-not-found`,
 * `changed-meanwhile`, `response-is-void`, `serial-taken`, those of refuseSealed and of FormRules.checkKeyed.
 */
export async function correctResponse(
  services: Services,
  operator: Operator,
  input: ChangeOf & FormInput,
): Promise<{ rev: number }> {
  return changeResponse(services, operator, input, 'correction', async (present, rules, db) => {
    if (present.state === 'void') throw new AppError('response-is-void', { serial: present.header.serial })
    // What the correction doesn't name stays: an imported form keeps its weight and its administrative unit.
    const { header, record, texts } = rules.checkKeyed(
      { ...input, header: { ...present.header, ...input.header } },
      present.header.serial,
    )
    if (header.serial !== present.header.serial) await refuseTaken(db, input.surveyId, header.serial)
    return { response: { ...present, header, record }, texts }
  })
}

/** Takes a response out of every count and index; its number is free again. Throws as correctResponse does. */
export async function voidResponse(services: Services, operator: Operator, input: ChangeOf): Promise<{ rev: number }> {
  return changeResponse(services, operator, input, 'void', async (present, _, db) => {
    if (present.state === 'void') throw new AppError('response-is-void', { serial: present.header.serial })
    return { response: { ...present, state: 'void' }, texts: await readTexts(db, input.surveyId, input.id) }
  })
}

/** Makes a void response count again. Throws AppError `response-is-valid`, `serial-taken`, and as correctResponse. */
export async function restoreResponse(
  services: Services,
  operator: Operator,
  input: ChangeOf,
): Promise<{ rev: number }> {
  return changeResponse(services, operator, input, 'restore', async (present, _, db) => {
    const { serial } = present.header
    if (present.state === 'valid') throw new AppError('response-is-valid', { serial })
    await refuseTaken(db, input.surveyId, serial)
    return { response: { ...present, state: 'valid' }, texts: await readTexts(db, input.surveyId, input.id) }
  })
}

async function changeResponse(
  services: Services,
  operator: Operator,
  input: ChangeOf,
  kind: RevisionKind,
  change: ChangeMaker,
): Promise<{ rev: number }> {
  const { response, dataVersion } = await inTransaction(services, async (db) => {
    await refuseSealed(db, operator, input)
    return changeWithin(db, services, operator, input, kind, change)
  })
  services.answers.put(response, dataVersion)
  return { rev: response.rev }
}

/**
 * One change of a saved form, in the caller's transaction: row, texts, revision, data version. What it answers goes to the
 * answer cache after COMMIT. Throws AppError `reason-missing`, `response-not-found`, `changed-meanwhile`, `survey-closed`.
 */
export async function changeWithin(
  db: Db,
  services: Services,
  operator: Operator,
  input: ChangeOf,
  kind: RevisionKind,
  change: ChangeMaker,
): Promise<{ response: StoredResponse; dataVersion: number }> {
  const reason = input.reason.normalize('NFC').trim()
  if (reason === '') throw new AppError('reason-missing')
  const present = await findResponse(db, input.surveyId, input.id)
  // A form keyed before its survey moved on keeps the version it was printed in.
  const rules = await loadFormRules(db, services, input.surveyId, present?.surveyVersionId)
  if (present === null) throw new AppError('response-not-found')
  const isStale = present.rev !== input.baseRev
  if (isStale) throw new AppError('changed-meanwhile', { serial: present.header.serial })
  const changed = await change(present, rules, db)
  const next = { rev: present.rev + 1, operatorId: operator.id, savedAtMs: services.now() }
  const response = { ...changed.response, ...next }
  const isReplaced = await replaceResponse(db, response, input.baseRev)
  if (!isReplaced) throw new AppError('changed-meanwhile', { serial: present.header.serial })
  await replaceTexts(db, response.surveyId, response.id, changed.texts)
  const codes = (await headerCoder(db, rules.parts))(response.header)
  const { baseRev } = input
  const { form, survey } = rules
  const logged = { surveyCode: survey.code, codes, texts: changed.texts, form }
  await appendRevision(db, response, { ...logged, kind, baseRev, reason, operator })
  await followChange(db, services, { before: present, after: response, operatorId: operator.id })
  await lookAtChangedForm(db, rules, { response, texts: changed.texts }, { kind, reason })
  return { response, dataVersion: await raiseDataVersion(db, input.surveyId) }
}

async function refuseTaken(db: Db, surveyId: number, serial: string): Promise<void> {
  if ((await findValidBySerial(db, surveyId, serial)) !== null) throw new AppError('serial-taken', { serial })
}
