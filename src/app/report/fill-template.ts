import { cleanFileName } from '../../core/action/evidence.ts'
import { AppError, errorMessage } from '../../core/errors.ts'
import { drawPicture } from '../../core/report/draw-picture.ts'
import type { ReportPicture } from '../../core/report/report-model.ts'
import type { ReportRequest } from '../../core/report/report-request.ts'
import {
  IMAGE_TAGS,
  type ImageTag,
  type TemplateScope,
  type TemplateValues,
  tagMeaning,
} from '../../core/report/template-tags.ts'
import type { Language } from '../../core/words.ts'
import { fillOfficeTemplate, type TemplatePicture } from '../../files/docx/office-template.ts'
import { picturePng } from '../../files/report/picture-png.ts'
import { cutToBytes } from '../../files/stats/statistics-table.ts'
import { DOCX_TYPE, type Download, LONGEST_NAME, once } from '../../files/write-table.ts'
import type { Services } from '../services.ts'
import { reportData } from './report-data.ts'
import { inStages, type ReportListeners } from './report-stages.ts'
import { keptTemplate, refuseBroken } from './report-templates.ts'
import { templateValues } from './template-values.ts'

/**
 * An office's own template with the figures of a survey. Throws AppError `template-not-found`, `template-other-scope` where it is
 * made for other reports, and what fillTemplateFile throws.
 */
export async function fillTemplate(
  services: Services,
  templateId: number,
  request: ReportRequest,
  listeners: ReportListeners = {},
): Promise<Download> {
  const { template, content } = await keptTemplate(services, templateId)
  if (template.scope !== scopeOf(request)) {
    const scope = errorMessage(`template-scope-${template.scope}`, {}, 'vi')
    throw new AppError('template-other-scope', { name: template.name, scope })
  }
  return fillTemplateFile(services, { name: template.name, content }, request, listeners)
}

/**
 * The same with a file that isn't kept. All of it is made before it is answered. Throws AppError `template-broken`, what
 * checkOfficeTemplate and reportData throw, and `report-cancelled` when the signal aborts.
 */
export async function fillTemplateFile(
  services: Services,
  { name, content }: { readonly name: string; readonly content: Uint8Array },
  request: ReportRequest,
  listeners: ReportListeners = {},
): Promise<Download> {
  return inStages(listeners, async (begin) => {
    await begin('figures')
    const { tags } = await refuseBroken(content)
    const data = await reportData(services, request)
    const values = templateValues(data)
    await begin('pictures')
    const used = new Set(tags.map((tag) => tag.name))
    const isUsed = (tag: string): boolean => used.has(tag)
    const images = await draw(values.images, { isUsed, language: data.language, signal: listeners.signal })
    await begin('file')
    const filled = await fillOfficeTemplate(content, { ...values, images })
    const words = [
      cutToBytes(name, LONGEST_NAME).trim(),
      data.survey.code,
      data.part?.results.part.code,
      data.period?.code,
    ]
    const fileName = cleanFileName(`${words.filter((word) => word !== undefined).join(' - ')}.docx`)
    return { name: fileName, type: DOCX_TYPE, chunks: once(filled) }
  })
}

function scopeOf({ agencyId, sectorId }: ReportRequest): TemplateScope {
  if (agencyId !== undefined) return 'agency'
  return sectorId === undefined ? 'whole' : 'sector'
}

interface Drawing {
  readonly signal: AbortSignal | undefined
  readonly isUsed: (tag: string) => boolean
  readonly language: Language
}

/** Those that the template asks for, one after another: drawing takes longer than everything else. */
async function draw(
  pictures: TemplateValues<ReportPicture>['images'],
  { isUsed, language, signal }: Drawing,
): Promise<TemplateValues<TemplatePicture>['images']> {
  const drawn: [string, TemplatePicture | null][] = []
  for (const tag of IMAGE_TAGS) {
    signal?.throwIfAborted()
    const picture = pictures[tag]
    const isDrawn = picture !== null && isUsed(tag)
    const alternative = tagMeaning(tag, language)
    drawn.push([tag, isDrawn ? { ...(await picturePng(drawPicture(picture, language))), alternative } : null])
  }
  return Object.fromEntries(drawn) as Record<ImageTag, TemplatePicture | null> // of the same tags
}
