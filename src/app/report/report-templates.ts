import { createHash } from 'node:crypto'
import { cleanFileName } from '../../core/action/evidence.ts'
import { foldTag } from '../../core/comments/fold.ts'
import { AppError, errorMessage } from '../../core/errors.ts'
import type { TemplateCheck } from '../../core/report/check-template.ts'
import { sampleTemplate } from '../../core/report/template-sample.ts'
import type { TemplateScope } from '../../core/report/template-tags.ts'
import type { Db } from '../../data/db.ts'
import {
  deleteTemplate,
  findTemplate,
  findTemplateByFolded,
  findTemplateContent,
  insertTemplate,
  listTemplates,
  type ReportTemplate,
  renameTemplate,
  replaceTemplateFile,
  type TemplateFile,
} from '../../data/report-template-repository.ts'
import { checkOfficeTemplate } from '../../files/docx/office-template.ts'
import { reportDocx } from '../../files/docx/report-docx.ts'
import { DOCX_TYPE, type Download, once } from '../../files/write-table.ts'
import { inTransaction } from '../in-transaction.ts'
import type { Operator } from '../operators.ts'
import type { Services } from '../services.ts'

export type { ReportTemplate }

export async function listReportTemplates({ store: { db } }: Services): Promise<ReportTemplate[]> {
  return listTemplates(db)
}

/** Looks a file over without keeping it. Throws as checkOfficeTemplate does. */
export async function checkTemplateFile(content: Uint8Array): Promise<TemplateCheck> {
  return checkOfficeTemplate(content)
}

interface UploadedFile {
  readonly fileName: string
  readonly content: Uint8Array
}

export interface KeptTemplate {
  readonly check: TemplateCheck
  readonly id: number
}

/**
 * Keeps an office's own Word file under a name. Throws AppError `template-nameless`, `template-name-taken`, `template-broken` where
 * its tags are not in order, and those of checkOfficeTemplate.
 */
export async function addReportTemplate(
  services: Services,
  operator: Operator,
  { name: typed, scope, ...file }: UploadedFile & { readonly name: string; readonly scope: TemplateScope },
): Promise<KeptTemplate> {
  const { name, folded } = namesOf(typed)
  const check = await refuseBroken(file.content)
  const uploaded = fileOf(services, operator, file)
  return inTransaction(services, async (db) => {
    await refuseTaken(db, name, folded, null)
    return { check, id: await insertTemplate(db, { name, folded, scope, ...uploaded }) }
  })
}

/**
 * Another file in the place of a template's. Throws AppError `template-not-found`, `template-broken`, and those of
 * checkOfficeTemplate.
 */
export async function replaceReportTemplate(
  services: Services,
  operator: Operator,
  { id, ...file }: UploadedFile & { readonly id: number },
): Promise<KeptTemplate> {
  const check = await refuseBroken(file.content)
  const uploaded = fileOf(services, operator, file)
  return inTransaction(services, async (db) => {
    await templateById(db, id)
    await replaceTemplateFile(db, id, uploaded)
    return { check, id }
  })
}

/** Throws AppError `template-not-found`, `template-nameless`, `template-name-taken`. */
export async function renameReportTemplate(
  services: Services,
  { id, name: typed }: { readonly id: number; readonly name: string },
): Promise<void> {
  const { name, folded } = namesOf(typed)
  await inTransaction(services, async (db) => {
    await templateById(db, id)
    await refuseTaken(db, name, folded, id)
    await renameTemplate(db, id, name, folded)
  })
}

/** Throws AppError `template-not-found`. */
export async function removeReportTemplate(services: Services, { id }: { readonly id: number }): Promise<void> {
  await inTransaction(services, async (db) => {
    await templateById(db, id)
    await deleteTemplate(db, id)
  })
}

/** What is right and wrong in a kept template. Throws AppError `template-not-found`, and those of checkOfficeTemplate. */
export async function checkReportTemplate(services: Services, { id }: { readonly id: number }): Promise<TemplateCheck> {
  return checkOfficeTemplate((await keptTemplate(services, id)).content)
}

/** The Word file as it was uploaded. Throws AppError `template-not-found`. */
export async function reportTemplateFile(services: Services, { id }: { readonly id: number }): Promise<Download> {
  const { template, content } = await keptTemplate(services, id)
  return { name: template.fileName, type: DOCX_TYPE, chunks: once(content) }
}

/** A template to begin with, made anew each time: it has the tags of this program. */
export function sampleReportTemplate(scope: TemplateScope): Download {
  const code = errorMessage(`template-scope-${scope}`, {}, 'vi')
  const name = `${errorMessage('file-template-sample', { code }, 'vi')}.docx`
  return { name, type: DOCX_TYPE, chunks: once(() => reportDocx(sampleTemplate(scope), new Map())) }
}

/** Throws AppError `template-not-found`. */
export async function keptTemplate(
  { store: { db } }: Services,
  id: number,
): Promise<{ readonly template: ReportTemplate; readonly content: Uint8Array }> {
  const template = await templateById(db, id)
  const content = await findTemplateContent(db, id)
  if (content === null) throw new AppError('template-not-found')
  return { template, content }
}

/** By its name, capitals and marks aside. Throws AppError `template-named-none` {name, names}. */
export async function templateNamed({ store: { db } }: Services, name: string): Promise<ReportTemplate> {
  const found = await findTemplateByFolded(db, foldTag(name))
  if (found !== null) return found
  const names = (await listTemplates(db)).map((one) => one.name).join(', ')
  throw new AppError('template-named-none', { name, names: names === '' ? '–' : names })
}

async function templateById(db: Db, id: number): Promise<ReportTemplate> {
  const found = await findTemplate(db, id)
  if (found === null) throw new AppError('template-not-found')
  return found
}

/** Throws AppError `template-broken`, and those of checkOfficeTemplate. */
export async function refuseBroken(content: Uint8Array): Promise<TemplateCheck> {
  const check = await checkOfficeTemplate(content)
  const errors = check.problems.filter(({ isError }) => isError)
  if (errors.length > 0) throw new AppError('template-broken', { count: errors.length, tag: errors[0]?.tag ?? '' })
  return check
}

function fileOf({ now }: Services, operator: Operator, { fileName, content }: UploadedFile): TemplateFile {
  const sha256 = createHash('sha256').update(content).digest('hex')
  return { fileName: cleanFileName(fileName), content, sha256, operatorId: operator.id, atMs: now() }
}

function namesOf(typed: string): { readonly name: string; readonly folded: string } {
  const name = typed.normalize('NFC').trim()
  const folded = foldTag(name)
  if (folded === '') throw new AppError('template-nameless')
  return { name, folded }
}

async function refuseTaken(db: Db, name: string, folded: string, own: number | null): Promise<void> {
  const taken = await findTemplateByFolded(db, folded)
  if (taken !== null && taken.id !== own) throw new AppError('template-name-taken', { name })
}
