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

/** Valid and void responses, by questionnaire version id. */
export async function countResponsesByVersion(db: Db): Promise<ReadonlyMap<number, number>> {
  const rows = await db
    .selectFrom('response')
    .innerJoin('survey', 'survey.id', 'response.survey_id')
    .groupBy('survey.questionnaire_version_id')
    .select((e) => ['survey.questionnaire_version_id as versionId', e.fn.countAll<number>().as('count')])
    .execute()
  return new Map(rows.map((row) => [row.versionId, row.count]))
}

/** Writes a published version with its data dictionary and the nodes of its schemes; answers its id. */
export async function insertPublishedQuestionnaire(
  db: Db,
  questionnaire: Questionnaire,
  dictionary: Dictionary,
  written: { readonly definition: string; readonly sha256: string; readonly publishedAtMs: number },
): Promise<number> {
  const { id } = await db
    .insertInto('questionnaire_version')
    .values({
      code: questionnaire.code,
      version: questionnaire.version,
      state: 'published',
      title_vi: questionnaire.title.vi,
      title_en: questionnaire.title.en,
      definition: written.definition,
      sha256: written.sha256,
      record_width: dictionary.recordWidth,
      published_at_ms: written.publishedAtMs,
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
  }
}
