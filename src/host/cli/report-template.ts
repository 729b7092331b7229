import { readFile, stat } from 'node:fs/promises'
import { parse } from 'node:path'
import type { ExportReportInput, ReportListeners } from '../../app/report/export-report.ts'
import type { Services } from '../../app/services.ts'
import { AppError } from '../../core/errors.ts'
import { TEMPLATE_MEGABYTES } from '../../core/report/template-tags.ts'
import type { Download } from '../../files/write-table.ts'
import { refuseMissing } from './readable-file.ts'

export type MakeReport = (input: ExportReportInput, listeners: ReportListeners) => Promise<Download>

/**
 * How reports are made: as the program lays them out, or into an office's own Word file, which is a file's name or that of
 * a kept template. Throws AppError `file-missing`, `file-closed`, `template-too-large`, `template-named-none`.
 */
export async function makerOf(services: Services, template: string | undefined): Promise<MakeReport> {
  if (template === undefined) {
    const { exportReport } = await import('../../app/report/export-report.ts')
    return (input, listeners) => exportReport(services, input, listeners)
  }
  const { fillTemplate, fillTemplateFile } = await import('../../app/report/fill-template.ts')
  if (isTemplateFile(template)) {
    const content = await readTemplate(template)
    return (input, listeners) => fillTemplateFile(services, { name: parse(template).name, content }, input, listeners)
  }
  const { templateNamed } = await import('../../app/report/report-templates.ts')
  const { id } = await templateNamed(services, template)
  return (input, listeners) => fillTemplate(services, id, input, listeners)
}

export const isTemplateFile = (template: string): boolean => /\.docx$/i.test(template)

async function readTemplate(file: string): Promise<Uint8Array> {
  await refuseMissing(file)
  const { size } = await stat(file)
  if (size > TEMPLATE_MEGABYTES * 1_000_000) throw new AppError('template-too-large', { limit: TEMPLATE_MEGABYTES })
  return readFile(file)
}
