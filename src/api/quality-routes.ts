import { Hono } from 'hono'
import { z } from 'zod'
import { exportFindings } from '../app/export-findings.ts'
import { surveyByCode } from '../app/find-survey.ts'
import { runQuality } from '../app/quality-run.ts'
import { sealedFor } from '../app/sealed-answers.ts'
import type { Services } from '../app/services.ts'
import { attachment } from './attachment.ts'
import { codes, digits, link, type OperatorOf, readQuery, surveyTable } from './link-inputs.ts'
import { progressLines } from './progress-lines.ts'

const runQuery = z.strictObject({ ...link, survey: codes, batch: digits.optional() })

const findingsQuery = z.strictObject({
  ...surveyTable,
  rule: z.string().min(1).max(40).optional(),
  state: z.enum(['open', 'fixed', 'excused', 'void']).optional(),
  batch: digits.optional(),
})

/** `POST quality-run` looks at every form and tells how far it is; `GET findings` is the list as a table. */
export function qualityRoutes(services: Services, operatorOf: OperatorOf): Hono {
  const app = new Hono()
  app.post('/quality-run', async (c) => {
    const operator = await operatorOf(c.req.raw, ['supervisor'])
    const { survey, batch: batchId } = readQuery(runQuery, c.req.raw)
    const { id: surveyId } = await surveyByCode(services.store.db, survey)
    return progressLines(services, c.req.raw, (tell, signal) => {
      const onProgress = (forms: number, total: number): void => tell({ forms, total })
      return runQuality(services, operator, { surveyId, batchId, signal, onProgress })
    })
  })
  app.get('/findings', async (c) => {
    const reader = await operatorOf(c.req.raw, ['verifier', 'supervisor', 'analyst'])
    const { survey, batch: batchId, operator: _, ...asked } = readQuery(findingsQuery, c.req.raw)
    const { id: surveyId } = await surveyByCode(services.store.db, survey)
    return attachment(await exportFindings(services, { surveyId, batchId, ...asked, sealedFor: sealedFor(reader) }))
  })
  return app
}
