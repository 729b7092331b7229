import type { Selectable } from 'kysely'
import { type CaseEvent, caseEventSchema } from '../core/action/case-event.ts'
import type { CaseState } from '../core/action/case-state.ts'
import { type Found, foundSchema, rulesSchema } from '../core/action/found.ts'
import type { WeakRule } from '../core/action/weak-rules.ts'
import type { Text } from '../core/questionnaire/questionnaire.ts'
import type { ActionCaseTable } from './action-tables.ts'
import type { Db } from './db.ts'

/** A weak criterion that somebody must explain and mend. */
export interface ActionCase {
  /** UUIDv7 text. */
  readonly id: string
  readonly surveyId: number
  /** Null: all agencies; all sectors. */
  readonly agencyUnitId: number | null
  readonly sectorId: number | null
  readonly node: string
  readonly rules: readonly WeakRule[]
  readonly found: Found
  readonly state: CaseState
  readonly assignee: string
  /** ISO day. */
  readonly dueOn: string | null
  readonly cause: string
  readonly remedy: string
  readonly rev: number
  readonly openedAtMs: number
  readonly changedAtMs: number
  readonly closedAtMs: number | null
}

/** A case with the names of what it is about. */
export interface NamedCase extends ActionCase {
  readonly survey: { readonly code: string; readonly name: string; readonly year: number }
  readonly agency: { readonly code: string; readonly name: string } | null
  readonly sector: { readonly code: string; readonly name: Text } | null
  readonly evidenceCount: number
}

export interface CaseFilter {
  readonly id?: string | undefined
  readonly surveyId?: number | undefined
  readonly agencyUnitId?: number | undefined
  readonly sectorId?: number | undefined
}

/** By survey (newest first), agency (the whole province first), sector and the order of opening. */
export async function listCases(db: Db, filter: CaseFilter): Promise<NamedCase[]> {
  let query = db
    .selectFrom('action_case as c')
    .innerJoin('survey as s', 's.id', 'c.survey_id')
    .leftJoin('unit as u', 'u.id', 'c.agency_unit_id')
    .leftJoin('sector as f', 'f.id', 'c.sector_id')
    .selectAll('c')
    .select((e) => [
      's.code as survey_code',
      's.name as survey_name',
      's.year as survey_year',
      'u.code as agency_code',
      'u.name as agency_name',
      'f.code as sector_code',
      'f.name_vi as sector_vi',
      'f.name_en as sector_en',
      e
        .selectFrom('action_evidence as v')
        .whereRef('v.case_id', '=', 'c.id')
        .select((count) => count.fn.countAll<number>().as('count'))
        .as('evidence_count'),
    ])
  if (filter.id !== undefined) query = query.where('c.id', '=', filter.id)
  if (filter.surveyId !== undefined) query = query.where('c.survey_id', '=', filter.surveyId)
  if (filter.agencyUnitId !== undefined) query = query.where('c.agency_unit_id', '=', filter.agencyUnitId)
  if (filter.sectorId !== undefined) query = query.where('c.sector_id', '=', filter.sectorId)
  const rows = await query
    .orderBy('s.year', 'desc')
    .orderBy('s.id', 'desc')
    .orderBy((e) => e.fn.coalesce('u.code', e.val('')))
    .orderBy((e) => e.fn.coalesce('f.code', e.val('')))
    .orderBy('c.id')
    .execute()
  return rows.map((row) => ({
    ...caseOf(row),
    survey: { code: row.survey_code, name: row.survey_name, year: row.survey_year },
    agency: row.agency_code === null ? null : { code: row.agency_code, name: row.agency_name ?? '' },
    sector:
      row.sector_code === null
        ? null
        : { code: row.sector_code, name: { vi: row.sector_vi ?? '', en: row.sector_en ?? '' } },
    evidenceCount: row.evidence_count ?? 0,
  }))
}

export async function findCase(db: Db, id: string): Promise<ActionCase | null> {
  const row = await db.selectFrom('action_case').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined ? null : caseOf(row)
}

/** State and deadline of every case: what reminders are counted from. */
export async function listDeadlines(db: Db): Promise<{ state: CaseState; dueOn: string | null }[]> {
  return db.selectFrom('action_case').select(['state', 'due_on as dueOn']).execute()
}

/** Criteria of a survey with a case that was not dropped: no second one is opened. */
export async function listSubjects(
  db: Db,
  surveyId: number,
): Promise<Pick<ActionCase, 'id' | 'agencyUnitId' | 'sectorId' | 'node' | 'state'>[]> {
  return db
    .selectFrom('action_case')
    .where('survey_id', '=', surveyId)
    .where('state', '<>', 'dropped')
    .select(['id', 'agency_unit_id as agencyUnitId', 'sector_id as sectorId', 'node', 'state'])
    .execute()
}

