import { type Selectable, sql } from 'kysely'
import type { Db } from './db.ts'
import type { ResponseTable, ResponseTextTable } from './response-tables.ts'
import type { HashedRevision } from './revision-hash.ts'

/** Rows a page: each page is one statement, so that a check of a large file lets saving in between. */
const PAGE = 500

/** A revision with what its hash is of. */
export interface LoggedRevision extends HashedRevision {
  readonly sha256: string
  /** Null: its response is gone. */
  readonly currentRev: number | null
}

/** The whole log in pages, lane by lane in the order written. */
export async function* pageRevisions(db: Db): AsyncGenerator<LoggedRevision[]> {
  let last = { deviceId: '', seq: 0 }
  for (;;) {
    const page = await db
      .selectFrom('response_revision as v')
      .leftJoin('survey as s', 's.id', 'v.survey_id')
      .leftJoin('operator as o', 'o.id', 'v.operator_id')
      .leftJoin('response as r', (join) =>
        join.onRef('r.survey_id', '=', 'v.survey_id').onRef('r.id', '=', 'v.response_id'),
      )
      .where((e) => e(e.refTuple('v.device_id', 'v.seq'), '>', e.tuple(last.deviceId, last.seq)))
      .select((e) => [
        'v.device_id as deviceId',
        'v.seq',
        e.fn.coalesce('s.code', e.val('')).as('surveyCode'),
        'v.response_id as responseId',
        'v.rev',
        'v.base_rev as baseRev',
        'v.kind',
        'v.reason',
        e.fn.coalesce('o.key', e.val('')).as('operatorKey'),
        'v.at_ms as atMs',
        'v.content',
        'v.sha256',
        'v.previous_sha256 as previousSha256',
        'r.rev as currentRev',
      ])
      .orderBy('v.device_id')
      .orderBy('v.seq')
      .limit(PAGE)
      .execute()
    const end = page.at(-1)
    if (end === undefined) return
    last = end
    yield page
  }
}

/** A response with its open texts and the content of its revision in the log; null when the log has none. */
export interface FoldedResponse {
  readonly row: Selectable<ResponseTable>
  readonly texts: Readonly<Record<string, string>>
  readonly content: string | null
  /** Whether its first keyer and what of it is keyed a second time are as the log and the second keyings have them. */
  readonly isMarked: boolean
}

/** The responses of a survey in pages, by id. */
export async function* pageFoldedResponses(db: Db, surveyId: number): AsyncGenerator<FoldedResponse[]> {
  for (let lastId = ''; ; ) {
    const rows = await db
      .selectFrom('response as r')
      .leftJoin('response_revision as v', (join) =>
        join.onRef('v.survey_id', '=', 'r.survey_id').onRef('v.response_id', '=', 'r.id').onRef('v.rev', '=', 'r.rev'),
      )
      .leftJoin('response_revision as w', (join) =>
        join.onRef('w.survey_id', '=', 'r.survey_id').onRef('w.response_id', '=', 'r.id').on('w.rev', '=', 1),
      )
      .where('r.survey_id', '=', surveyId)
      .where('r.id', '>', lastId)
      .selectAll('r')
      .select(['v.content', sql<number>`${IS_MARKED}`.as('is_marked')])
      .orderBy('r.id')
      .limit(PAGE)
      .execute()
    const end = rows.at(-1)
    if (end === undefined) return
    const texts = await readTexts(db, surveyId, lastId, end.id)
    lastId = end.id
    yield rows.map(({ content, is_marked, ...row }) => ({
      ...{ row, texts: texts.get(row.id) ?? {}, content },
      isMarked: is_marked === 1,
    }))
  }
}

/** Counted anew from the second keyings of the form `r`; `w`: its first revision, that the log may have lost. */
const OF_FORM = sql`FROM verification s WHERE s.survey_id = r.survey_id AND s.response_id = r.id AND s.state <> 'unmatched'`
const IS_MARKED = sql`r.first_operator_id = coalesce(w.operator_id, r.first_operator_id)
  AND r.second_keyed = coalesce((SELECT max(CASE s.scope WHEN 'whole' THEN 2 ELSE 1 END) ${OF_FORM}), 0)
  AND r.is_differing = EXISTS (SELECT 1 ${OF_FORM} AND s.state = 'differs')`

