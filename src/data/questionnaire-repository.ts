import { createHash } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Dictionary } from '../core/questionnaire/dictionary.ts'
import type { Questionnaire, Scheme, SchemeNode, Text } from '../core/questionnaire/questionnaire.ts'
import type { Db } from './db.ts'
import type { QuestionnaireVersionTable } from './tables.ts'

export interface QuestionnaireVersion {
  readonly id: number
  readonly code: string
  readonly version: number
  readonly state: 'draft' | 'published' | 'retired'
  readonly title: Text
  /** The whole questionnaire as JSON, exactly as published; sha256 is of this text. */
  readonly definition: string
  readonly sha256: string
  readonly publishedAtMs: number | null
  /** Of a draft: raised with every change. */
  readonly rev: number
  readonly changedAtMs: number | null
}

/** Every version of every questionnaire, newest version of a code first. */
export async function listQuestionnaireVersions(db: Db): Promise<QuestionnaireVersion[]> {
  const rows = await db
    .selectFrom('questionnaire_version')
    .selectAll()
    .orderBy('code')
    .orderBy('version', 'desc')
    .execute()
  return rows.map(versionOf)
}

export async function findQuestionnaireVersionById(db: Db, id: number): Promise<QuestionnaireVersion | null> {
  const row = await db.selectFrom('questionnaire_version').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined ? null : versionOf(row)
}

/** One version, or the newest published one when `version` is null. */
export async function findQuestionnaireVersion(
  db: Db,
  code: string,
  version: number | null,
): Promise<QuestionnaireVersion | null> {
  const query = db.selectFrom('questionnaire_version').selectAll().where('code', '=', code)
  const row =
    version === null
      ? await query.where('state', '=', 'published').orderBy('version', 'desc').limit(1).executeTakeFirst()
      : await query.where('version', '=', version).executeTakeFirst()
  return row === undefined ? null : versionOf(row)
}

/** The newest version of a code in whatever state, or null. */
export async function findNewestVersion(db: Db, code: string): Promise<QuestionnaireVersion | null> {
  const row = await db
    .selectFrom('questionnaire_version')
    .selectAll()
    .where('code', '=', code)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? null : versionOf(row)
}

/** The newest version before this one that was ever published, or null. */
export async function findVersionBefore(db: Db, code: string, version: number): Promise<QuestionnaireVersion | null> {
  const row = await db
    .selectFrom('questionnaire_version')
    .selectAll()
    .where('code', '=', code)
    .where('version', '<', version)
    .where('state', '<>', 'draft')
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? null : versionOf(row)
}

/** Answers `rev`, which begins at the time: a draft begun anew after another was discarded is never taken for it. */
export async function insertDraftVersion(db: Db, questionnaire: Questionnaire, atMs: number): Promise<number> {
  const { code, version } = questionnaire
  const row = {
    code,
    version,
    state: 'draft' as const,
    record_width: 0,
    published_at_ms: null,
    changed_at_ms: atMs,
    rev: atMs,
  }
  await db
    .insertInto('questionnaire_version')
    .values({ ...row, ...draftColumns(questionnaire) })
    .execute()
  return row.rev
}

/** The draft at `rev` becomes this document; the use case has looked whether it is still there. */
export async function replaceDraftVersion(
  db: Db,
  questionnaire: Questionnaire,
  rev: number,
  atMs: number,
): Promise<void> {
  await db
    .updateTable('questionnaire_version')
    .set({ ...draftColumns(questionnaire), rev: rev + 1, changed_at_ms: atMs })
    .where('code', '=', questionnaire.code)
    .where('version', '=', questionnaire.version)
    .where('state', '=', 'draft')
    .where('rev', '=', rev)
    .execute()
}

export async function deleteDraftVersion(db: Db, id: number): Promise<void> {
  await db.deleteFrom('questionnaire_version').where('id', '=', id).where('state', '=', 'draft').execute()
}

/** A published version is taken out of use, or back into it. */
export async function setVersionState(db: Db, id: number, state: 'published' | 'retired'): Promise<void> {
  await db.updateTable('questionnaire_version').set({ state }).where('id', '=', id).execute()
}

function draftColumns(questionnaire: Questionnaire) {
  const definition = JSON.stringify(questionnaire)
  const { title } = questionnaire
  return { title_vi: title.vi, title_en: title.en, definition, sha256: definitionSha256(definition) }
}

/** Lower-case hex of the SHA-256 of a definition's text. */
export function definitionSha256(definition: string): string {
  return createHash('sha256').update(definition).digest('hex')
}

/** Writes a published version with its data dictionary and the nodes of its schemes; answers its id. */
export async function insertPublishedQuestionnaire(
  db: Db,
  questionnaire: Questionnaire,
  dictionary: Dictionary,
  publishedAtMs: number,
): Promise<number> {
  const definition = JSON.stringify(questionnaire)
  const { id } = await db
    .insertInto('questionnaire_version')
    .values({
      code: questionnaire.code,
      version: questionnaire.version,
      state: 'published',
      title_vi: questionnaire.title.vi,
      title_en: questionnaire.title.en,
      definition,
      sha256: definitionSha256(definition),
      record_width: dictionary.recordWidth,
      published_at_ms: publishedAtMs,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await insertVariables(db, id, dictionary)
  for (const scheme of questionnaire.schemes) await insertScheme(db, id, scheme, dictionary)
  return id
}

async function insertVariables(db: Db, versionId: number, dictionary: Dictionary): Promise<void> {
  const rows = dictionary.variables.map((variable) => ({
    questionnaire_version_id: versionId,
    code: variable.code,
    question_code: variable.questionCode,
    kind: variable.kind,
    start: variable.start + 1, // the table counts as substr does
    width: variable.width,
    label_vi: variable.label.vi,
    label_en: variable.label.en,
  }))
  if (rows.length > 0) await db.insertInto('variable').values(rows).execute()
}

interface FlatNode {
  readonly node: string
  readonly parent: string | null
  readonly variable: string | null
  readonly weight: number
  readonly label: Text
}

async function insertScheme(db: Db, versionId: number, scheme: Scheme, dictionary: Dictionary): Promise<void> {
  const rows = flatten(scheme.root, null, dictionary).map((node, position) => ({
    questionnaire_version_id: versionId,
    scheme_code: scheme.code,
    node: node.node,
    parent_node: node.parent,
    position,
    variable_code: node.variable,
    weight: node.weight,
    label_vi: node.label.vi,
    label_en: node.label.en,
  }))
  await db.insertInto('scheme_node').values(rows).execute()
}

/** Depth first, the order of the paper: a node, then what stands below it, items last as nodes of their own. */
function flatten(node: SchemeNode, parent: string | null, dictionary: Dictionary): FlatNode[] {
  const own = { node: node.id, parent, variable: null, weight: node.weight ?? 1, label: node.label }
  const items = (node.items ?? []).map((code) => ({
    node: code,
    parent: node.id,
    variable: code,
    weight: 1,
    label: dictionary.byCode.get(code)?.label ?? { vi: code, en: code },
  }))
  return [own, ...(node.children ?? []).flatMap((child) => flatten(child, node.id, dictionary)), ...items]
}

function versionOf(row: Selectable<QuestionnaireVersionTable>): QuestionnaireVersion {
  return {
    id: row.id,
    code: row.code,
    version: row.version,
    state: row.state,
    title: { vi: row.title_vi, en: row.title_en },
    definition: row.definition,
    sha256: row.sha256,
    publishedAtMs: row.published_at_ms,
    rev: row.rev,
    changedAtMs: row.changed_at_ms,
  }
}
