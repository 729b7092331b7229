import { Hono } from 'hono'
import { z } from 'zod'
import { addEvidence, evidenceFile } from '../app/case-evidence.ts'
import { exportActions } from '../app/export-actions.ts'
import { exportReview } from '../app/export-review.ts'
import type { Role } from '../app/operators.ts'
import type { Services } from '../app/services.ts'
import { EVIDENCE_MEGABYTES } from '../core/action/evidence.ts'
import { AppError } from '../core/errors.ts'
import { NAME_LIMIT } from '../core/input-rules.ts'
import { caseFilter, reviewedPeriod } from './action-router.ts'
import { attachment } from './attachment.ts'
import { cappedBody } from './capped-body.ts'
import { dateSchema, uuidSchema } from './inputs.ts'
import { digits, link, type OperatorOf, readQuery, refuseOtherType, table } from './link-inputs.ts'

const READERS: readonly Role[] = ['verifier', 'supervisor', 'analyst']
const EDITORS: readonly Role[] = ['supervisor', 'analyst']

const actionsQuery = z.strictObject({
  ...table,
  ...caseFilter,
  survey: digits.optional(),
  agency: digits.optional(),
  sector: digits.optional(),
})

const reviewQuery = z.strictObject({
  ...table,
  year: digits.pipe(reviewedPeriod.year),
  period: reviewedPeriod.period.default(''),
})

const evidenceQuery = z.strictObject({
  ...link,
  case: uuidSchema,
  title: z.string().max(NAME_LIMIT),
  document: z.string().max(NAME_LIMIT).default(''),
  datedOn: dateSchema.optional(),
  /** The file's name with its ending; absent: there is no file. */
  name: z.string().min(1).max(255).optional(),
})

const tooLarge = (): AppError => new AppError('evidence-too-large', { limit: EVIDENCE_MEGABYTES })

/**
 * `GET actions`: the list of cases as a table. `GET actions-review`: the review of a period. `POST evidence`: a document
 * beside a case, the file as the body; `GET evidence`: that file again, always to be saved and never shown.
 */
export function actionRoutes(services: Services, operatorOf: OperatorOf): Hono {
  const app = new Hono()
  app.get('/actions', async (c) => {
    await operatorOf(c.req.raw, READERS)
    const query = readQuery(actionsQuery, c.req.raw)
    const { operator: _, survey: surveyId, agency: agencyUnitId, sector: sectorId, ...asked } = query
    return attachment(await exportActions(services, { ...asked, surveyId, agencyUnitId, sectorId }))
  })
  app.get('/actions-review', async (c) => {
    await operatorOf(c.req.raw, READERS)
    const { operator: _, ...asked } = readQuery(reviewQuery, c.req.raw)
    return attachment(await exportReview(services, asked))
  })
  app.get('/evidence', async (c) => {
    await operatorOf(c.req.raw, READERS)
    const { id } = readQuery(z.strictObject({ ...link, id: digits }), c.req.raw)
    return attachment(await evidenceFile(services, id))
  })
  app.post('/evidence', async (c) => {
    const operator = await operatorOf(c.req.raw, EDITORS)
    const { raw } = c.req
    refuseOtherType(raw)
    const { case: caseId, title, document, datedOn = null, name } = readQuery(evidenceQuery, raw)
    const content = name === undefined ? null : await cappedBody(raw, EVIDENCE_MEGABYTES, tooLarge)
    await addEvidence(services, operator, { caseId, title, document, datedOn, fileName: name ?? '', content })
    return Response.json({})
  })
  return app
}
