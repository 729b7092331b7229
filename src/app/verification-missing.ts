import { type MissingSerials, missingInRanges, type SerialRange } from '../core/batch/serial-range.ts'
import {
  countFirstErrors,
  isVerified,
  NEW_STREAM,
  replayStream,
  type Stream,
  scopeDue,
} from '../core/verification/sampling.ts'
import { listBatchSerials } from '../data/batch-count-repository.ts'
import type { Batch } from '../data/batch-repository.ts'
import type { Db } from '../data/db.ts'
import type { SecondKeying, UnverifiedForm } from '../data/verification-report-repository.ts'
import { rangesByBatch } from './batch-ranges.ts'
import { secretDraws } from './verification-target.ts'

/** What a batch still lacks. Lists are cut at `MOST_LISTED`, counts are whole. */
export interface MissingOfBatch {
  readonly batchId: number
  /** Expected (range, printed runs) and not keyed. */
  readonly notKeyed: MissingSerials
  /** Expected by number alone and not keyed; null where no number is expected. */
  readonly notKeyedCount: number | null
  readonly wholeDue: SerialList
  readonly identifiersDue: SerialList
  /** Keyed by a second keyer only. */
  readonly secondOnly: SerialList
  readonly differing: SerialList
}

export interface SerialList {
  readonly count: number
  readonly serials: readonly string[]
}

const MOST_LISTED = 200

interface SurveyForms {
  readonly seconds: readonly SecondKeying[]
  readonly waiting: readonly { readonly serial: string; readonly batchId: number }[]
  readonly unverified: readonly UnverifiedForm[]
}

export async function missingOfBatches(
  db: Db,
  surveyId: number,
  batches: readonly Batch[],
  forms: SurveyForms,
): Promise<MissingOfBatch[]> {
  const draw = await secretDraws(db)
  const ranges = await rangesByBatch(db, surveyId)
  const seconds = Map.groupBy(forms.seconds, ({ batchId }) => batchId)
  const waiting = Map.groupBy(forms.waiting, ({ batchId }) => batchId)
  const unverified = Map.groupBy(forms.unverified, ({ batchId }) => batchId)
  return await Promise.all(
    batches.map(async (batch) =>
      missingOf(batch, ranges.get(batch.id)?.stretches ?? [], {
        papers: await listBatchSerials(db, surveyId, batch.id),
        unverified: unverified.get(batch.id) ?? [],
        seconds: seconds.get(batch.id) ?? [],
        waiting: waiting.get(batch.id) ?? [],
        draw,
      }),
    ),
  )
}

interface BatchForms {
  /** Serials in the file. */
  readonly papers: readonly string[]
  /** Not keyed again whole. */
  readonly unverified: readonly UnverifiedForm[]
  /** In the order verified. */
  readonly seconds: readonly SecondKeying[]
  readonly waiting: readonly { readonly serial: string }[]
  readonly draw: (id: string) => number
}

function missingOf(
  batch: Batch,
  ranges: readonly SerialRange[],
  { papers, unverified, seconds, waiting, draw }: BatchForms,
): MissingOfBatch {
  const streams = streamsOf(batch, seconds)
  const isDue = ({ hasIdentifiers }: UnverifiedForm): boolean =>
    !isVerified(batch, hasIdentifiers ? ['identifiers'] : [])
  const due = Map.groupBy(unverified.filter(isDue), ({ id, firstOperatorId }) =>
    scopeDue(batch, streams.get(firstOperatorId) ?? NEW_STREAM, draw(id)),
  )
  return {
    batchId: batch.id,
    notKeyed: missingInRanges(ranges, papers, MOST_LISTED),
    notKeyedCount: batch.expectedCount === null ? null : Math.max(0, batch.expectedCount - papers.length),
    wholeDue: listed(due.get('whole') ?? []),
    identifiersDue: listed(due.get('identifiers') ?? []),
    secondOnly: listed(waiting),
    differing: listed(seconds.filter(({ state }) => state === 'differs')),
  }
}

function listed(forms: readonly { readonly serial: string }[]): SerialList {
  return { count: forms.length, serials: forms.slice(0, MOST_LISTED).map(({ serial }) => serial) }
}

/** Where the stream of each first keyer stands. */
function streamsOf(batch: Batch, seconds: readonly SecondKeying[]): ReadonlyMap<number, Stream> {
  const byKeyer = Map.groupBy(seconds, ({ firstOperatorId }) => firstOperatorId)
  return new Map(
    [...byKeyer].map(([keyer, own]) => {
      const verified = own.map(({ scope, differences }) => ({
        scope,
        isClean: countFirstErrors(differences) === 0,
      }))
      return [keyer, replayStream(batch, verified)]
    }),
  )
}
