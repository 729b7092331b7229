import { createHash } from 'node:crypto'
import { assert } from '../core/assert.ts'
import { AppError } from '../core/errors.ts'
import type { VerificationScope } from '../core/verification/compare-forms.ts'
import { isVerified, NEW_STREAM, scopeDue, streamOf } from '../core/verification/sampling.ts'
import { type Batch, findBatch } from '../data/batch-repository.ts'
import type { Db } from '../data/db.ts'
import { findOwnLane } from '../data/device-repository.ts'
import { hasPrintedForms } from '../data/print-repository.ts'
import { findResponse, findValidBySerial, type StoredResponse } from '../data/response-repository.ts'
import type { Survey } from '../data/survey-repository.ts'
import { findFirstKeyer } from '../data/verification-batch-repository.ts'
import { countCleanRun, listUnmatched, listVerificationsOf } from '../data/verification-repository.ts'
import { surveyById } from './find-survey.ts'
import { AS_IT_STANDS, cleanSerial, keyedSerial } from './form-rules.ts'
import type { Operator } from './operators.ts'

export interface SerialOf {
  readonly surveyId: number
  readonly batchId: number
  readonly serial: string
}

/** A paper that may be keyed a second time by this operator, and what of it. */
export interface Target {
  readonly survey: Survey
  readonly batch: Batch
  readonly serial: string
  readonly scope: VerificationScope
  /** Null where nobody has keyed it first (blind only). */
  readonly first: { readonly response: StoredResponse; readonly operatorId: number } | null
}

/** Throws AppError `survey-not-found`, `survey-closed`, `batch-unknown`. */
export async function openBatch(
  db: Db,
  of: { readonly surveyId: number; readonly batchId: number },
): Promise<{ survey: Survey; batch: Batch }> {
  const survey = await surveyById(db, of.surveyId)
  const batch = await findBatch(db, of.surveyId, of.batchId)
  if (batch === null) throw new AppError('batch-unknown', { id: of.batchId })
  return { survey, batch }
}

/**
 * Who may key this paper a second time is decided here and nowhere else, when it is begun and again when it is saved.
 * Throws AppError `verify-own-form`, `verified-already`, `verify-no-first`, `verify-other-batch`, `survey-closed`, those
 * of cleanSerial and of openBatch.
 */
export async function findTarget(db: Db, operator: Operator, of: SerialOf): Promise<Target> {
  const { survey, batch } = await openBatch(db, of)
  if (survey.state === 'closed') throw new AppError('survey-closed', { code: survey.code })
  const { serial, response } = await findForm(db, of)
  if (response === null) {
    if (batch.verifyMode === 'dependent') throw new AppError('verify-no-first', { serial })
    if ((await listUnmatched(db, of.surveyId, serial)).length > 0) throw new AppError('verified-already', { serial })
    return { survey, batch, serial, first: null, scope: scopeDue(batch, NEW_STREAM, 0) }
  }
  if (response.header.batchId !== batch.id) {
    const other = await findBatch(db, of.surveyId, response.header.batchId)
    throw new AppError('verify-other-batch', { serial, batch: other?.code ?? '' })
  }
  const operatorId = await findFirstKeyer(db, of.surveyId, response.id)
  assert(operatorId !== null, 'every form has a first revision')
  if (operatorId === operator.id) throw new AppError('verify-own-form', { serial })
  const scopes = (await listVerificationsOf(db, of.surveyId, response.id)).map(({ scope }) => scope)
  if (isVerified(batch, scopes)) throw new AppError('verified-already', { serial })
  return {
    survey,
    batch,
    serial,
    first: { response, operatorId },
    scope: await scopeOf(db, batch, response, operatorId),
  }
}

/** As the form was saved, or as this program reads a keyed serial. */
async function findForm(
  db: Db,
  { surveyId, serial: text }: SerialOf,
): Promise<{ serial: string; response: StoredResponse | null }> {
  const asSaved = cleanSerial(text, AS_IT_STANDS)
  const saved = await findValidBySerial(db, surveyId, asSaved)
  const serial = saved === null ? cleanSerial(text, keyedSerial(await hasPrintedForms(db, surveyId))) : asSaved
  const found = saved ?? (await findValidBySerial(db, surveyId, serial))
  return { serial, response: found && (await findResponse(db, surveyId, found.id)) }
}

async function scopeOf(
  db: Db,
  batch: Batch,
  { surveyId, id }: StoredResponse,
  firstOperatorId: number,
): Promise<VerificationScope> {
  if (batch.verifyPlan !== 'csp1') return scopeDue(batch, NEW_STREAM, 0)
  const run = await countCleanRun(db, { surveyId, batchId: batch.id, firstOperatorId }, batch.cspClean)
  return scopeDue(batch, streamOf(batch, run), (await secretDraws(db))(id))
}

/**
 * Draws that are the same whenever they are asked for and that nobody at a desk can foresee: from ids, and from the one
 * of this file's writer, which no screen shows. Uniform in [0, 1).
 */
export async function secretDraws(db: Db): Promise<(...parts: readonly string[]) => number> {
  const lane = await findOwnLane(db)
  assert(lane !== null, 'the file has a lane of its own')
  return (...parts) => {
    const hash = createHash('sha256')
      .update([lane.deviceId, ...parts].join('|'))
      .digest()
    return hash.readUIntBE(0, DRAW_BYTES) / 2 ** (8 * DRAW_BYTES)
  }
}

const DRAW_BYTES = 6
