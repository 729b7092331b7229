import { Hono, type MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import { z } from 'zod'
import { surveyByCode } from '../app/find-survey.ts'
import { type ExportReportInput, exportReport, type ReportListeners } from '../app/report/export-report.ts'
import { fillTemplate } from '../app/report/fill-template.ts'
import type { Services } from '../app/services.ts'
import { REPORT_FORMATS, REPORT_KINDS } from '../core/report/report-request.ts'
import { type Download, HTML_TYPE } from '../files/write-table.ts'
import { attachment } from './attachment.ts'
import { partIdSchema } from './inputs.ts'
import { codes, digits, link, type OperatorOf, REPORTERS, readQuery } from './link-inputs.ts'
import { preparedFiles } from './prepared-files.ts'
import { progressLines } from './progress-lines.ts'

const partId = digits.pipe(partIdSchema).optional()

const reportQuery = z
  .strictObject({
    ...link,
    survey: codes,
    format: z.enum(REPORT_FORMATS),
    kind: z.enum(REPORT_KINDS).optional(),
    agencyId: partId,
    sectorId: partId,
    period: z.string().max(20).optional(),
    lang: z.enum(['vi', 'en']).optional(),
    /** An office's own Word file, filled: its format is its own. */
    template: digits.optional(),
  })
  .refine(({ agencyId, sectorId }) => agencyId === undefined || sectorId === undefined, { path: ['sectorId'] })
  .refine(({ template, format }) => template === undefined || format === 'docx', { path: ['format'] })

/**
 * `GET report`: a report as a file, a page of HTML to be shown within a screen. `POST report` makes the same while it tells
 * how far it is (progress-lines.ts); the `GET` of the same address then has it at once. With `template` it is an office's
 * own Word file, filled.
 */
export function reportRoutes(services: Services, operatorOf: OperatorOf): Hono {
  const app = new Hono()
  const prepared = preparedFiles(services.now)
  app.post('/report', async (c) => {
    await operatorOf(c.req.raw, REPORTERS)
    const input = await inputOf(services, c.req.raw)
    return progressLines(services, c.req.raw, async (tell, signal) => {
      const file = await make(services, input, { signal, onStage: (stage) => tell({ stage }) })
      prepared.keep(keyOf(c.req.raw), file)
      return { name: file.name }
    })
  })
  app.get('/report', async (c) => {
    await operatorOf(c.req.raw, REPORTERS)
    const file =
      prepared.take(keyOf(c.req.raw)) ??
      (await make(services, await inputOf(services, c.req.raw), { signal: c.req.raw.signal }))
    return attachment(file, { isShown: file.type === HTML_TYPE })
  })
  return app
}

interface Asked extends ExportReportInput {
  readonly template?: number | undefined
}

function make(services: Services, { template, ...input }: Asked, listeners: ReportListeners): Promise<Download> {
  if (template === undefined) return exportReport(services, input, listeners)
  return fillTemplate(services, template, input, listeners)
}

/** What is asked, whoever asks. */
function keyOf(request: Request): string {
  const query = new URL(request.url).searchParams
  query.delete('operator')
  return query.toString()
}

/** What a link asks for. Throws AppError `bad-input`, `survey-not-found`. */
export async function inputOf(services: Services, request: Request): Promise<Asked> {
  const { survey, operator: _, lang: language, ...asked } = readQuery(reportQuery, request)
  const { id: surveyId } = await surveyByCode(services.store.db, survey)
  return { surveyId, language, ...asked }
}

/** Of a page made here, over those of every answer: a screen of ours may frame it, its own style holds, nothing runs. */
export function shownReportHeaders(): MiddlewareHandler {
  const headers = secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      styleSrc: ["'unsafe-inline'"],
      imgSrc: ['data:'],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'self'"],
    },
    xFrameOptions: 'SAMEORIGIN',
    referrerPolicy: 'no-referrer',
    strictTransportSecurity: false,
    originAgentCluster: false,
  })
  return async (c, next) => {
    await next()
    if (c.res.headers.get('content-type') === HTML_TYPE) await headers(c, async () => undefined)
  }
}
