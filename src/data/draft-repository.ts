import type { KeyingPurpose } from './checking-tables.ts'
import type { Db } from './db.ts'

/** A form being keyed. `content` is JSON of header, record, texts and position, as the entry screen sent it. */
export interface DraftRow {
  readonly id: string
  readonly surveyId: number
  readonly operatorId: number
  readonly serial: string
  readonly content: string
  readonly startedAtMs: number
  readonly updatedAtMs: number
  /** By which of the survey's versions the record in `content` is laid out. */
  readonly surveyVersionId: number
  /** The first keying, or which kind of second one. */
  readonly purpose: KeyingPurpose
  /** Of `verify` the response that is verified; else empty. */
  readonly subject: string
}

/** One operator's drafts of these purposes, the last touched first; of one survey when `surveyId` is given. */
export async function listDrafts(
  db: Db,
  operatorId: number,
  surveyId: number | null,
  purposes: readonly KeyingPurpose[],
): Promise<DraftRow[]> {
  let query = selectDrafts(db).where('operator_id', '=', operatorId).where('purpose', 'in', purposes)
  query = query.orderBy('updated_at_ms', 'desc').orderBy('id')
  if (surveyId !== null) query = query.where('survey_id', '=', surveyId)
  return await query.execute()
}

export async function findDraft(db: Db, id: string): Promise<DraftRow | null> {
  return (await selectDrafts(db).where('id', '=', id).executeTakeFirst()) ?? null
}

/** Another draft of a first keying with this serial in the survey, whoever keys it. */
export async function findDraftBySerial(
  db: Db,
  surveyId: number,
  serial: string,
  exceptId: string | null,
): Promise<DraftRow | null> {
  let query = selectDrafts(db).where('survey_id', '=', surveyId).where('serial', '=', serial)
  query = query.where('purpose', '=', 'entry')
  if (exceptId !== null) query = query.where('id', '<>', exceptId)
  return (await query.orderBy('updated_at_ms', 'desc').limit(1).executeTakeFirst()) ?? null
}

/** The name of somebody else who is keying this serial a second time; null when nobody is. */
export async function findOtherSecondKeyer(
  db: Db,
  of: { readonly surveyId: number; readonly serial: string; readonly notBy: readonly number[] },
): Promise<string | null> {
  const row = await db
    .selectFrom('draft')
    .innerJoin('operator', 'operator.id', 'draft.operator_id')
    .where('draft.survey_id', '=', of.surveyId)
    .where('draft.serial', '=', of.serial)
    .where('draft.purpose', 'in', ['second', 'verify'])
    .where('draft.operator_id', 'not in', of.notBy)
    .select('operator.name')
    .orderBy('draft.updated_at_ms', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.name ?? null
}

export async function putDraft(db: Db, draft: DraftRow): Promise<void> {
  const { serial, content, updatedAtMs: updated_at_ms, surveyVersionId: survey_version_id } = draft
  const changing = { serial, content, updated_at_ms, survey_version_id }
  await db
    .insertInto('draft')
    .values({
      ...changing,
      id: draft.id,
      survey_id: draft.surveyId,
      operator_id: draft.operatorId,
      started_at_ms: draft.startedAtMs,
      purpose: draft.purpose,
      subject: draft.subject,
    })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(changing))
    .execute()
}

/** What the draft is about: of a form taken back, the response that it was. */
export async function setDraftSubject(db: Db, id: string, subject: string): Promise<void> {
  await db.updateTable('draft').set({ subject }).where('id', '=', id).execute()
}

/** Empty where the draft is about nothing else, or is not there. */
export async function findDraftSubject(db: Db, id: string): Promise<string> {
  const row = await db.selectFrom('draft').select('subject').where('id', '=', id).executeTakeFirst()
  return row?.subject ?? ''
}

/** Only its own operator's draft; anybody else's stays. */
export async function deleteDraft(db: Db, id: string, operatorId: number): Promise<void> {
  await db.deleteFrom('draft').where('id', '=', id).where('operator_id', '=', operatorId).execute()
}

function selectDrafts(db: Db) {
  return db
    .selectFrom('draft')
    .select([
      'id',
      'survey_id as surveyId',
      'operator_id as operatorId',
      'serial',
      'content',
      'started_at_ms as startedAtMs',
      'updated_at_ms as updatedAtMs',
      'survey_version_id as surveyVersionId',
      'purpose',
      'subject',
    ])
}
