import {
  firstOverlap,
  rangeFinder,
  type SerialRange,
  type SerialStretch,
  serialInRange,
  uniteRanges,
} from '../core/batch/serial-range.ts'
import { AppError } from '../core/errors.ts'
import { printedSerial, readPrintedSerial } from '../core/print/serial.ts'
import { listRangesAround } from '../data/batch-count-repository.ts'
import {
  type Batch,
  findBatchByCode,
  insertBatch,
  listBatches,
  NEW_BATCH,
  updateBatch,
} from '../data/batch-repository.ts'
import type { Db } from '../data/db.ts'
import { listBatchRuns, type PrintRun } from '../data/print-repository.ts'

/**
 * The serials of a batch: the range it was given and what was printed for it, put together. What was printed under its
 * code before there was the batch is not expected in it.
 */
export interface BatchRanges {
  readonly stretches: readonly SerialStretch[]
  /** Serials in them. */
  readonly count: number
  /** Forms printed for it. */
  readonly printed: number
}

export const NO_RANGES: BatchRanges = { stretches: [], count: 0, printed: 0 }

/** Of every batch of a survey that has any, by its number. */
export async function rangesByBatch(db: Db, surveyId: number): Promise<ReadonlyMap<number, BatchRanges>> {
  const runs = Map.groupBy(await listBatchRuns(db, surveyId), ({ batch }) => batch)
  const ranges = new Map<number, BatchRanges>()
  for (const batch of await listBatches(db, surveyId)) {
    const ofCode = batch.code === '' ? [] : (runs.get(batch.code) ?? [])
    const own = ofCode.filter(({ printedAtMs }) => printedAtMs >= batch.createdAtMs)
    const stretches = uniteRanges([rangeOf(batch), ...own.map(rangeOfRun)])
    const count = stretches.reduce((sum, stretch) => sum + stretch.count, 0)
    const printed = own.reduce((sum, { formCount }) => sum + formCount, 0)
    if (count > 0) ranges.set(batch.id, { stretches, count, printed })
  }
  return ranges
}

function rangeOf({ firstSerial, lastSerial }: Pick<Batch, 'firstSerial' | 'lastSerial'>): SerialRange {
  return { first: firstSerial, last: lastSerial }
}

function rangeOfRun({ firstNumber, formCount }: Pick<PrintRun, 'firstNumber' | 'formCount'>): SerialRange {
  return { first: printedSerial(firstNumber), last: printedSerial(firstNumber + formCount - 1) }
}

/**
 * A serial belongs to one batch at most: refuses a batch whose range holds serials of another's range, or printed for
 * another. Within the transaction that wrote the batches. Throws AppError `batch-ranges-overlap`.
 */
export async function refuseOverlap(db: Db, surveyId: number, changedIds: ReadonlySet<number>): Promise<void> {
  const batches = await listBatches(db, surveyId)
  const ranges = await rangesByBatch(db, surveyId)
  const known = batches.flatMap(({ id, code }) =>
    (ranges.get(id)?.stretches ?? []).map((stretch) => ({ ...stretch, owner: id, code })),
  )
  const changed = batches.filter(({ id }) => changedIds.has(id))
  const hit = firstOverlap(
    changed.map((batch) => ({ ...rangeOf(batch), owner: batch.id, code: batch.code })),
    known,
  )
  if (hit === null) return
  const { code, first, last } = hit.other
  throw new AppError('batch-ranges-overlap', { code: hit.mine.code, other: code, first, last })
}

/**
 * The batch that a serial says by itself: that of the print run it came from, else the one whose range holds it; null
 * where neither is.
 * @param printedFor code of the batch of its print run, empty for none
 */
export async function batchOfSerial(
  db: Db,
  surveyId: number,
  serial: string,
  printedFor: string,
): Promise<number | null> {
  const printed = printedFor === '' ? null : await findBatchByCode(db, surveyId, printedFor)
  if (printed !== null) return printed.id
  const around = await listRangesAround(db, surveyId, serial)
  return around.find(({ first, last }) => serialInRange(serial, first, last))?.id ?? null
}

/** The same for many serials, by the ranges alone: read once, it costs next to nothing a serial. */
export async function batchFinder(db: Db, surveyId: number): Promise<(serial: string) => number | null> {
  const ranges = await rangesByBatch(db, surveyId)
  const owned = [...ranges].flatMap(([owner, { stretches }]) => stretches.map((stretch) => ({ ...stretch, owner })))
  if (owned.length === 0) return () => null
  const find = rangeFinder(owned)
  return (serial) => {
    const printed = readPrintedSerial(serial)
    return find(printed?.isRight ? printed.serial : serial)
  }
}

/** The batch of a code, whatever its capitals: two that only differ in those would be one for a person. */
export async function findBatchNamed(db: Db, surveyId: number, code: string): Promise<Batch | null> {
  if (code === '') return null
  return (await listBatches(db, surveyId)).find((batch) => codeKey(batch.code) === codeKey(code)) ?? null
}

/** Equal of two codes that are one for a person. */
export function codeKey(code: string): string {
  return code.toLowerCase()
}

/** The batch a print run is for, made where the survey has none of that code. Within the run's transaction. */
export async function makePrintedBatch(db: Db, run: PrintRun): Promise<void> {
  if (run.batch === '' || (await findBatchByCode(db, run.surveyId, run.batch)) !== null) return
  await insertBatch(db, run.surveyId, { ...NEW_BATCH, code: run.batch, name: run.batch }, run.printedAtMs)
}

/**
 * A run has come out whole: its batch expects at least what was printed for it, and its range goes as far as the numbers
 * follow one another (what doesn't is known by the run itself). Within the transaction that marks the run as printed.
 */
export async function extendPrintedBatch(db: Db, run: PrintRun): Promise<void> {
  const batch = run.batch === '' ? null : await findBatchByCode(db, run.surveyId, run.batch)
  if (batch === null) return
  const ranges = (await rangesByBatch(db, run.surveyId)).get(batch.id) ?? NO_RANGES
  const [whole, ...more] = ranges.stretches
  const isOne = whole !== undefined && more.length === 0
  const range = isOne ? { firstSerial: whole.first, lastSerial: whole.last } : {}
  await updateBatch(db, run.surveyId, {
    ...batch,
    ...range,
    expectedCount: Math.max(batch.expectedCount ?? 0, ranges.printed),
  })
}
