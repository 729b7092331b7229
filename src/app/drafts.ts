import type { Effort } from '../core/entry/effort.ts'
import { AppError } from '../core/errors.ts'
import { SERIAL_LIMIT } from '../core/input-rules.ts'
import { FIRST_BATCH } from '../data/batch-repository.ts'
import type { KeyingPurpose } from '../data/checking-tables.ts'
import type { Db } from '../data/db.ts'
import { type DraftRow, deleteDraft, findDraft, listDrafts, putDraft } from '../data/draft-repository.ts'
import { findVerification } from '../data/verification-repository.ts'
import { surveyById, surveyVersion } from './find-survey.ts'
import type { FormInput, HeaderInput } from './form-rules.ts'
import { inTransaction } from './in-transaction.ts'
import type { Operator } from './operators.ts'
import { questionnaireModel } from './questionnaires.ts'
import { findSavedAlready } from './saved-already.ts'
import type { Services } from './services.ts'

/** A form being keyed, as the entry screen sends it at every field. In `record` a blank is not keyed yet. */
export interface DraftInput extends FormInput {
  /** UUID, made by the screen. */
  readonly id: string
  readonly surveyId: number
  /** The variable where the keying stands; empty = still in the header. */
  readonly position: string
  readonly startedAtMs: number
  /** The survey's version that the form was begun with; the one in use when absent. */
  readonly surveyVersionId?: number | undefined
  /** `entry` when absent. */
  readonly purpose?: KeyingPurpose | undefined
  /** Of `verify` the response that is verified. */
  readonly subject?: string | undefined
  /** Of `verify`, by place: what was keyed and taken back. */
  readonly slips?: Readonly<Record<string, readonly string[]>> | undefined
  /** Of `verify` the first keying that was keyed against. */
  readonly against?: FormInput | undefined
  /** What keying it took so far, for the sitting that goes on with it. */
  readonly effort?: Effort | undefined
}

export interface Draft extends DraftInput {
  /** By which of the survey's versions `record` is laid out: a form is finished with the version it was begun with. */
  readonly surveyVersionId: number
  readonly header: HeaderInput & { readonly batchId: number }
  readonly purpose: KeyingPurpose
  readonly subject: string
  readonly slips: Readonly<Record<string, readonly string[]>>
  readonly updatedAtMs: number
}

/** What the `content` column holds, as JSON. */
export interface DraftContent {
  readonly header: HeaderInput
  readonly record: string
  readonly texts: Readonly<Record<string, string>>
  readonly position: string
  readonly slips?: Readonly<Record<string, readonly string[]>> | undefined
  readonly against?: FormInput | undefined
  readonly effort?: Effort | undefined
}

/**
 * Keeps a half-keyed form over any crash. Throws AppError `survey-not-found`, `survey-version-unknown`, `draft-of-another`,
 * `record-wrong-width`.
 */
export async function saveDraft(
  services: Services,
  operator: Operator,
  input: DraftInput,
): Promise<{ savedAtMs: number }> {
  const savedAtMs = services.now()
  await inTransaction(services, async (db) => {
    const survey = await surveyById(db, input.surveyId)
    const version = await surveyVersion(db, survey, input.surveyVersionId)
    const { dictionary } = await questionnaireModel(db, services, version.questionnaireVersionId)
    const { recordWidth } = dictionary
    if (input.record.length !== recordWidth) {
      throw new AppError('record-wrong-width', { actual: input.record.length, expected: recordWidth })
    }
    const present = await findDraft(db, input.id)
    if (present !== null && (present.operatorId !== operator.id || present.surveyId !== input.surveyId)) {
      throw new AppError('draft-of-another')
    }
    const { header, record, texts, position, slips, against, effort, purpose = 'entry', subject = '' } = input
    const serial = header.serial.normalize('NFC').trim().slice(0, SERIAL_LIMIT)
    // A draft that comes after its form was saved would offer the clerk a form that is in already.
    const form = { ...input, draftId: input.id, header: { ...header, serial } }
    const isSaved =
      purpose === 'entry'
        ? (await findSavedAlready(db, operator, form)) !== null
        : (await findVerification(db, input.surveyId, input.id)) !== null
    if (isSaved) return
    await putDraft(db, {
      id: input.id,
      surveyId: input.surveyId,
      operatorId: operator.id,
      serial,
      content: JSON.stringify({ header, record, texts, position, slips, against, effort } satisfies DraftContent),
      startedAtMs: input.startedAtMs,
      updatedAtMs: savedAtMs,
      surveyVersionId: version.id,
      purpose,
      subject,
    })
  })
  return { savedAtMs }
}

/** A draft that is gone already, or someone else's, is left as it is. */
export async function discardDraft(services: Services, operator: Operator, id: string): Promise<void> {
  await inTransaction(services, (db) => deleteDraft(db, id, operator.id))
}

/**
 * One operator's drafts, the last touched first; of every survey when `surveyId` is null. Those of second keyings are
 * asked for by their purposes.
 */
export async function draftsOf(
  db: Db,
  operatorId: number,
  surveyId: number | null,
  purposes: readonly KeyingPurpose[] = ['entry'],
): Promise<Draft[]> {
  return (await listDrafts(db, operatorId, surveyId, purposes)).map(draftOf)
}

function draftOf(row: DraftRow): Draft {
  // Written by saveDraft above, from input that a schema had read.
  const content = JSON.parse(row.content) as DraftContent
  const { id, surveyId, surveyVersionId, startedAtMs, updatedAtMs, purpose, subject } = row
  const { slips = {} } = content
  const header = { ...content.header, batchId: content.header.batchId ?? FIRST_BATCH }
  const kept = { id, surveyId, surveyVersionId, startedAtMs, updatedAtMs, purpose, subject }
  return { ...kept, ...content, slips, header }
}
