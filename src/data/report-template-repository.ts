import type { TemplateScope } from '../core/report/template-tags.ts'
import type { Db } from './db.ts'

/** An office's own Word file, without the file. */
export interface ReportTemplate {
  readonly id: number
  readonly name: string
  readonly scope: TemplateScope
  readonly fileName: string
  readonly bytes: number
  /** Of the file, in hex. */
  readonly sha256: string
  readonly operatorName: string
  readonly atMs: number
}

/** By what they report on, then by name. */
export async function listTemplates(db: Db): Promise<ReportTemplate[]> {
  return templates(db).orderBy('t.scope', 'desc').orderBy('t.folded').execute()
}

export async function findTemplate(db: Db, id: number): Promise<ReportTemplate | null> {
  return (await templates(db).where('t.id', '=', id).executeTakeFirst()) ?? null
}

/** `folded`: a name in lower case without marks. */
export async function findTemplateByFolded(db: Db, folded: string): Promise<ReportTemplate | null> {
  return (await templates(db).where('t.folded', '=', folded).executeTakeFirst()) ?? null
}

function templates(db: Db) {
  return db
    .selectFrom('report_template as t')
    .innerJoin('operator as o', 'o.id', 't.operator_id')
    .select((e) => [
      ...(['t.id', 't.name', 't.scope', 't.file_name as fileName', 't.sha256'] as const),
      e.fn<number>('length', ['t.content']).as('bytes'),
      ...(['o.name as operatorName', 't.at_ms as atMs'] as const),
    ])
}

export async function findTemplateContent(db: Db, id: number): Promise<Uint8Array | null> {
  const row = await db.selectFrom('report_template').select('content').where('id', '=', id).executeTakeFirst()
  return row?.content ?? null
}

/** A file as somebody uploaded it. */
export interface TemplateFile {
  readonly fileName: string
  readonly content: Uint8Array
  readonly sha256: string
  readonly operatorId: number
  readonly atMs: number
}

export async function insertTemplate(
  db: Db,
  template: TemplateFile & { readonly name: string; readonly folded: string; readonly scope: TemplateScope },
): Promise<number> {
  const { name, folded, scope } = template
  const { id } = await db
    .insertInto('report_template')
    .values({ name, folded, scope, ...fileColumns(template) })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function replaceTemplateFile(db: Db, id: number, file: TemplateFile): Promise<void> {
  await db.updateTable('report_template').set(fileColumns(file)).where('id', '=', id).execute()
}

function fileColumns({ fileName, content, sha256, operatorId, atMs }: TemplateFile) {
  return { file_name: fileName, content, sha256, operator_id: operatorId, at_ms: atMs }
}

export async function renameTemplate(db: Db, id: number, name: string, folded: string): Promise<void> {
  await db.updateTable('report_template').set({ name, folded }).where('id', '=', id).execute()
}

export async function deleteTemplate(db: Db, id: number): Promise<void> {
  await db.deleteFrom('report_template').where('id', '=', id).execute()
}
