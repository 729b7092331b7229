import { rangeProblem } from '../core/batch/serial-range.ts'
import { AppError } from '../core/errors.ts'
import { BATCH_LIMIT, NAME_LIMIT } from '../core/input-rules.ts'
import { countFormsByBatch, countHolding, listDraftContents } from '../data/batch-count-repository.ts'
import {
  type Batch,
  deleteBatch,
  FIRST_BATCH,
  findBatch,
  insertBatch,
  listBatches,
  NEW_BATCH,
  type NewBatch,
  updateBatch,
} from '../data/batch-repository.ts'
import type { Db } from '../data/db.ts'
import { hasPrintedForms } from '../data/print-repository.ts'
import { listUnits } from '../data/unit-repository.ts'
import { codeKey, refuseOverlap } from './batch-ranges.ts'
import { surveyById } from './find-survey.ts'
import { cleanSerial, keyedSerial } from './form-rules.ts'
import { inTransaction } from './in-transaction.ts'
import type { Services } from './services.ts'

/** What a batch may be given; all but the code may change later. */
type Settings = { readonly [K in Exclude<keyof NewBatch, 'code'>]?: NewBatch[K] | undefined }

export interface BatchInput extends Settings {
  readonly code: string
}

export interface BatchChange extends Settings {
  readonly surveyId: number
  readonly batchId: number
}

/**
 * Makes all of them or none. Throws AppError `survey-not-found`, `batch-code-bad`, `batch-code-taken`, `unit-not-found`, `range-one-end`, `range-no-number`,
 * `range-shapes-differ`, `range-reversed`, `serial-check-digit`, `batch-ranges-overlap`.
 * @returns their numbers within the survey, in the order given
 */
export async function createBatches(
  services: Services,
  input: { readonly surveyId: number; readonly batches: readonly BatchInput[] },
): Promise<number[]> {
  const { surveyId } = input
  return inTransaction(services, async (db) => {
    await surveyById(db, surveyId)
    const check = await batchCheck(db, surveyId)
    const codes = new Set((await listBatches(db, surveyId)).map((batch) => codeKey(batch.code)))
    const ids: number[] = []
    for (const { code: written, ...settings } of input.batches) {
      const code = checkCode(written)
      if (codes.has(codeKey(code))) throw new AppError('batch-code-taken', { code })
      codes.add(codeKey(code))
      ids.push(await insertBatch(db, surveyId, check({ ...NEW_BATCH, ...given(settings), code }), services.now()))
    }
    await refuseOverlap(db, surveyId, new Set(ids))
    return ids
  })
}

/**
 * Changes what is given. Of the batch without a code only how its forms are keyed a second time may change: AppError
 * `batch-first-fixed`. Also throws `survey-not-found`, `batch-unknown` and, but for the code's, those of createBatches.
 */
export async function updateBatchSettings(services: Services, input: BatchChange): Promise<void> {
  const { surveyId, batchId, ...settings } = input
  await inTransaction(services, async (db) => {
    const batch = await batchById(db, surveyId, batchId)
    const change = given(settings)
    const isOfPaper = Object.keys(change).some((key) => !ABOUT_VERIFYING.has(key))
    if (batchId === FIRST_BATCH && isOfPaper) throw new AppError('batch-first-fixed')
    const check = await batchCheck(db, surveyId)
    const changed = check({ ...batch, ...change })
    await updateBatch(db, surveyId, { ...changed, id: batchId })
    const isMoved = changed.firstSerial !== batch.firstSerial || changed.lastSerial !== batch.lastSerial
    if (isMoved) await refuseOverlap(db, surveyId, new Set([batchId]))
  })
}

/**
 * Only a batch that nothing belongs to goes. Throws AppError `survey-not-found`, `batch-unknown`, `batch-first-fixed`,
 * `batch-has-forms`, `batch-has-history`, `batch-has-drafts`, `batch-has-prints`.
 */
export async function removeBatch(
  services: Services,
  { surveyId, batchId }: { readonly surveyId: number; readonly batchId: number },
): Promise<void> {
  await inTransaction(services, async (db) => {
    const batch = await batchById(db, surveyId, batchId)
    if (batchId === FIRST_BATCH) throw new AppError('batch-first-fixed')
    const { code } = batch
    const { forms, verifications, printed } = await countHolding(db, surveyId, batch)
    if (forms + verifications > 0) {
      const valid = (await countFormsByBatch(db, surveyId)).get(batchId)?.valid ?? 0
      // A void form can't be moved: its history says this batch for good.
      if (valid + verifications === 0) throw new AppError('batch-has-history', { code, count: forms })
      throw new AppError('batch-has-forms', { code, count: Math.max(forms, verifications) })
    }
    if (printed > 0) throw new AppError('batch-has-prints', { code, count: printed })
    if (await hasDraftIn(db, surveyId, batchId)) throw new AppError('batch-has-drafts', { code })
    await deleteBatch(db, surveyId, batchId)
  })
}

const ABOUT_VERIFYING: ReadonlySet<string> = new Set(['verifyMode', 'verifyPlan', 'cspClean', 'cspShare'])

async function hasDraftIn(db: Db, surveyId: number, batchId: number): Promise<boolean> {
  // Written by saveDraft, from input that a schema had read.
  const drafts = (await listDraftContents(db, surveyId)).map((text) => JSON.parse(text) as DraftOfForm)
  return drafts.some(({ header }) => header.batchId === batchId)
}

interface DraftOfForm {
  readonly header: { readonly batchId?: number }
}

async function batchById(db: Db, surveyId: number, id: number): Promise<Batch> {
  await surveyById(db, surveyId)
  const batch = await findBatch(db, surveyId, id)
  if (batch === null) throw new AppError('batch-unknown', { id })
  return batch
}

function given(settings: Settings): Partial<NewBatch> {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined))
}

/** Free words of the office, as printed at the head of a form; nothing that can't be seen. */
function checkCode(text: string): string {
  const code = text.normalize('NFC').trim()
  if (code === '' || code.length > BATCH_LIMIT || /\p{C}/u.test(code)) {
    throw new AppError('batch-code-bad', { limit: BATCH_LIMIT })
  }
  return code
}

/** The batch as it is kept: serials as they will be keyed, the unit known. */
async function batchCheck(db: Db, surveyId: number): Promise<(batch: NewBatch) => NewBatch> {
  const read = keyedSerial(await hasPrintedForms(db, surveyId))
  const endOfRange = (text: string): string => (text.trim() === '' ? '' : cleanSerial(text, read))
  const units = new Set((await listUnits(db)).map(({ id }) => id))
  return (batch) => {
    const { unitId } = batch
    if (unitId !== null && !units.has(unitId)) throw new AppError('unit-not-found', { id: unitId })
    const firstSerial = endOfRange(batch.firstSerial)
    const lastSerial = endOfRange(batch.lastSerial)
    const problem = rangeProblem(firstSerial, lastSerial)
    if (problem !== null) throw new AppError(problem, { code: batch.code, first: firstSerial, last: lastSerial })
    return { ...batch, name: batch.name.normalize('NFC').trim().slice(0, NAME_LIMIT), firstSerial, lastSerial }
  }
}
