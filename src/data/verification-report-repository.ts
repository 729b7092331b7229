import { FIRST_BATCH } from './batch-repository.ts'
import type { VerifyMode } from './checking-tables.ts'
import type { Db } from './db.ts'
import type { StoredDifference, Verification } from './verification-repository.ts'

/** Of one batch, or of the whole survey (null). */
export interface VerifiedOf {
  readonly surveyId: number
  readonly batchId: number | null
}

/** The second keyings that figures are of: put beside a first keying whose form is valid, whether it differs or not. */
function counted(db: Db, { surveyId, batchId }: VerifiedOf) {
  return db
    .selectFrom('verification as v')
    .innerJoin('response as r', (join) =>
      join.onRef('r.survey_id', '=', 'v.survey_id').onRef('r.id', '=', 'v.response_id'),
    )
    .where('v.survey_id', '=', surveyId)
    .$if(batchId !== null, (query) => query.where('v.batch_id', '=', batchId ?? 0))
    .where('v.state', '<>', 'unmatched')
    .where('r.state', '=', 'valid')
}

export interface SecondKeying {
  readonly id: string
  readonly serial: string
  readonly batchId: number
  readonly mode: VerifyMode
  readonly scope: Verification['scope']
  readonly state: Verification['state']
  readonly firstOperatorId: number
  /** JSON of the header. */
  readonly header: string
  readonly record: string
  readonly surveyVersionId: number
  /** By which version the form itself is laid out. */
  readonly firstVersionId: number
  readonly differences: readonly StoredDifference[]
}

/** The second keyings that count, in the order keyed, with their differences. */
export async function listSecondKeyings(db: Db, of: VerifiedOf): Promise<SecondKeying[]> {
  const rows = await counted(db, of)
    .select(['v.id', 'v.serial', 'v.batch_id as batchId', 'v.mode', 'v.scope', 'v.state', 'v.header', 'v.record'])
    .select(['v.first_operator_id as firstOperatorId', 'v.survey_version_id as surveyVersionId'])
    .select('r.survey_version_id as firstVersionId')
    .orderBy('v.keyed_at_ms')
    .orderBy('v.id')
    .execute()
  const differences = Map.groupBy(await listDifferencesOf(db, of), (row) => row.verificationId)
  return rows.map((row) => ({
    ...row,
    firstOperatorId: row.firstOperatorId ?? 0, // not null beside a first keying
    differences: differences.get(row.id) ?? NONE,
  }))
}

const NONE: readonly StoredDifference[] = []

function differing(db: Db, of: VerifiedOf) {
  return counted(db, of).innerJoin('difference as d', (join) =>
    join.onRef('d.survey_id', '=', 'v.survey_id').onRef('d.verification_id', '=', 'v.id'),
  )
}

async function listDifferencesOf(db: Db, of: VerifiedOf) {
  return await differing(db, of)
    .select(['d.verification_id as verificationId', 'd.place', 'd.first_value as firstValue'])
    .select(['d.second_value as secondValue', 'd.settled_value as settledValue'])
    .execute()
}

/** What one person keyed of forms keyed twice, and how much of it was found wrong. */
export interface KeyerTally {
  readonly operatorId: number
  /** As the first keyer, or as the second. */
  readonly as: 'first' | 'second'
  readonly forms: number
  /** Places that agree or are settled. */
  readonly compared: number
  /** Places settled to another value than theirs; both keyers may have been wrong. */
  readonly errors: number
  /** Places that differ and are not settled: nobody's error yet. */
  readonly open: number
}

const KEYED_BY = {
  first: { keyer: 'v.first_operator_id', value: 'd.first_value' },
  second: { keyer: 'v.operator_id', value: 'd.second_value' },
} as const

