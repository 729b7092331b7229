import { type ExpressionBuilder, sql } from 'kysely'
import type { Batch } from './batch-repository.ts'
import type { Db } from './db.ts'
import type { Database } from './tables.ts'

/** What of a batch is in the file, by the state of its forms. */
export interface BatchForms {
  readonly valid: number
  /** Serials of void forms that were not keyed anew: papers that count for nothing. */
  readonly void: number
}

/** Papers of a batch that are in the file: what is missing is told against these, wherever it is told. */
export function papersKeyed(forms: BatchForms = NO_FORMS): number {
  return forms.valid + forms.void
}

/** How far the second keying of a batch has come; of forms that are void now nothing counts. */
export interface BatchVerifications {
  /** Forms keyed a second time, as much as the batch's plan asks; those that differ among them. */
  readonly verified: number
  readonly differs: number
  /** Second keyings whose first is not there yet. */
  readonly unmatched: number
}

/** Said literally, as the partial index wants it. */
const IS_NAMED = sql<boolean>`batch_id > 1`

export const NO_FORMS: BatchForms = { valid: 0, void: 0 }
export const NO_VERIFICATIONS: BatchVerifications = { verified: 0, differs: 0, unmatched: 0 }

/** Keyed forms of every batch of a survey: from its counters, and by an index of the few void forms. */
export async function countFormsByBatch(db: Db, surveyId: number): Promise<ReadonlyMap<number, BatchForms>> {
  const rows = await db
    .selectFrom('batch')
    .where('survey_id', '=', surveyId)
    .select(['id', 'form_count as valid'])
    .execute()
  const voids = new Map(await countVoidPapers(db, surveyId))
  return new Map(rows.map(({ id, valid }) => [id, { valid, void: voids.get(id) ?? 0 }]))
}

/**
 * Papers of which only void forms are in the file, each once however often it was made void. One that its keyer took back
 * to the desk is none: it is being keyed, or was given up and is missing.
 */
async function countVoidPapers(db: Db, surveyId: number): Promise<[batchId: number, count: number][]> {
  const rows = await db
    .selectFrom('response')
    .where('survey_id', '=', surveyId)
    .where(isVoidPaper)
    .groupBy('batch_id')
    .select(['batch_id as batchId', sql<number>`count(distinct serial)`.as('count')])
    .execute()
  return rows.map(({ batchId, count }) => [batchId, count])
}

/** A void form whose serial was not keyed anew, and whose last revision is not its keyer's taking it back. */
function isVoidPaper(e: ExpressionBuilder<Database, 'response'>) {
  const anew = e
    .selectFrom('response as anew')
    .select('anew.id')
    .whereRef('anew.survey_id', '=', 'response.survey_id')
    .whereRef('anew.serial', '=', 'response.serial')
    .where(sql<boolean>`anew.state = 'valid'`)
  const undo = e
    .selectFrom('response_revision as u')
    .select('u.rev')
    .whereRef('u.survey_id', '=', 'response.survey_id')
    .whereRef('u.response_id', '=', 'response.id')
    .whereRef('u.rev', '=', 'response.rev')
    .where('u.kind', '=', 'undo')
  return e.and([sql<boolean>`response.state = 'void'`, e.not(e.exists(anew)), e.not(e.exists(undo))])
}

/** The figures of countBatch (verification-batch-repository) for every batch of a survey. */
export async function countVerificationsByBatch(
  db: Db,
  surveyId: number,
): Promise<ReadonlyMap<number, BatchVerifications>> {
  const rows = await db
    .selectFrom('batch')
    .where('survey_id', '=', surveyId)
    .select(['id', 'verify_plan as plan', 'verified_count as verified', 'whole_count as whole'])
    .select(['differing_count as differs', 'unmatched_count as unmatched'])
    .execute()
  return new Map(
    rows.map(({ id, plan, verified, whole, ...counts }) => [
      id,
      { ...counts, verified: plan === 'all' ? whole : verified },
    ]),
  )
}

/** Serials of the papers of a batch that has a code (of the one without, none), as papersKeyed counts them, in their order as texts. */
export async function listBatchSerials(db: Db, surveyId: number, batchId: number): Promise<string[]> {
  const rows = await db
    .selectFrom('response')
    .where('survey_id', '=', surveyId)
    .where('batch_id', '=', batchId)
    .where(IS_NAMED)
    .where((e) => e.or([e('state', '=', 'valid'), isVoidPaper(e)]))
    .select('serial')
    .distinct()
    .orderBy('serial')
    .execute()
  return rows.map(({ serial }) => serial)
}

/** What holds a batch in place: a form of it in any state, a second keying, forms printed for it. */
export async function countHolding(
  db: Db,
  surveyId: number,
  { id, code, createdAtMs }: Pick<Batch, 'id' | 'code' | 'createdAtMs'>,
): Promise<{ readonly forms: number; readonly verifications: number; readonly printed: number }> {
  const counted = sql<number>`count(*)`.as('count')
  const forms = await db
    .selectFrom('response')
    .where('survey_id', '=', surveyId)
    .where('batch_id', '=', id)
    .where(IS_NAMED)
    .select(counted)
    .executeTakeFirstOrThrow()
  const verifications = await db
    .selectFrom('verification')
    .where('survey_id', '=', surveyId)
    .where('batch_id', '=', id)
    .select(counted)
    .executeTakeFirstOrThrow()
  const printed = await db
    .selectFrom('print_run')
    .where('survey_id', '=', surveyId)
    .where('batch', '=', code)
    .where('state', '=', 'printed')
    .where('printed_at_ms', '>=', createdAtMs)
    .select((e) => e.fn.sum<number | null>('form_count').as('count'))
    .executeTakeFirstOrThrow()
  return { forms: forms.count, verifications: verifications.count, printed: printed.count ?? 0 }
}

/** Batches whose range can hold a serial: as texts, between its ends. The caller looks closer (core/batch). */
export async function listRangesAround(
  db: Db,
  surveyId: number,
  serial: string,
): Promise<{ id: number; first: string; last: string }[]> {
  return db
    .selectFrom('batch')
    .where('survey_id', '=', surveyId)
    .where('first_serial', '<=', serial)
    .where('last_serial', '>=', serial)
    .select(['id', 'first_serial as first', 'last_serial as last'])
    .execute()
}

/** Of every operator's half-keyed forms in a survey; see draft-repository. */
export async function listDraftContents(db: Db, surveyId: number): Promise<string[]> {
  const rows = await db.selectFrom('draft').where('survey_id', '=', surveyId).select('content').execute()
  return rows.map(({ content }) => content)
}
