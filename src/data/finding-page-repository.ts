import { sql } from 'kysely'
import type { Detail } from '../core/quality/finding.ts'
import type { FindingState } from '../core/quality/reconcile.ts'
import type { Db } from './db.ts'
import { detailOf } from './quality-repository.ts'
import { isSealedFor } from './sealed-repository.ts'

export interface FindingFilter {
  readonly rules: readonly string[]
  readonly state?: FindingState | undefined
  readonly batchId?: number | undefined
  readonly responseId?: string | undefined
  /** Leaves out the forms whose answers are kept from this operator: a finding tells of them. */
  readonly sealedFor?: number | undefined
}

/** A finding as it is listed, with the keys of its form; those are null or 0 where it is of no single form. */
export interface FindingRow {
  readonly rule: string
  readonly responseId: string
  readonly place: string
  readonly detail: Detail
  readonly state: FindingState
  readonly reason: string
  readonly operatorName: string
  readonly foundAtMs: number
  readonly settledAtMs: number | null
  readonly serial: string | null
  readonly rev: number | null
  readonly agencyId: number
  readonly batchId: number
}

/** By rule and state: how many. `sealedFor`: as in FindingFilter. */
export async function countFindings(
  db: Db,
  surveyId: number,
  sealedFor?: number,
): Promise<readonly { readonly rule: string; readonly state: FindingState; readonly count: number }[]> {
  const all = db
    .selectFrom('finding as f')
    .where('f.survey_id', '=', surveyId)
    .groupBy(['f.rule', 'f.state'])
    .select((e) => ['f.rule', 'f.state', e.fn.countAll<number>().as('count')])
  const readable = sealedFor === undefined ? all : all.where((e) => e.not(e.exists(sealedForm(db, sealedFor))))
  return readable.execute()
}

/** A page of a survey's findings by rule, serial and place, with the count of all that match. */
export async function pageFindings(
  db: Db,
  surveyId: number,
  filter: FindingFilter,
  page: { readonly offset: number; readonly limit: number },
): Promise<{ total: number; rows: FindingRow[] }> {
  if (filter.rules.length === 0) return { total: 0, rows: [] }
  const matching = applyFilter(db, selectJoined(db, surveyId), filter)
  const { total } = await matching.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await matching
    .leftJoin('operator as o', 'o.id', 'f.operator_id')
    .select([
      'f.rule',
      'f.response_id',
      'f.place',
      'f.detail',
      'f.state',
      'f.reason',
      'f.found_at_ms',
      'f.settled_at_ms',
    ])
    .select(['o.name', 'r.serial', 'r.rev', 'r.agency_id', 'r.batch_id'])
    .orderBy('f.rule')
    .orderBy((e) => e.fn.coalesce('r.serial', e.val('')))
    .orderBy('f.response_id')
    .orderBy('f.place')
    .limit(page.limit)
    .offset(page.offset)
    .execute()
  return {
    total,
    rows: rows.map((row) => ({
      rule: row.rule,
      responseId: row.response_id,
      place: row.place,
      detail: detailOf(row.detail),
      state: row.state,
      reason: row.reason,
      operatorName: row.name ?? '',
      foundAtMs: row.found_at_ms,
      settledAtMs: row.settled_at_ms,
      serial: row.serial,
      rev: row.rev,
      agencyId: row.agency_id ?? 0,
      batchId: row.batch_id ?? 0,
    })),
  }
}

function selectJoined(db: Db, surveyId: number) {
  return db
    .selectFrom('finding as f')
    .leftJoin('response as r', (join) =>
      join.onRef('r.survey_id', '=', 'f.survey_id').onRef('r.id', '=', 'f.response_id'),
    )
    .where('f.survey_id', '=', surveyId)
}

type Joined = ReturnType<typeof selectJoined>

function applyFilter(db: Db, query: Joined, { rules, state, batchId, responseId, sealedFor }: FindingFilter): Joined {
  let narrowed = query.where('f.rule', 'in', rules)
  if (state !== undefined) narrowed = narrowed.where('f.state', '=', state)
  if (responseId !== undefined) narrowed = narrowed.where('f.response_id', '=', responseId)
  if (batchId !== undefined) narrowed = narrowed.where('r.batch_id', '=', batchId)
  return sealedFor === undefined ? narrowed : narrowed.where((e) => e.not(e.exists(sealedForm(db, sealedFor))))
}

/** A row where the form of finding `f` is kept from this operator. */
function sealedForm(db: Db, operatorId: number) {
  return db
    .selectFrom('response as r')
    .where('r.survey_id', '=', sql.ref<number>('f.survey_id'))
    .where('r.id', '=', sql.ref<string>('f.response_id'))
    .where((e) => isSealedFor(e, operatorId))
    .select(sql.lit(1).as('one'))
}