export async function insertCase(db: Db, one: ActionCase): Promise<void> {
  await db
    .insertInto('action_case')
    .values({
      ...{ id: one.id, survey_id: one.surveyId, agency_unit_id: one.agencyUnitId, sector_id: one.sectorId },
      ...{ node: one.node, rules: JSON.stringify(one.rules), found: JSON.stringify(one.found), state: one.state },
      ...{ assignee: one.assignee, due_on: one.dueOn, cause: one.cause, remedy: one.remedy, rev: one.rev },
      ...{ opened_at_ms: one.openedAtMs, changed_at_ms: one.changedAtMs, closed_at_ms: one.closedAtMs },
    })
    .execute()
}

/** False when the case is no longer at `rev`: nothing is written then. */
export async function updateCase(db: Db, rev: number, one: ActionCase): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('action_case')
    .set({
      ...{ state: one.state, assignee: one.assignee, due_on: one.dueOn, cause: one.cause, remedy: one.remedy },
      ...{ rev: one.rev, changed_at_ms: one.changedAtMs, closed_at_ms: one.closedAtMs },
    })
    .where('id', '=', one.id)
    .where('rev', '=', rev)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

function caseOf(row: Selectable<ActionCaseTable>): ActionCase {
  return {
    ...{ id: row.id, surveyId: row.survey_id, agencyUnitId: row.agency_unit_id, sectorId: row.sector_id },
    node: row.node,
    rules: rulesSchema.parse(JSON.parse(row.rules)),
    found: foundSchema.parse(JSON.parse(row.found)),
    ...{ state: row.state, assignee: row.assignee, dueOn: row.due_on, cause: row.cause, remedy: row.remedy },
    ...{ rev: row.rev, openedAtMs: row.opened_at_ms, changedAtMs: row.changed_at_ms, closedAtMs: row.closed_at_ms },
  }
}

export interface LoggedEvent {
  readonly id: number
  readonly caseId: string
  readonly event: CaseEvent
  readonly operatorName: string
  readonly atMs: number
}

export async function insertEvent(
  db: Db,
  caseId: string,
  { kind, ...detail }: CaseEvent,
  by: { readonly operatorId: number; readonly atMs: number },
): Promise<void> {
  await db
    .insertInto('action_event')
    .values({ case_id: caseId, kind, detail: JSON.stringify(detail), operator_id: by.operatorId, at_ms: by.atMs })
    .execute()
}

/** Of one case, or of all; in the order written. */
export async function listEvents(db: Db, caseId: string | null): Promise<LoggedEvent[]> {
  let query = db
    .selectFrom('action_event as e')
    .innerJoin('operator as o', 'o.id', 'e.operator_id')
    .select(['e.id', 'e.case_id as caseId', 'e.kind', 'e.detail', 'o.name as operatorName', 'e.at_ms as atMs'])
    .orderBy('e.id')
  if (caseId !== null) query = query.where('e.case_id', '=', caseId)
  return (await query.execute()).map(({ kind, detail, ...rest }) => ({
    ...rest,
    event: caseEventSchema.parse({ kind, ...JSON.parse(detail) }),
  }))
}

export interface Evidence {
  readonly id: number
  readonly caseId: string
  readonly title: string
  /** Number of the document; empty without one. */
  readonly document: string
  readonly datedOn: string | null
  /** Empty without a file. */
  readonly fileName: string
  readonly bytes: number
  readonly operatorName: string
  readonly atMs: number
}

export async function listEvidence(db: Db, caseId: string): Promise<Evidence[]> {
  const rows = await db
    .selectFrom('action_evidence as v')
    .innerJoin('operator as o', 'o.id', 'v.operator_id')
    .where('v.case_id', '=', caseId)
    .select((e) => [
      'v.id',
      'v.case_id as caseId',
      'v.title',
      'v.document',
      'v.dated_on as datedOn',
      'v.file_name as fileName',
      e.fn<number | null>('length', ['v.content']).as('bytes'),
      'o.name as operatorName',
      'v.at_ms as atMs',
    ])
    .orderBy('v.id')
    .execute()
  return rows.map((row) => ({ ...row, bytes: row.bytes ?? 0 }))
}

export async function insertEvidence(
  db: Db,
  evidence: Pick<Evidence, 'caseId' | 'title' | 'document' | 'datedOn' | 'fileName' | 'atMs'> & {
    readonly content: Uint8Array | null
    readonly operatorId: number
  },
): Promise<void> {
  const { caseId, title, document, datedOn, fileName, content, operatorId, atMs } = evidence
  await db
    .insertInto('action_evidence')
    .values({
      ...{ case_id: caseId, title, document, dated_on: datedOn, file_name: fileName, content },
      ...{ operator_id: operatorId, at_ms: atMs },
    })
    .execute()
}

export async function deleteEvidence(db: Db, id: number): Promise<void> {
  await db.deleteFrom('action_evidence').where('id', '=', id).execute()
}

export async function findEvidenceFile(
  db: Db,
  id: number,
): Promise<{ readonly fileName: string; readonly content: Uint8Array } | null> {
  const row = await db
    .selectFrom('action_evidence')
    .select(['file_name as fileName', 'content'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row === undefined || row.content === null ? null : { fileName: row.fileName, content: row.content }
}
