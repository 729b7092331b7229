import { Hono } from 'hono'
import { z } from 'zod'
import { exportTargetStanding } from '../app/export-target-standing.ts'
import { surveyByCode } from '../app/find-survey.ts'
import type { Operator, Role } from '../app/operators.ts'
import type { Services } from '../app/services.ts'
import { DELIMITER_CHOICES, DELIMITER_NAMES } from '../files/csv/delimiters.ts'
import { attachment } from './attachment.ts'
import { readQuery } from './read-query.ts'

const READERS: readonly Role[] = ['keyer', 'verifier', 'supervisor', 'analyst']

const table = {
  operator: z.string().optional(),
  format: z.enum(['csv', 'xlsx']).default('csv'),
  delimiter: z
    .enum(DELIMITER_CHOICES)
    .transform((name) => DELIMITER_NAMES[name])
    .optional(),
}

const standingQuery = z.strictObject({ ...table, survey: z.string().min(1).max(60) })

/** Files of what is held beside the results: `GET target-standing`. */
export function registerRoutes(
  services: Services,
  operatorOf: (request: Request, roles: readonly Role[]) => Promise<Operator>,
): Hono {
  const app = new Hono()
  app.get('/target-standing', async (c) => {
    await operatorOf(c.req.raw, READERS)
    const { survey, format, delimiter } = readQuery(standingQuery, c.req.raw)
    const { id: surveyId } = await surveyByCode(services.store.db, survey)
    return attachment(await exportTargetStanding(services, { surveyId, format, delimiter }))
  })
  return app
}
