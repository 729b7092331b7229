import { createReadStream } from 'node:fs'
import { Hono } from 'hono'
import { z } from 'zod'
import { exportFigures } from '../app/export-figures.ts'
import { exportPar } from '../app/export-par.ts'
import { exportTargetStanding } from '../app/export-target-standing.ts'
import { importExternalFigures } from '../app/external-figures.ts'
import { surveyByCode } from '../app/find-survey.ts'
import type { Operator, Role } from '../app/operators.ts'
import type { Services } from '../app/services.ts'
import { DELIMITER_CHOICES, DELIMITER_NAMES } from '../files/csv/delimiters.ts'
import { attachment } from './attachment.ts'
import { refuseOtherType } from './import-routes.ts'
import { yearSchema } from './inputs.ts'
import { digits, readQuery } from './read-query.ts'
import { spoolBody } from './spool-body.ts'

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

const parQuery = z.strictObject({ ...table, year: digits.pipe(yearSchema) })

const flag = z.enum(['0', '1']).default('0')
const figuresQuery = z.strictObject({ operator: z.string().optional(), dryRun: flag, update: flag })

/** Files of what is held beside the results: `GET target-standing`, `GET par-index`, `GET` and `POST external-figures`. */
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
  app.get('/par-index', async (c) => {
    await operatorOf(c.req.raw, READERS)
    const { operator: _, ...asked } = readQuery(parQuery, c.req.raw)
    return attachment(await exportPar(services, asked))
  })
  app.get('/external-figures', async (c) => {
    await operatorOf(c.req.raw, READERS)
    const { operator: _, ...asked } = readQuery(z.strictObject(table), c.req.raw)
    return attachment(await exportFigures(services, asked))
  })
  app.post('/external-figures', async (c) => {
    await operatorOf(c.req.raw, ['supervisor', 'analyst'])
    refuseOtherType(c.req.raw)
    const { dryRun, update } = readQuery(figuresQuery, c.req.raw)
    const spooled = await spoolBody(c.req.raw)
    try {
      const open = () => createReadStream(spooled.file)
      return c.json(
        await importExternalFigures(services, { open, isDryRun: dryRun === '1', isUpdating: update === '1' }),
      )
    } finally {
      await spooled.remove()
    }
  })
  return app
}
