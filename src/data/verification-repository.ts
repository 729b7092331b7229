import { type Insertable, type RawBuilder, type Selectable, sql } from 'kysely'
import { countFirstErrors } from '../core/verification/sampling.ts'
import type { DifferenceTable, VerificationTable, VerifyMode } from './checking-tables.ts'
import type { Db } from './db.ts'

/** A form keyed a second time. */
export interface Verification {
  readonly surveyId: number
  readonly id: string
  readonly serial: string
  readonly batchId: number
  /** Null while no first keying with this serial is known; of `unmatched` the void form that it was compared with. */
  readonly responseId: string | null
  readonly mode: VerifyMode
  readonly scope: 'whole' | 'identifiers'
  readonly state: 'unmatched' | 'differs' | 'agreed' | 'settled'
  readonly firstOperatorId: number | null
  readonly operatorId: number
  readonly surveyVersionId: number
  /** JSON of the header, as the second keyer keyed it. */
  readonly header: string
  /** Empty where only the identifiers were keyed. */
  readonly record: string
  readonly comparedCount: number
  readonly keyedAtMs: number
  readonly settlerId: number | null
  readonly settledAtMs: number | null
}

export interface StoredDifference {
  readonly place: string
  readonly firstValue: string
  readonly secondValue: string
  readonly settledValue: string | null
}

