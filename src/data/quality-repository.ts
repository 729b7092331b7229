import type { Selectable } from 'kysely'
import type { Detail, Finding } from '../core/quality/finding.ts'
import type { QualityRule } from '../core/quality/quality-rule.ts'
import type { Changes, FindingState, KeptFinding } from '../core/quality/reconcile.ts'
import type { FindingTable } from './checking-tables.ts'
import type { Db } from './db.ts'

/** What a survey changed of the program's rules, and its own rules, by code. */
export async function listQualityRules(db: Db, surveyId: number): Promise<QualityRule[]> {
  const rows = await db
    .selectFrom('quality_rule')
    .selectAll()
    .where('survey_id', '=', surveyId)
    .orderBy('code')
    .execute()
  return rows.map(({ code, name, condition, parameter, is_active }) => {
    return { code, name, condition, parameter, isActive: is_active === 1 }
  })
}

export async function putQualityRule(db: Db, surveyId: number, rule: QualityRule): Promise<void> {
  const { code, name, condition, parameter, isActive } = rule
  const columns = { name, condition, parameter, is_active: isActive ? (1 as const) : (0 as const) }
  await db
    .insertInto('quality_rule')
    .values({ survey_id: surveyId, code, ...columns })
    .onConflict((conflict) => conflict.columns(['survey_id', 'code']).doUpdateSet(columns))
    .execute()
}

/** Takes an own rule away with everything that it found. */
export async function deleteQualityRule(db: Db, surveyId: number, code: string): Promise<void> {
  await db.deleteFrom('finding').where('survey_id', '=', surveyId).where('rule', '=', code).execute()
  await db.deleteFrom('quality_rule').where('survey_id', '=', surveyId).where('code', '=', code).execute()
}

/** What a rule found while it was set otherwise; excuses stay. */
export async function deleteOpenFindings(db: Db, surveyId: number, rule: string): Promise<void> {
  await db
    .deleteFrom('finding')
    .where('survey_id', '=', surveyId)
    .where('rule', '=', rule)
    .where('state', '=', 'open')
    .execute()
}

/** Of a form that was taken back: it counts as never saved. */
export async function deleteFindings(db: Db, surveyId: number, responseId: string): Promise<void> {
  await db.deleteFrom('finding').where('survey_id', '=', surveyId).where('response_id', '=', responseId).execute()
}

/** Of one form, by all rules: one look into an index. */
export async function findingsOfForm(db: Db, surveyId: number, responseId: string): Promise<KeptFinding[]> {
  const rows = await selectFindings(db, surveyId).where('response_id', '=', responseId).execute()
  return rows.map(keptOf)
}

/** Of the forms with ids from `first` to `last`, both included. */
export async function findingsBetween(db: Db, surveyId: number, first: string, last: string): Promise<KeptFinding[]> {
  const rows = await selectFindings(db, surveyId)
    .where('response_id', '>=', first)
    .where('response_id', '<=', last)
    .execute()
  return rows.map(keptOf)
}

export async function findingsByRules(db: Db, surveyId: number, rules: readonly string[]): Promise<KeptFinding[]> {
  if (rules.length === 0) return []
  const rows = await selectFindings(db, surveyId).where('rule', 'in', rules).execute()
  return rows.map(keptOf)
}

function selectFindings(db: Db, surveyId: number) {
  return db
    .selectFrom('finding')
    .where('survey_id', '=', surveyId)
    .select(['rule', 'response_id', 'place', 'detail', 'basis', 'state'])
}

function keptOf(
  row: Pick<Selectable<FindingTable>, 'rule' | 'response_id' | 'place' | 'detail' | 'basis' | 'state'>,
): KeptFinding {
  const { rule, response_id: responseId, place, basis, state } = row
  return { rule, responseId, place, detail: detailOf(row.detail), basis, state }
}

/** Written by this file only. */
export function detailOf(text: string): Detail {
  return JSON.parse(text) as Detail
}

/** Rows a statement: nine values each, of 30,000. */
const ROWS = 500

/** Writes what a look changed. `operatorId`: who corrected the form; null for a run. */
export async function writeChanges(
  db: Db,
  surveyId: number,
  { opened, updated, fixed }: Changes,
  by: { readonly atMs: number; readonly operatorId: number | null },
): Promise<void> {
  for (let at = 0; at < opened.length; at += ROWS) {
    await insertOpen(db, surveyId, opened.slice(at, at + ROWS), by.atMs)
  }
  for (const finding of updated) {
    await updateOne(db, surveyId, finding)
      .set({ detail: JSON.stringify(finding.detail), basis: finding.basis })
      .execute()
  }
  const settled = { state: 'fixed' as const, operator_id: by.operatorId, settled_at_ms: by.atMs }
  for (const finding of fixed) await updateOne(db, surveyId, finding).set(settled).execute()
}

async function insertOpen(db: Db, surveyId: number, findings: readonly Finding[], atMs: number): Promise<void> {
  await db
    .insertInto('finding')
    .values(
      findings.map(({ rule, responseId, place, detail, basis }) => ({
        ...{ survey_id: surveyId, rule, response_id: responseId, place, detail: JSON.stringify(detail), basis },
        ...{ state: 'open' as const, found_at_ms: atMs },
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['survey_id', 'rule', 'response_id', 'place']).doUpdateSet((e) => ({
        ...{ detail: e.ref('excluded.detail'), basis: e.ref('excluded.basis'), state: 'open' as const, reason: '' },
        ...{ operator_id: null, found_at_ms: e.ref('excluded.found_at_ms'), settled_at_ms: null },
      })),
    )
    .execute()
}

export type FindingKey = Pick<Finding, 'rule' | 'responseId' | 'place'>

function updateOne(db: Db, surveyId: number, { rule, responseId, place }: FindingKey) {
  return db
    .updateTable('finding')
    .where('survey_id', '=', surveyId)
    .where('rule', '=', rule)
    .where('response_id', '=', responseId)
    .where('place', '=', place)
}

export interface Settlement {
  readonly state: Extract<FindingState, 'open' | 'excused'>
  readonly reason: string
  readonly operatorId: number
  readonly atMs: number
}

/** Excuses an open finding, or opens an excused one again; false where it is in another state by now. */
export async function settleFinding(db: Db, surveyId: number, key: FindingKey, to: Settlement): Promise<boolean> {
  const result = await updateOne(db, surveyId, key)
    .where('state', '=', to.state === 'excused' ? 'open' : 'excused')
    .set({ state: to.state, reason: to.reason, operator_id: to.operatorId, settled_at_ms: to.atMs })
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** The form was made void: what was found in it needs nothing more. */
export async function voidFindings(
  db: Db,
  surveyId: number,
  responseId: string,
  by: { readonly operatorId: number; readonly atMs: number; readonly reason: string },
): Promise<void> {
  await db
    .updateTable('finding')
    .set({ state: 'void', reason: by.reason, operator_id: by.operatorId, settled_at_ms: by.atMs })
    .where('survey_id', '=', surveyId)
    .where('response_id', '=', responseId)
    .where('state', 'in', ['open', 'excused'])
    .execute()
}