/** Of everybody, or of one person; first keyers before second ones, by id. */
export async function tallyKeyers(db: Db, of: VerifiedOf, operatorId: number | null = null): Promise<KeyerTally[]> {
  return [...(await tallyAs(db, of, operatorId, 'first')), ...(await tallyAs(db, of, operatorId, 'second'))]
}

async function tallyAs(db: Db, of: VerifiedOf, operatorId: number | null, as: KeyerTally['as']): Promise<KeyerTally[]> {
  const { keyer, value } = KEYED_BY[as]
  const keyed = await counted(db, of)
    .$if(operatorId !== null, (query) => query.where(keyer, '=', operatorId))
    .groupBy(keyer)
    .select([`${keyer} as operatorId`])
    .select((e) => [e.fn.countAll<number>().as('forms'), e.fn.sum<number>('v.compared_count').as('compared')])
    .orderBy(keyer)
    .execute()
  const wrong = await differing(db, of)
    .where((e) => e.or([e('d.settled_value', 'is', null), e('d.settled_value', '<>', e.ref(value))]))
    .groupBy(keyer)
    .select([`${keyer} as operatorId`])
    .select((e) => [e.fn.countAll<number>().as('all'), e.fn.count<number>('d.settled_value').as('errors')])
    .execute()
  const wrongOf = new Map(wrong.map((row) => [row.operatorId, row]))
  return keyed.map(({ operatorId, forms, compared }) => {
    const { all, errors } = wrongOf.get(operatorId) ?? { all: 0, errors: 0 }
    const open = all - errors
    return { operatorId: operatorId ?? 0, as, forms, compared: compared - open, errors, open } // null beside no first keying
  })
}

/** Second keyings whose first isn't there yet, in the order keyed. */
export async function listWaiting(
  db: Db,
  { surveyId, batchId }: VerifiedOf,
): Promise<{ readonly serial: string; readonly batchId: number }[]> {
  return await db
    .selectFrom('verification')
    .where('survey_id', '=', surveyId)
    .$if(batchId !== null, (query) => query.where('batch_id', '=', batchId ?? 0))
    .where('state', '=', 'unmatched')
    .select(['serial', 'batch_id as batchId'])
    .orderBy('keyed_at_ms')
    .orderBy('id')
    .execute()
}

export interface UnverifiedForm {
  readonly id: string
  readonly serial: string
  readonly batchId: number
  readonly record: string
  readonly surveyVersionId: number
  readonly firstOperatorId: number
  /** Its identifiers were keyed again. */
  readonly hasIdentifiers: boolean
}

/** Valid forms not keyed again whole, by serial. */
export async function listUnverified(db: Db, { surveyId, batchId }: VerifiedOf): Promise<UnverifiedForm[]> {
  const rows = await db
    .selectFrom('response as r')
    .where('r.survey_id', '=', surveyId)
    .$if(batchId !== null, (query) => query.where('r.batch_id', '=', batchId ?? 0))
    .$if((batchId ?? 0) > FIRST_BATCH, (query) => query.where('r.batch_id', '>', FIRST_BATCH)) // by the partial index
    .where('r.state', '=', 'valid')
    .where('r.second_keyed', '<', 2)
    .select(['r.id', 'r.serial', 'r.batch_id as batchId', 'r.record', 'r.survey_version_id as surveyVersionId'])
    .select(['r.first_operator_id as firstOperatorId', 'r.second_keyed'])
    .orderBy('r.serial')
    .execute()
  return rows.map(({ second_keyed, ...form }) => ({ ...form, hasIdentifiers: second_keyed === 1 }))
}

/** Valid forms. */
export async function countKeyed(db: Db, { surveyId, batchId }: VerifiedOf): Promise<number> {
  const { count } = await db
    .selectFrom('batch')
    .where('survey_id', '=', surveyId)
    .$if(batchId !== null, (query) => query.where('id', '=', batchId ?? 0))
    .select((e) => e.fn.sum<number>('form_count').as('count'))
    .executeTakeFirstOrThrow()
  return count
}
