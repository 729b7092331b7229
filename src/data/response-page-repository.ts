import { type Expression, type ExpressionBuilder, type SelectQueryBuilder, sql } from 'kysely'
import type { Db } from './db.ts'
import { responseOf, type StoredResponse } from './response-repository.ts'
import type { Database } from './tables.ts'

export interface ResponseFilter {
  /** Part of the serial, as typed. */
  readonly text?: string | undefined
  readonly agencyId?: number | undefined
  readonly sectorId?: number | undefined
  readonly groupId?: number | undefined
  readonly batchId?: number | undefined
  /** Who keyed or imported the form: the operator of its first revision, whoever changed it since. */
  readonly keyerId?: number | undefined
  readonly state?: 'valid' | 'void' | undefined
  readonly savedFromMs?: number | undefined
  /** Included. */
  readonly savedToMs?: number | undefined
  /** Only forms with findings that nobody settled yet. */
  readonly isFlagged?: boolean | undefined
}

export interface PageOf {
  readonly sort: 'savedAtMs' | 'serial'
  readonly isDescending: boolean
  readonly offset: number
  readonly limit: number
}

export interface ResponsePage {
  readonly total: number
  readonly rows: readonly (StoredResponse & ResponsePeople)[]
}

export interface ResponsePeople {
  /** Whose the first revision is. */
  readonly keyerName: string
  /** The first revision came from a file. */
  readonly isImported: boolean
  /** Whose the last revision is. */
  readonly editorName: string
  /** Void because its keyer took it back. */
  readonly isUndone: boolean
}

const SORT_COLUMNS = { savedAtMs: 'response.saved_at_ms', serial: 'response.serial' } as const

/** One page of a survey's responses, in a total order (ties by id), with the count of all that match. */
export async function pageResponses(
  db: Db,
  surveyId: number,
  filter: ResponseFilter,
  page: PageOf,
): Promise<ResponsePage> {
  const matching = applyFilter(db.selectFrom('response').where('response.survey_id', '=', surveyId), filter)
  const { total } = await matching.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const direction = page.isDescending ? 'desc' : 'asc'
  const rows = await matching
    .innerJoin('operator as editor', 'editor.id', 'response.operator_id')
    .leftJoin('operator as keyer', 'keyer.id', 'response.first_operator_id')
    .selectAll('response')
    .select(['keyer.name as keyerName', 'editor.name as editorName'])
    .select((e) => revisionOf(e, e.val(1)).select('v.kind').as('firstKind'))
    .select((e) => revisionOf(e, e.ref('response.rev')).select('v.kind').as('lastKind'))
    .orderBy(SORT_COLUMNS[page.sort], direction)
    .orderBy('response.id', direction)
    .limit(page.limit)
    .offset(page.offset)
    .execute()
  return {
    total,
    rows: rows.map(({ keyerName, firstKind, editorName, lastKind, ...row }) => ({
      ...responseOf(row),
      keyerName: keyerName ?? '',
      isImported: firstKind === 'import',
      editorName,
      isUndone: row.state === 'void' && lastKind === 'undo',
    })),
  }
}

/** One revision of the row's form, by the index of the log. */
function revisionOf(e: ExpressionBuilder<Database, 'response'>, rev: Expression<number>) {
  return e
    .selectFrom('response_revision as v')
    .whereRef('v.survey_id', '=', 'response.survey_id')
    .whereRef('v.response_id', '=', 'response.id')
    .where('v.rev', '=', rev)
    .limit(1)
}

type Query = SelectQueryBuilder<Database, 'response', object>

function applyFilter(query: Query, filter: ResponseFilter): Query {
  let narrowed = query
  const equal = {
    agency_id: filter.agencyId,
    sector_id: filter.sectorId,
    group_id: filter.groupId,
    first_operator_id: filter.keyerId,
    state: filter.state,
  }
  for (const [column, value] of Object.entries(equal)) {
    if (value !== undefined) narrowed = narrowed.where(sql.ref(`response.${column}`), '=', value)
  }
  if (filter.batchId !== undefined) narrowed = narrowed.where('response.batch_id', '=', filter.batchId)
  // Said literally, as the partial index of batches wants it.
  if (filter.batchId !== undefined && filter.batchId > 1) narrowed = narrowed.where(sql<boolean>`response.batch_id > 1`)
  if (filter.savedFromMs !== undefined) narrowed = narrowed.where('response.saved_at_ms', '>=', filter.savedFromMs)
  if (filter.savedToMs !== undefined) narrowed = narrowed.where('response.saved_at_ms', '<=', filter.savedToMs)
  if (filter.isFlagged) {
    narrowed = narrowed.where((e) =>
      e.exists(
        e
          .selectFrom('finding')
          .whereRef('finding.survey_id', '=', 'response.survey_id')
          .whereRef('finding.response_id', '=', 'response.id')
          .where('finding.state', '=', 'open')
          .select('finding.rule'),
      ),
    )
  }
  // Not LIKE: % and _ are ordinary characters of a serial, and its case folding knows ASCII only.
  if (filter.text) narrowed = narrowed.where(sql<number>`instr(response.serial, ${filter.text})`, '>', 0)
  return narrowed
}
