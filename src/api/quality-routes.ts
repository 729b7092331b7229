import { Hono } from 'hono'
import { z } from 'zod'
import { exportFindings } from '../app/export-findings.ts'
import { surveyByCode } from '../app/find-survey.ts'
import type { Operator, Role } from '../app/operators.ts'
import { runQuality } from '../app/quality-run.ts'
import { sealedFor } from '../app/sealed-answers.ts'
import type { Services } from '../app/services.ts'
import { DELIMITER_CHOICES, DELIMITER_NAMES } from '../files/csv/delimiters.ts'
import { attachment } from './attachment.ts'
import { progressLines } from './progress-lines.ts'
import { digits, readQuery } from './read-query.ts'

const codes = z.string().min(1).max(60)
const link = { operator: z.string().optional() }

const runQuery = z.strictObject({ ...link, survey: codes, batch: digits.optional() })

const findingsQuery = z.strictObject({
  ...link,
  survey: codes,
  format: z.enum(['csv', 'xlsx']).default('csv'),
  delimiter: z
    .enum(DELIMITER_CHOICES)
    .transform((name) => DELIMITER_NAMES[name])
    .optional(),
  rule: z.string().min(1).max(40).optional(),
  state: z.enum(['open', 'fixed', 'excused', 'void']).optional(),
  batch: digits.optional(),
})

/** `POST quality-run` looks at every form and tells how far it is; `GET findings` is the list as a table. */
export function qualityRoutes(
  services: Services,
  operatorOf: (request: Request, roles: readonly Role[]) => Promise<Operator>,
): Hono {
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
