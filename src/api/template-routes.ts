import { Hono } from 'hono'
import { z } from 'zod'
import { fillTemplateFile } from '../app/report/fill-template.ts'
import {
  addReportTemplate,
  checkTemplateFile,
  replaceReportTemplate,
  reportTemplateFile,
  sampleReportTemplate,
} from '../app/report/report-templates.ts'
import type { Services } from '../app/services.ts'
import { AppError } from '../core/errors.ts'
import { NAME_LIMIT } from '../core/input-rules.ts'
import { TEMPLATE_MEGABYTES, TEMPLATE_SCOPES } from '../core/report/template-tags.ts'
import { attachment } from './attachment.ts'
import { cappedBody } from './capped-body.ts'
import { digits, link, type OperatorOf, REPORTERS, readQuery, refuseOtherType } from './link-inputs.ts'
import { inputOf } from './report-routes.ts'

const scope = z.enum(TEMPLATE_SCOPES)
const fileName = z.string().min(1).max(255)

/** Kept under a name of its own, or in the place of another's file. */
const keptQuery = z.union([
  z.strictObject({ ...link, name: z.string().max(NAME_LIMIT), scope, fileName }),
  z.strictObject({ ...link, id: digits, fileName }),
])

const tooLarge = (): AppError => new AppError('template-too-large', { limit: TEMPLATE_MEGABYTES })

/**
 * An office's own Word files: `POST report-template-check` looks one over, `POST report-template-preview` answers it filled
 * with the report that is asked for as `GET report` is, `POST report-template` keeps it, `GET report-template` hands
 * it out again as it was uploaded, `GET report-template-sample` is one to begin with.
 */
export function templateRoutes(services: Services, operatorOf: OperatorOf): Hono {
  const app = new Hono()
  app.post('/report-template-check', async (c) => {
    await operatorOf(c.req.raw, REPORTERS)
    refuseOtherType(c.req.raw)
    readQuery(z.strictObject(link), c.req.raw)
    return c.json(await checkTemplateFile(await cappedBody(c.req.raw, TEMPLATE_MEGABYTES, tooLarge)))
  })
  app.post('/report-template-preview', async (c) => {
    await operatorOf(c.req.raw, REPORTERS)
    refuseOtherType(c.req.raw)
    const input = await inputOf(services, c.req.raw)
    const content = await cappedBody(c.req.raw, TEMPLATE_MEGABYTES, tooLarge)
    const { signal } = c.req.raw
    return attachment(await fillTemplateFile(services, { name: 'template', content }, input, { signal }))
  })
  app.post('/report-template', async (c) => {
    const operator = await operatorOf(c.req.raw, REPORTERS)
    refuseOtherType(c.req.raw)
    const asked = readQuery(keptQuery, c.req.raw)
    const content = await cappedBody(c.req.raw, TEMPLATE_MEGABYTES, tooLarge)
    const kept =
      'id' in asked
        ? await replaceReportTemplate(services, operator, { ...asked, content })
        : await addReportTemplate(services, operator, { ...asked, content })
    return c.json(kept)
  })
  app.get('/report-template', async (c) => {
    await operatorOf(c.req.raw, REPORTERS)
    const { id } = readQuery(z.strictObject({ ...link, id: digits }), c.req.raw)
    return attachment(await reportTemplateFile(services, { id }))
  })
  app.get('/report-template-sample', async (c) => {
    await operatorOf(c.req.raw, REPORTERS)
    return attachment(sampleReportTemplate(readQuery(z.strictObject({ ...link, scope }), c.req.raw).scope))
  })
  return app
}