export async function findVerification(db: Db, surveyId: number, id: string): Promise<Verification | null> {
  const row = await db
    .selectFrom('verification')
    .selectAll()
    .where('survey_id', '=', surveyId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row === undefined ? null : verificationOf(row)
}

/** The second keyings of a form, oldest first. */
export async function listVerificationsOf(db: Db, surveyId: number, responseId: string): Promise<Verification[]> {
  const rows = await db
    .selectFrom('verification')
    .selectAll()
    .where('survey_id', '=', surveyId)
    .where('response_id', '=', responseId)
    .orderBy('keyed_at_ms')
    .orderBy('id')
    .execute()
  return rows.map(verificationOf)
}

/** Second keyings that wait for a first one with this serial, in whichever batch. */
export async function listUnmatched(db: Db, surveyId: number, serial: string): Promise<Verification[]> {
  const rows = await db
    .selectFrom('verification')
    .selectAll()
    .where('survey_id', '=', surveyId)
    .where('serial', '=', serial)
    .where(sql<boolean>`state = 'unmatched'`) // said literally, as the partial index wants it
    .orderBy('keyed_at_ms')
    .orderBy('id')
    .execute()
  return rows.map(verificationOf)
}

/** Second keyings that wait although a first one with their serial is there, keyed by somebody else; oldest first. */
export async function listMatches(
  db: Db,
  surveyId: number,
): Promise<
  readonly {
    readonly id: string
    readonly scope: Verification['scope']
    readonly responseId: string
    readonly firstOperatorId: number
  }[]
> {
  return await db
    .selectFrom('verification as v')
    .innerJoin('response as r', (join) =>
      join.onRef('r.survey_id', '=', 'v.survey_id').onRef('r.serial', '=', 'v.serial'),
    )
    .innerJoin('response_revision as w', (join) =>
      join.onRef('w.survey_id', '=', 'r.survey_id').onRef('w.response_id', '=', 'r.id').on('w.rev', '=', 1),
    )
    .where('v.survey_id', '=', surveyId)
    .where('v.state', '=', 'unmatched')
    .where('r.state', '=', 'valid')
    .whereRef('w.operator_id', '<>', 'v.operator_id')
    .select(['v.id', 'v.scope', 'r.id as responseId', 'w.operator_id as firstOperatorId'])
    .orderBy('v.keyed_at_ms')
    .orderBy('v.id')
    .execute()
}

export async function insertVerification(db: Db, verification: Verification, texts: string): Promise<void> {
  await db
    .insertInto('verification')
    .values({ ...columnsOf(verification), texts })
    .execute()
}

/** What became of it: its match, state, count and settling; what was keyed stays. */
export async function updateVerification(db: Db, verification: Verification): Promise<void> {
  const { survey_id, id, header: _, record: __, ...columns } = columnsOf(verification)
  await db.updateTable('verification').set(columns).where('survey_id', '=', survey_id).where('id', '=', id).execute()
}

export async function listDifferences(db: Db, surveyId: number, verificationId: string): Promise<StoredDifference[]> {
  return await db
    .selectFrom('difference')
    .where('survey_id', '=', surveyId)
    .where('verification_id', '=', verificationId)
    .select(['place', 'first_value as firstValue', 'second_value as secondValue', 'settled_value as settledValue'])
    .orderBy('place')
    .execute()
}

/** The only writer of differences: it keeps their count in the second keying. */
export async function replaceDifferences(
  db: Db,
  { surveyId, id }: Pick<Verification, 'surveyId' | 'id'>,
  differences: readonly StoredDifference[],
): Promise<void> {
  await db.deleteFrom('difference').where('survey_id', '=', surveyId).where('verification_id', '=', id).execute()
  await db
    .updateTable('verification')
    .set({ first_error_count: countFirstErrors(differences) })
    .where('survey_id', '=', surveyId)
    .where('id', '=', id)
    .execute()
  const rows = differences.map(
    (one): Insertable<DifferenceTable> => ({
      survey_id: surveyId,
      verification_id: id,
      place: one.place,
      first_value: one.firstValue,
      second_value: one.secondValue,
      settled_value: one.settledValue,
    }),
  )
  if (rows.length > 0) await db.insertInto('difference').values(rows).execute()
}

/** Of a batch the verified forms of one first keyer. */
export interface StreamOf {
  readonly surveyId: number
  readonly batchId: number
  readonly firstOperatorId: number
}

/**
 * Forms of a stream verified whole since its last error, counted up to `most`: the cleanRun of core's replayStream without
 * reading the stream. Void forms count nowhere.
 */
export async function countCleanRun(db: Db, of: StreamOf, most: number): Promise<number> {
  const error = await newestFirst(db, of, sql`first_error_count > 0`, null).limit(1).executeTakeFirst()
  const clean = await newestFirst(db, of, sql`scope = 'whole'`, error ?? null)
    .limit(most)
    .execute()
  return clean.length
}

/** `condition`: that of a partial index, said literally. */
function newestFirst(
  db: Db,
  of: StreamOf,
  condition: RawBuilder<unknown>,
  after: { keyedAtMs: number; id: string } | null,
) {
  return db
    .selectFrom('verification as v')
    .where('survey_id', '=', of.surveyId)
    .where('batch_id', '=', of.batchId)
    .where('first_operator_id', '=', of.firstOperatorId)
    .where('state', '<>', 'unmatched')
    .where(sql<boolean>`${condition}`)
    .$if(after !== null, (query) =>
      query.where((e) => e(e.refTuple('keyed_at_ms', 'id'), '>', e.tuple(after?.keyedAtMs ?? 0, after?.id ?? ''))),
    )
    .where((e) =>
      e.exists(
        e
          .selectFrom('response as r')
          .whereRef('r.survey_id', '=', 'v.survey_id')
          .whereRef('r.id', '=', 'v.response_id')
          .where('r.state', '=', 'valid')
          .select('r.id'),
      ),
    )
    .select(['keyed_at_ms as keyedAtMs', 'id'])
    .orderBy('keyed_at_ms', 'desc')
    .orderBy('id', 'desc')
}

export interface OpenDifference {
  readonly id: string
  readonly serial: string
  readonly batchId: number
  readonly firstOperatorId: number
  readonly operatorId: number
  readonly differenceCount: number
  readonly keyedAtMs: number
}

/** Pairs of keyings that differ and wait for a third person, by batch and serial; of one batch when given. */
export async function listOpenDifferences(db: Db, surveyId: number, batchId: number | null): Promise<OpenDifference[]> {
  const rows = await db
    .selectFrom('verification as v')
    .innerJoin('response as r', (join) =>
      join.onRef('r.survey_id', '=', 'v.survey_id').onRef('r.id', '=', 'v.response_id'),
    )
    .where('v.survey_id', '=', surveyId)
    .$if(batchId !== null, (query) => query.where('v.batch_id', '=', batchId ?? 0))
    .where('v.state', '=', 'differs')
    .where('r.state', '=', 'valid')
    .select((e) => [
      ...(['v.id', 'v.serial', 'v.batch_id as batchId', 'v.operator_id as operatorId'] as const),
      ...(['v.first_operator_id as firstOperatorId', 'v.keyed_at_ms as keyedAtMs'] as const),
      e
        .selectFrom('difference as d')
        .whereRef('d.survey_id', '=', 'v.survey_id')
        .whereRef('d.verification_id', '=', 'v.id')
        .where('d.settled_value', 'is', null)
        .select((c) => c.fn.countAll<number>().as('count'))
        .as('differenceCount'),
    ])
    .orderBy('v.batch_id')
    .orderBy('v.serial')
    .execute()
  return rows.map(({ firstOperatorId, differenceCount, ...row }) => ({
    ...row,
    firstOperatorId: firstOperatorId ?? 0,
    differenceCount: differenceCount ?? 0,
  }))
}

function columnsOf(v: Verification): Omit<Insertable<VerificationTable>, 'texts'> {
  return {
    survey_id: v.surveyId,
    id: v.id,
    serial: v.serial,
    batch_id: v.batchId,
    response_id: v.responseId,
    mode: v.mode,
    scope: v.scope,
    state: v.state,
    first_operator_id: v.firstOperatorId,
    operator_id: v.operatorId,
    survey_version_id: v.surveyVersionId,
    header: v.header,
    record: v.record,
    compared_count: v.comparedCount,
    keyed_at_ms: v.keyedAtMs,
    settler_id: v.settlerId,
    settled_at_ms: v.settledAtMs,
  }
}

export function verificationOf(row: Omit<Selectable<VerificationTable>, 'texts'>): Verification {
  return {
    surveyId: row.survey_id,
    id: row.id,
    serial: row.serial,
    batchId: row.batch_id,
    responseId: row.response_id,
    mode: row.mode,
    scope: row.scope,
    state: row.state,
    firstOperatorId: row.first_operator_id,
    operatorId: row.operator_id,
    surveyVersionId: row.survey_version_id,
    header: row.header,
    record: row.record,
    comparedCount: row.compared_count,
    keyedAtMs: row.keyed_at_ms,
    settlerId: row.settler_id,
    settledAtMs: row.settled_at_ms,
  }
}
