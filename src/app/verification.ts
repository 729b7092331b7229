import { readPrintedSerial } from '../core/print/serial.ts'
import type { VerificationScope } from '../core/verification/compare-forms.ts'
import type { Batch } from '../data/batch-repository.ts'
import type { VerifyMode } from '../data/checking-tables.ts'
import type { Db } from '../data/db.ts'
import { findOtherSecondKeyer } from '../data/draft-repository.ts'
import { findPrintsOf } from '../data/print-repository.ts'
import { type ResponseHeader, readTexts } from '../data/response-repository.ts'
import { type BatchCounts, countBatch, findNextSerial } from '../data/verification-batch-repository.ts'
import { type Draft, draftsOf } from './drafts.ts'
import { type EntryWorkspace, openEntry } from './entry.ts'
import type { Operator } from './operators.ts'
import type { Services } from './services.ts'
import { findTarget, openBatch, type SerialOf } from './verification-target.ts'

/** All that the desk of a second keying needs to begin. */
export interface VerificationDesk extends Omit<EntryWorkspace, 'suggestedSerial' | 'today'> {
  readonly batch: Batch
  /** The operator's own of this batch, the last touched first; purposes `second` and `verify`. */
  readonly drafts: readonly Draft[]
  /** Lowest serial still to be keyed again that somebody else keyed first; null when none. */
  readonly next: string | null
  readonly counts: BatchCounts
}

/** Throws AppError `survey-not-found`, `survey-version-unknown`, `batch-unknown`. */
export async function openVerification(
  services: Services,
  operator: Operator,
  input: {
    readonly surveyId: number
    readonly batchId: number
    /** Of the form that is keyed, as `begin` answers it; the one in use when absent. */
    readonly surveyVersionId?: number | undefined
  },
): Promise<VerificationDesk> {
  const { db } = services.store
  const { surveyId, batchId, surveyVersionId } = input
  const { batch } = await openBatch(db, input)
  const {
    suggestedSerial: _,
    today: __,
    ...workspace
  } = await openEntry(services, operator, { surveyId, surveyVersionId })
  const drafts = await draftsOf(db, operator.id, surveyId, ['second', 'verify'])
  const of = { surveyId, batchId, verifyPlan: batch.verifyPlan }
  return {
    ...workspace,
    batch,
    drafts: drafts.filter(({ header }) => header.batchId === batchId),
    next: await findNextSerial(db, of, operator.id),
    counts: await countBatch(db, of),
  }
}

/** A form about to be keyed a second time. */
export interface VerificationBegun {
  /** As saved: what the keyer typed, its check digit looked at. */
  readonly serial: string
  readonly mode: VerifyMode
  /** `identifiers`: of this form the header alone. */
  readonly scope: VerificationScope
  /** Who else is keying this form a second time just now, whose work would be in vain; null when nobody is. */
  readonly keyedBy: string | null
  /** To be sent back when saving; null in blind mode. */
  readonly responseId: string | null
  /** To be sent back when saving; null in blind mode. */
  readonly baseRev: number | null
  /** By which version the paper is keyed. */
  readonly surveyVersionId: number
  /** The first keying, in dependent mode; in blind mode nothing of it leaves the service. */
  readonly reference: {
    readonly header: ResponseHeader
    readonly record: string
    readonly texts: Readonly<Record<string, string>>
  } | null
}

/** Throws the AppErrors of findTarget. */
export async function beginVerification(
  services: Services,
  operator: Operator,
  input: SerialOf,
): Promise<VerificationBegun> {
  const { db } = services.store
  const { batch, serial, scope, first, survey } = await findTarget(db, operator, input)
  const mode = batch.verifyMode
  // Not a draft of the first keyer, which can't be saved: the name would tell whose the first keying is.
  const notBy = [operator.id, ...(first === null ? [] : [first.operatorId])]
  const keyedBy = await findOtherSecondKeyer(db, { surveyId: input.surveyId, serial, notBy })
  const begun = { serial, mode, scope, keyedBy }
  if (first === null || mode === 'blind') {
    const surveyVersionId =
      first?.response.surveyVersionId ?? (await printedVersion(db, input.surveyId, serial)) ?? survey.versionId
    return { ...begun, responseId: null, baseRev: null, surveyVersionId, reference: null }
  }
  const { id, rev, surveyVersionId, header, record } = first.response
  const texts = await readTexts(db, input.surveyId, id)
  return { ...begun, responseId: id, baseRev: rev, surveyVersionId, reference: { header, record, texts } }
}

/** Which of the survey's versions a paper was printed in; null where it wasn't printed for the survey. */
async function printedVersion(db: Db, surveyId: number, serial: string): Promise<number | null> {
  const number = readPrintedSerial(serial)?.number
  if (number === undefined) return null
  const own = (await findPrintsOf(db, surveyId, number)).find((run) => run.surveyId === surveyId)
  return own?.surveyVersionId ?? null
}
