import { type MissingSerials, missingInRanges, type SerialStretch, serialInRange } from '../core/batch/serial-range.ts'
import { AppError } from '../core/errors.ts'
import {
  type BatchForms,
  type BatchVerifications,
  countFormsByBatch,
  countVerificationsByBatch,
  listBatchSerials,
  NO_FORMS,
  NO_VERIFICATIONS,
  papersKeyed,
} from '../data/batch-count-repository.ts'
import { type Batch, FIRST_BATCH, listBatches } from '../data/batch-repository.ts'
import type { Db } from '../data/db.ts'
import { listUnits } from '../data/unit-repository.ts'
import { NO_RANGES, rangesByBatch } from './batch-ranges.ts'
import { surveyById } from './find-survey.ts'
import type { Services } from './services.ts'

export interface BatchSummary extends Batch {
  /** Null where the batch is of no unit. */
  readonly unitName: string | null
  /** Papers there should be: as given, else as many as its serials; null while neither is known. */
  readonly expected: number | null
  readonly forms: BatchForms
  /** Expected papers that are not in the file; null while nothing is known of how many there should be. */
  readonly missing: number | null
  /** Keyed beyond the expected. */
  readonly excess: number
  readonly verifications: BatchVerifications
}

/** `serials` is null where no range of the batch is known: then missing forms are a number without names. */
export interface BatchDetail extends BatchSummary {
  readonly serials: {
    /** The range that was given, and what was printed for the batch. */
    readonly ranges: readonly SerialStretch[]
    readonly missing: MissingSerials
    /** Keyed in this batch, but of none of its ranges. */
    readonly outside: { readonly count: number; readonly serials: readonly string[] }
  } | null
  /** Forms that were printed for it. */
  readonly printed: number
}

/** What a list on the screen or on paper shows; the rest is counted. */
const MOST_LISTED = 500

/** Every batch of a survey in the order they were made, the one without a code first. Throws AppError `survey-not-found`. */
export async function listBatchSummaries(services: Services, surveyId: number): Promise<BatchSummary[]> {
  const { db } = services.store
  await surveyById(db, surveyId)
  const units = new Map((await listUnits(db)).map(({ id, name }) => [id, name]))
  const forms = await countFormsByBatch(db, surveyId)
  const verifications = await countVerificationsByBatch(db, surveyId)
  const ranges = await rangesByBatch(db, surveyId)
  return (await listBatches(db, surveyId)).map((batch) => {
    const inBatch = forms.get(batch.id) ?? NO_FORMS
    const { count } = ranges.get(batch.id) ?? NO_RANGES
    const expected = batch.expectedCount ?? (count > 0 ? count : null)
    return {
      ...batch,
      unitName: units.get(batch.unitId ?? 0) ?? null,
      expected,
      forms: inBatch,
      ...compared(expected, inBatch),
      verifications: verifications.get(batch.id) ?? NO_VERIFICATIONS,
    }
  })
}

function compared(expected: number | null, forms: BatchForms): Pick<BatchSummary, 'missing' | 'excess'> {
  const keyed = papersKeyed(forms)
  if (expected === null) return { missing: null, excess: 0 }
  return { missing: Math.max(0, expected - keyed), excess: Math.max(0, keyed - expected) }
}

/**
 * One batch with the serials that are missing by name. Where its ranges hold as many serials as are expected, `missing`
 * and `excess` are counted by serial. Throws AppError `survey-not-found`, `batch-unknown`.
 */
export async function getBatch(
  services: Services,
  { surveyId, batchId }: { readonly surveyId: number; readonly batchId: number },
): Promise<BatchDetail> {
  const { db } = services.store
  const summary = (await listBatchSummaries(services, surveyId)).find(({ id }) => id === batchId)
  if (summary === undefined) throw new AppError('batch-unknown', { id: batchId })
  const { stretches, count, printed } = (await rangesByBatch(db, surveyId)).get(batchId) ?? NO_RANGES
  const serials = await serialsOf(db, surveyId, batchId, stretches)
  const isByName = serials !== null && summary.expected === count
  const byName = isByName && { missing: serials.missing.count, excess: serials.outside.count }
  return { ...summary, ...byName, serials, printed }
}

async function serialsOf(
  db: Db,
  surveyId: number,
  batchId: number,
  ranges: readonly SerialStretch[],
): Promise<BatchDetail['serials']> {
  if (ranges.length === 0 || batchId === FIRST_BATCH) return null
  const keyed = await listBatchSerials(db, surveyId, batchId)
  const outside = keyed.filter((serial) => !ranges.some(({ first, last }) => serialInRange(serial, first, last)))
  return {
    ranges,
    missing: missingInRanges(ranges, keyed, MOST_LISTED),
    outside: { count: outside.length, serials: outside.slice(0, MOST_LISTED) },
  }
}
