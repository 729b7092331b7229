import { cleanFileName } from '../../core/action/evidence.ts'
import { AppError, errorMessage } from '../../core/errors.ts'
import { drawPicture } from '../../core/report/draw-picture.ts'
import type { ReportPicture } from '../../core/report/report-model.ts'
import type { ReportPng } from '../../core/report/report-pictures.ts'
import type { ReportRequest } from '../../core/report/report-request.ts'
import type { ImageTag, TemplateScope, TemplateValues } from '../../core/report/template-tags.ts'
import type { Language } from '../../core/words.ts'
import { fillOfficeTemplate } from '../../files/docx/office-template.ts'
import { picturePng } from '../../files/report/picture-png.ts'
import { DOCX_TYPE, type Download, once } from '../../files/write-table.ts'
import type { Services } from '../services.ts'
import { reportData } from './report-data.ts'
import { keptTemplate, refuseBroken } from './report-templates.ts'
import { templateValues } from './template-values.ts'

interface Filling {
  readonly signal?: AbortSignal | undefined
}

/**
 * An office's own template with the figures of a survey. Throws AppError `template-not-found`, `template-other-scope` where it is
 * made for other reports, `template-broken`, those of reportData; the signal's reason once it is aborted.
 */
export async function fillTemplate(
  services: Services,
  templateId: number,
  request: ReportRequest,
  filling: Filling = {},
): Promise<Download> {
  const { template, content } = await keptTemplate(services, templateId)
  if (template.scope !== scopeOf(request)) {
    const scope = errorMessage(`template-scope-${template.scope}`, {}, 'vi')
    throw new AppError('template-other-scope', { name: template.name, scope })
  }
  return fillTemplateFile(services, { name: template.name, content }, request, filling)
}

/** The same with a file that isn't kept. Throws as fillTemplate does, and as checkOfficeTemplate does. */
export async function fillTemplateFile(
  services: Services,
  { name, content }: { readonly name: string; readonly content: Uint8Array },
  request: ReportRequest,
  { signal }: Filling = {},
): Promise<Download> {
  const { tags } = await refuseBroken(content)
  const data = await reportData(services, request)
  const values = templateValues(data)
  const used = new Set(tags.map((tag) => tag.name))
  const images = await draw(values.images, { isUsed: (tag) => used.has(tag), language: data.language, signal })
  const filled = await fillOfficeTemplate(content, { ...values, images })
  signal?.throwIfAborted()
  const part = data.part === null ? '' : ` ${data.part.results.part.code}`
  const fileName = cleanFileName(`${name} ${data.survey.code}${part}.docx`)
  return { name: fileName, type: DOCX_TYPE, chunks: once(filled) }
}

function scopeOf({ agencyId, sectorId }: ReportRequest): TemplateScope {
  if (agencyId !== undefined) return 'agency'
  return sectorId === undefined ? 'whole' : 'sector'
}

interface Drawing extends Filling {
  readonly isUsed: (tag: string) => boolean
  readonly language: Language
}

/** Those that the template asks for, one after another: drawing takes longer than everything else. */
async function draw(
  pictures: TemplateValues<ReportPicture>['images'],
  { isUsed, language, signal }: Drawing,
): Promise<TemplateValues<ReportPng>['images']> {
  const drawn: [string, ReportPng | null][] = []
  for (const [tag, picture] of Object.entries(pictures)) {
    signal?.throwIfAborted()
    drawn.push([tag, picture === null || !isUsed(tag) ? null : await picturePng(drawPicture(picture, language))])
  }
  return Object.fromEntries(drawn) as Record<ImageTag, ReportPng | null> // of the same tags
}
