import { createReadStream } from 'node:fs'
import { Hono } from 'hono'
import { z } from 'zod'
import { exportFigures } from '../app/export-figures.ts'
import { exportPar } from '../app/export-par.ts'
import { exportTargetStanding } from '../app/export-target-standing.ts'
import { importExternalFigures } from '../app/external-figures.ts'
import { surveyByCode } from '../app/find-survey.ts'
import type { Services } from '../app/services.ts'
import { attachment } from './attachment.ts'
import { yearSchema } from './inputs.ts'
import {
  digits,
  EVERYONE,
  flag,
  link,
  type OperatorOf,
  readQuery,
  refuseOtherType,
  surveyTable,
  table,
} from './link-inputs.ts'
import { spoolBody } from './spool-body.ts'

const standingQuery = z.strictObject(surveyTable)

const parQuery = z.strictObject({ ...table, year: digits.pipe(yearSchema) })

const figuresQuery = z.strictObject({ ...link, dryRun: flag, update: flag })

/** Files of what is held beside the results: `GET target-standing`, `GET par-index`, `GET` and `POST external-figures`. */
export function registerRoutes(services: Services, operatorOf: OperatorOf): Hono {
  const app = new Hono()
  app.get('/target-standing', async (c) => {
    await operatorOf(c.req.raw, EVERYONE)
    const { survey, format, delimiter } = readQuery(standingQuery, c.req.raw)
    const { id: surveyId } = await surveyByCode(services.store.db, survey)
    return attachment(await exportTargetStanding(services, { surveyId, format, delimiter }))
  })
  app.get('/par-index', async (c) => {
    await operatorOf(c.req.raw, EVERYONE)
    const { operator: _, ...asked } = readQuery(parQuery, c.req.raw)
    return attachment(await exportPar(services, asked))
  })
  app.get('/external-figures', async (c) => {
    await operatorOf(c.req.raw, EVERYONE)
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
