import { type Selectable, sql } from 'kysely'
import type { Db } from './db.ts'
import type { PrintRunTable } from './response-tables.ts'

/** Copies of a form printed in one go: `formCount` consecutive numbers from `firstNumber` on. */
export interface PrintRun {
  readonly surveyId: number
  readonly firstNumber: number
  readonly formCount: number
  /** Free text of the office, empty for none. */
  readonly batch: string
  readonly questionnaireVersionId: number
  readonly layoutRevision: number
  readonly variant: string
  readonly state: 'printed' | 'cancelled'
  readonly operatorId: number
  readonly printedAtMs: number
}

/**
 * The first number that no run of the questionnaire has taken, in whichever of its versions and for whichever survey,
 * cancelled runs included; from 1. A page's code names the questionnaire and not the survey, so that two surveys that
 * shared numbers could not be told apart once their forms lie in one heap.
 */
export async function nextPrintNumber(db: Db, questionnaireVersionId: number): Promise<number> {
  const { last } = await db
    .selectFrom('print_run as r')
    .innerJoin('questionnaire_version as q', 'q.id', 'r.questionnaire_version_id')
    .innerJoin('questionnaire_version as asked', 'asked.code', 'q.code')
    .where('asked.id', '=', questionnaireVersionId)
    .select((eb) => eb.fn.max<number | null>(sql`r.first_number + r.form_count - 1`).as('last'))
    .executeTakeFirstOrThrow()
  return (last ?? 0) + 1
}

/** Whether forms were ever printed for a survey; a cancelled run counts, some of its pages may be in the field. */
export async function hasPrintedForms(db: Db, surveyId: number): Promise<boolean> {
  const run = await db
    .selectFrom('print_run')
    .select('first_number')
    .where('survey_id', '=', surveyId)
    .limit(1)
    .executeTakeFirst()
  return run !== undefined
}

/** A run that took a number, of the survey or of another one on the same questionnaire. */
export interface PrintOf {
  readonly surveyId: number
  readonly surveyName: string
  /** Which of that survey's versions was printed. */
  readonly surveyVersionId: number
  readonly version: number
  /** Code of the batch it was printed for, empty for none. */
  readonly batch: string
}

/** Who printed a number: every run over it of surveys on the same questionnaire. */
export async function findPrintsOf(db: Db, surveyId: number, number: number): Promise<PrintOf[]> {
  const code = db
    .selectFrom('survey as own')
    .innerJoin('questionnaire_version as q', 'q.id', 'own.questionnaire_version_id')
    .where('own.id', '=', surveyId)
    .select('q.code')
  return db
    .selectFrom('print_run as p')
    .innerJoin('survey as s', 's.id', 'p.survey_id')
    .innerJoin('questionnaire_version as v', 'v.id', 'p.questionnaire_version_id')
    .innerJoin('survey_version as sv', (join) =>
      join.onRef('sv.survey_id', '=', 'p.survey_id').onRef('sv.questionnaire_version_id', '=', 'v.id'),
    )
    .where('v.code', '=', code)
    .where('p.first_number', '<=', number)
    .where((e) => e(e('p.first_number', '+', e.ref('p.form_count')), '>', number))
    .select(['p.survey_id as surveyId', 's.name as surveyName', 'sv.id as surveyVersionId', 'v.version', 'p.batch'])
    .execute()
}

export async function insertPrintRun(db: Db, run: PrintRun): Promise<void> {
  await db
    .insertInto('print_run')
    .values({
      survey_id: run.surveyId,
      first_number: run.firstNumber,
      form_count: run.formCount,
      batch: run.batch,
      questionnaire_version_id: run.questionnaireVersionId,
      layout_revision: run.layoutRevision,
      variant: run.variant,
      state: run.state,
      operator_id: run.operatorId,
      printed_at_ms: run.printedAtMs,
    })
    .execute()
}

/** The run has come out whole. */
export async function markPrinted(db: Db, { surveyId, firstNumber }: PrintRun): Promise<void> {
  await db
    .updateTable('print_run')
    .set({ state: 'printed' })
    .where('survey_id', '=', surveyId)
    .where('first_number', '=', firstNumber)
    .execute()
}

export interface ListedRun extends PrintRun {
  readonly operator: string
  /** Of the questionnaire. */
  readonly version: number
}

/** Newest first. */
export async function listPrintRuns(db: Db, surveyId: number): Promise<ListedRun[]> {
  const rows = await db
    .selectFrom('print_run as r')
    .innerJoin('operator as o', 'o.id', 'r.operator_id')
    .innerJoin('questionnaire_version as q', 'q.id', 'r.questionnaire_version_id')
    .where('r.survey_id', '=', surveyId)
    .selectAll('r')
    .select(['o.name as operator', 'q.version as version'])
    .orderBy('r.first_number', 'desc')
    .execute()
  return rows.map(({ operator, version, ...row }) => ({ ...runOf(row), operator, version }))
}

/** What came out of the printer for the batches of a survey, the first printed first. Cancelled runs are not in it. */
export async function listBatchRuns(db: Db, surveyId: number): Promise<PrintRun[]> {
  const rows = await db
    .selectFrom('print_run')
    .selectAll()
    .where('survey_id', '=', surveyId)
    .where('batch', '<>', '')
    .where('state', '=', 'printed')
    .orderBy('first_number')
    .execute()
  return rows.map(runOf)
}

/** Which of a questionnaire version's page maps. */
export interface PageMapKey {
  readonly questionnaireVersionId: number
  readonly layoutRevision: number
  readonly variant: string
}

/** The map as it was kept, JSON; null where that was never printed. */
export async function findPageMap(db: Db, key: PageMapKey): Promise<string | null> {
  const row = await db
    .selectFrom('page_map')
    .select('map')
    .where('questionnaire_version_id', '=', key.questionnaireVersionId)
    .where('layout_revision', '=', key.layoutRevision)
    .where('variant', '=', key.variant)
    .executeTakeFirst()
  return row?.map ?? null
}

export async function insertPageMap(db: Db, key: PageMapKey, map: string): Promise<void> {
  await db
    .insertInto('page_map')
    .values({
      questionnaire_version_id: key.questionnaireVersionId,
      layout_revision: key.layoutRevision,
      variant: key.variant,
      map,
    })
    .execute()
}

function runOf(row: Selectable<PrintRunTable>): PrintRun {
  return {
    surveyId: row.survey_id,
    firstNumber: row.first_number,
    formCount: row.form_count,
    batch: row.batch,
    questionnaireVersionId: row.questionnaire_version_id,
    layoutRevision: row.layout_revision,
    variant: row.variant,
    state: row.state,
    operatorId: row.operator_id,
    printedAtMs: row.printed_at_ms,
  }
}