async function readTexts(
  db: Db,
  surveyId: number,
  afterId: string,
  toId: string,
): Promise<Map<string, Record<string, string>>> {
  const rows: Selectable<ResponseTextTable>[] = await db
    .selectFrom('response_text')
    .selectAll()
    .where('survey_id', '=', surveyId)
    .where('response_id', '>', afterId)
    .where('response_id', '<=', toId)
    .execute()
  const texts = new Map<string, Record<string, string>>()
  for (const row of rows) {
    texts.set(row.response_id, { ...texts.get(row.response_id), [row.variable_code]: row.body })
  }
  return texts
}

/** Second keyings that point at no form, or whose match, state and settling contradict each other. */
export async function listStrayVerifications(db: Db): Promise<{ readonly survey: string; readonly serial: string }[]> {
  return await db
    .selectFrom('verification as v')
    .innerJoin('survey as s', 's.id', 'v.survey_id')
    .leftJoin('response as r', (join) =>
      join.onRef('r.survey_id', '=', 'v.survey_id').onRef('r.id', '=', 'v.response_id'),
    )
    .leftJoin('batch as b', (join) => join.onRef('b.survey_id', '=', 'v.survey_id').onRef('b.id', '=', 'v.batch_id'))
    .where((e) => {
      const isMatched = e('v.response_id', 'is not', null)
      const isWaiting = e('v.state', '=', 'unmatched')
      return e.or([
        e('b.id', 'is', null),
        e.and([isMatched, e('r.id', 'is', null)]),
        e.and([isMatched, isWaiting, e('r.state', '=', 'valid')]), // one of a void form waits for its serial
        e.and([e.not(isMatched), e.not(isWaiting)]),
        e.and([e('v.state', '=', 'settled'), e('v.settler_id', 'is', null)]),
      ])
    })
    .select(['s.code as survey', 'v.serial'])
    .orderBy('v.survey_id')
    .orderBy('v.id')
    .limit(PAGE)
    .execute()
}

/** Forms of batches that their survey doesn't have. */
export async function countStrayBatches(
  db: Db,
): Promise<{ readonly survey: string; readonly batch: number; readonly count: number }[]> {
  return await db
    .selectFrom('response as r')
    .innerJoin('survey as s', 's.id', 'r.survey_id')
    .leftJoin('batch as b', (join) => join.onRef('b.survey_id', '=', 'r.survey_id').onRef('b.id', '=', 'r.batch_id'))
    .where('b.id', 'is', null)
    .groupBy(['s.code', 'r.batch_id'])
    .select((e) => ['s.code as survey', 'r.batch_id as batch', e.fn.countAll<number>().as('count')])
    .orderBy('s.code')
    .orderBy('r.batch_id')
    .execute()
}

/** Batches whose counters are not what their forms and second keyings give. */
export async function listMiscounted(db: Db): Promise<{ readonly survey: string; readonly batch: string }[]> {
  const forms = db
    .selectFrom('response')
    .where('state', '=', 'valid')
    .groupBy(['survey_id', 'batch_id'])
    .select(['survey_id', 'batch_id', sql<number>`count(*)`.as('forms')])
    .select([sql<number>`sum(second_keyed > 0)`.as('verified'), sql<number>`sum(second_keyed = 2)`.as('whole')])
    .select(sql<number>`sum(is_differing)`.as('differing'))
    .as('f')
  const waiting = db
    .selectFrom('verification')
    .where('state', '=', 'unmatched')
    .groupBy(['survey_id', 'batch_id'])
    .select(['survey_id', 'batch_id', sql<number>`count(*)`.as('count')])
    .as('w')
  return await db
    .selectFrom('batch as b')
    .innerJoin('survey as s', 's.id', 'b.survey_id')
    .leftJoin(forms, (join) => join.onRef('f.survey_id', '=', 'b.survey_id').onRef('f.batch_id', '=', 'b.id'))
    .leftJoin(waiting, (join) => join.onRef('w.survey_id', '=', 'b.survey_id').onRef('w.batch_id', '=', 'b.id'))
    .where(
      sql<boolean>`(b.form_count, b.verified_count, b.whole_count, b.differing_count, b.unmatched_count)
        <> (coalesce(f.forms, 0), coalesce(f.verified, 0), coalesce(f.whole, 0), coalesce(f.differing, 0), coalesce(w.count, 0))`,
    )
    .select(['s.code as survey', 'b.code as batch'])
    .orderBy('b.survey_id')
    .orderBy('b.id')
    .execute()
}
