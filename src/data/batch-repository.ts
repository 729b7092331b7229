import type { Insertable, Selectable } from 'kysely'
import type { BatchTable, VerifyMode, VerifyPlan } from './checking-tables.ts'
import type { Db } from './db.ts'

/** The batch of every survey that has no code: it takes what belongs to no other. */
export const FIRST_BATCH = 1

export interface NewBatch {
  /** Empty of the first batch only. */
  readonly code: string
  readonly name: string
  /** Whose forms these are: of the unit table, or null. */
  readonly unitId: number | null
  readonly expectedCount: number | null
  /** The range of serials, both ends included; empty = none known. */
  readonly firstSerial: string
  readonly lastSerial: string
  readonly verifyMode: VerifyMode
  /** Which forms are keyed a second time whole; identifiers always are. */
  readonly verifyPlan: VerifyPlan
  /** Of `csp1`: so many clean forms one after another, then this share of them (0-1). */
  readonly cspClean: number
  readonly cspShare: number
}

export interface Batch extends NewBatch {
  /** Small integer within the survey, from 1. */
  readonly id: number
  readonly createdAtMs: number
}

export const NEW_BATCH: NewBatch = {
  code: '',
  name: '',
  unitId: null,
  expectedCount: null,
  firstSerial: '',
  lastSerial: '',
  verifyMode: 'dependent',
  verifyPlan: 'none',
  cspClean: 30,
  cspShare: 0.1,
}

/** In the order they were made, the first batch first. */
export async function listBatches(db: Db, surveyId: number): Promise<Batch[]> {
  const rows = await db.selectFrom('batch').selectAll().where('survey_id', '=', surveyId).orderBy('id').execute()
  return rows.map(batchOf)
}

export async function findBatch(db: Db, surveyId: number, id: number): Promise<Batch | null> {
  const row = await db
    .selectFrom('batch')
    .selectAll()
    .where('survey_id', '=', surveyId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row === undefined ? null : batchOf(row)
}

export async function findBatchByCode(db: Db, surveyId: number, code: string): Promise<Batch | null> {
  const row = await db
    .selectFrom('batch')
    .selectAll()
    .where('survey_id', '=', surveyId)
    .where('code', '=', code)
    .executeTakeFirst()
  return row === undefined ? null : batchOf(row)
}

/** Within the caller's transaction, which holds the only connection: the next number is nobody else's. */
export async function insertBatch(db: Db, surveyId: number, batch: NewBatch, createdAtMs: number): Promise<number> {
  const { next } = await db
    .updateTable('survey')
    .set((e) => ({ next_batch_id: e('next_batch_id', '+', 1) }))
    .where('id', '=', surveyId)
    .returning('next_batch_id as next')
    .executeTakeFirstOrThrow()
  const id = next - 1
  await db
    .insertInto('batch')
    .values({ survey_id: surveyId, id, created_at_ms: createdAtMs, ...columnsOf(batch) })
    .execute()
  return id
}

export async function updateBatch(
  db: Db,
  surveyId: number,
  { id, ...batch }: Omit<Batch, 'createdAtMs'>,
): Promise<void> {
  await db.updateTable('batch').set(columnsOf(batch)).where('survey_id', '=', surveyId).where('id', '=', id).execute()
}

/** The caller has seen that no form belongs to it. */
export async function deleteBatch(db: Db, surveyId: number, id: number): Promise<void> {
  await db.deleteFrom('batch').where('survey_id', '=', surveyId).where('id', '=', id).execute()
}

function columnsOf(batch: NewBatch): Omit<Insertable<BatchTable>, 'survey_id' | 'id' | 'created_at_ms'> {
  return {
    code: batch.code,
    name: batch.name,
    unit_id: batch.unitId,
    expected_count: batch.expectedCount,
    first_serial: batch.firstSerial,
    last_serial: batch.lastSerial,
    verify_mode: batch.verifyMode,
    verify_plan: batch.verifyPlan,
    csp_clean: batch.cspClean,
    csp_share: batch.cspShare,
  }
}

function batchOf(row: Selectable<BatchTable>): Batch {
  return {
    id: row.id,
    createdAtMs: row.created_at_ms,
    code: row.code,
    name: row.name,
    unitId: row.unit_id,
    expectedCount: row.expected_count,
    firstSerial: row.first_serial,
    lastSerial: row.last_serial,
    verifyMode: row.verify_mode,
    verifyPlan: row.verify_plan,
    cspClean: row.csp_clean,
    cspShare: row.csp_share,
  }
}
