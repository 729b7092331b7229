import type { Db } from '../data/db.ts'
import type { Store } from '../data/open-database.ts'
import { type BatchCounts, type BatchOf, countBatch } from '../data/verification-batch-repository.ts'
import type { Verification } from '../data/verification-repository.ts'

interface Known {
  /** Of the survey, when these were counted. */
  readonly dataVersion: number
  readonly counts: BatchCounts
}

const known = new WeakMap<Store, Map<string, Known>>()

/**
 * A batch's counts after one more second keying. Counting reads the batch, so the counts of the keying before are carried
 * on when nothing came between. Keep them by `keepCounts` after COMMIT.
 * @param before the survey's data version before this keying
 */
export async function countsAfter(
  db: Db,
  store: Store,
  of: BatchOf,
  verification: Verification,
  before: number,
): Promise<BatchCounts> {
  const last = known.get(store)?.get(keyOf(of))
  if (last?.dataVersion !== before) return countBatch(db, of)
  const { scope, state } = verification
  const isMatched = state !== 'unmatched'
  const isWhole = scope === 'whole'
  const { keyed, verified, verifiedWhole, differs, unmatched } = last.counts
  return {
    keyed,
    verified: verified + (isMatched && (isWhole || of.verifyPlan !== 'all') ? 1 : 0),
    verifiedWhole: verifiedWhole + (isMatched && isWhole ? 1 : 0),
    differs: differs + (state === 'differs' ? 1 : 0),
    unmatched: unmatched + (isMatched ? 0 : 1),
  }
}

export function keepCounts(store: Store, of: BatchOf, counts: BatchCounts, dataVersion: number): void {
  const own = known.get(store) ?? new Map<string, Known>()
  known.set(store, own)
  own.set(keyOf(of), { dataVersion, counts })
}

/** After what changes second keyings and no form. */
export function forgetCounts(store: Store): void {
  known.delete(store)
}

function keyOf({ surveyId, batchId, verifyPlan }: BatchOf): string {
  return `${surveyId}/${batchId}/${verifyPlan}`
}
