import { type ExpressionBuilder, type RawBuilder, sql } from 'kysely'
import { type Batch, FIRST_BATCH } from './batch-repository.ts'
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

export const NO_FORMS: BatchForms = { valid: 0, void: 0 }
export const NO_VERIFICATIONS: BatchVerifications = { verified: 0, differs: 0, unmatched: 0 }

/**
 * Keyed forms of every batch of a survey that has any. Of batches that have a code from the indexes and the few void forms
 * alone; those of the batch without one are read only where void ones are among them.
 */
export async function countFormsByBatch(db: Db, surveyId: number): Promise<ReadonlyMap<number, BatchForms>> {
  const rows = await db
    .selectFrom('response')
    .where('survey_id', '=', surveyId)
    .where(IS_NAMED)
    .groupBy('batch_id')
    .select((e) => [
      'batch_id as batchId',
      e.fn.countAll<number>().as('all'),
      sql<number>`count(case when state = 'valid' then 1 end)`.as('valid'),
    ])
    .execute()
  const inNamed = rows.reduce((sum, { all, valid }) => ({ all: sum.all + all, valid: sum.valid + valid }), NOTHING)
  const total = await countForms(db, surveyId)
  const valid = total.valid - inNamed.valid
  const hasVoid = total.all - inNamed.all > valid
  const voids = new Map([
    ...(await countVoidPapers(db, surveyId, IS_NAMED)),
    ...(hasVoid ? await countVoidPapers(db, surveyId, sql<boolean>`batch_id = ${FIRST_BATCH}`) : []),
  ])
  const all = [{ batchId: FIRST_BATCH, valid }, ...rows]
  return new Map(all.map(({ batchId, valid }) => [batchId, { valid, void: voids.get(batchId) ?? 0 }]))
}

/** Said literally, as the partial index wants it. */
const IS_NAMED = sql<boolean>`batch_id > 1`
const NOTHING = { all: 0, valid: 0 }

/**
 * Papers of which only void forms are in the file, each once however often it was made void. One that its keyer took back
 * to the desk is none: it is being keyed, or was given up and is missing.
 */
async function countVoidPapers(
  db: Db,
  surveyId: number,
  inBatch: RawBuilder<boolean>,
): Promise<[batchId: number, count: number][]> {
  const rows = await db
    .selectFrom('response')
    .where('survey_id', '=', surveyId)
    .where(inBatch)
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
    .where('anew.state', '=', 'valid')
  const undo = e
    .selectFrom('response_revision as u')
    .select('u.rev')
    .whereRef('u.survey_id', '=', 'response.survey_id')
    .whereRef('u.response_id', '=', 'response.id')
    .whereRef('u.rev', '=', 'response.rev')
    .where('u.kind', '=', 'undo')
  return e.and([e('response.state', '=', 'void'), e.not(e.exists(anew)), e.not(e.exists(undo))])
}

async function countForms(db: Db, surveyId: number): Promise<{ readonly all: number; readonly valid: number }> {
  const forms = db.selectFrom('response').where('survey_id', '=', surveyId)
  const count = forms.select((e) => e.fn.countAll<number>().as('count'))
  const all = await count.executeTakeFirstOrThrow()
  const valid = await count.where('state', '=', 'valid').executeTakeFirstOrThrow()
  return { all: all.count, valid: valid.count }
}

/** The figures of countBatch (verification-batch-repository) for every batch that has any, in one pass. */
export async function countVerificationsByBatch(
  db: Db,
  surveyId: number,
): Promise<ReadonlyMap<number, BatchVerifications>> {
  const rows = await db
    .selectFrom('verification as v')
    .innerJoin('batch as b', (join) => join.onRef('b.survey_id', '=', 'v.survey_id').onRef('b.id', '=', 'v.batch_id'))
    .leftJoin('response as r', (join) =>
      join.onRef('r.survey_id', '=', 'v.survey_id').onRef('r.id', '=', 'v.response_id'),
    )
    .where('v.survey_id', '=', surveyId)
    .where((e) => e.or([e('v.state', '=', 'unmatched'), e('r.state', '=', 'valid')]))
    .groupBy('v.batch_id')
    .select([
      'v.batch_id as batchId',
      // A form keyed again whole after its identifiers has two rows.
      sql<number>`count(distinct case when r.state = 'valid' and (b.verify_plan <> 'all' or v.scope = 'whole') then v.response_id end)`.as(
        'verified',
      ),
      sql<number>`count(distinct case when v.state = 'differs' then v.response_id end)`.as('differs'),
      sql<number>`count(case when v.state = 'unmatched' then 1 end)`.as('unmatched'),
    ])
    .execute()
  return new Map(rows.map(({ batchId, ...counts }) => [batchId, counts]))
}

/** Forms that wait for a third person, by batch: the index finds them without reading those that agree. */
export async function countDifferingByBatch(db: Db, surveyId: number): Promise<ReadonlyMap<number, number>> {
  const rows = await db
    .selectFrom('verification as v')
    .innerJoin('response as r', (join) =>
      join.onRef('r.survey_id', '=', 'v.survey_id').onRef('r.id', '=', 'v.response_id'),
    )
    .where('v.survey_id', '=', surveyId)
    .where('v.state', '=', 'differs')
    .where('r.state', '=', 'valid')
    .groupBy('v.batch_id')
    .select(['v.batch_id as batchId', sql<number>`count(distinct v.response_id)`.as('count')])
    .execute()
  return new Map(rows.map(({ batchId, count }) => [batchId, count]))
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
