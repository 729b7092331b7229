import { TRPCError } from '@trpc/server'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import { Hono } from 'hono'
import { z } from 'zod'
import { exportDistribution } from '../app/export-distribution.ts'
import { exportIndex } from '../app/export-index.ts'
import { exportIndicators } from '../app/export-indicators.ts'
import { exportRanking } from '../app/export-ranking.ts'
import { exportDeidentification, exportResponses, exportVersionMapping } from '../app/export-responses.ts'
import { exportStatistics } from '../app/export-statistics.ts'
import { surveyByCode } from '../app/find-survey.ts'
import type { Services } from '../app/services.ts'
import { assert } from '../core/assert.ts'
import { AppError } from '../core/errors.ts'
import { isTableFormat, RESPONSE_FORMATS } from '../core/response-formats.ts'
import { actionRoutes } from './action-routes.ts'
import { attachment } from './attachment.ts'
import { commentRoutes } from './comment-routes.ts'
import { compareRoutes } from './compare-routes.ts'
import { importRoutes } from './import-routes.ts'
import { bySchema, conditionSchema, groupSizeSchema, indexSettings, partIdSchema } from './inputs.ts'
import { codes, digits, EVERYONE, flag, link, type OperatorOf, readQuery, surveyTable } from './link-inputs.ts'
import { printRoutes } from './print-routes.ts'
import { appErrorData, requireRole, typedError } from './procedure.ts'
import { qualityRoutes } from './quality-routes.ts'
import { questionnaireRoutes } from './questionnaire-routes.ts'
import { readOperator } from './read-operator.ts'
import { registerRoutes } from './register-routes.ts'
import { reportRoutes } from './report-routes.ts'
import { templateRoutes } from './template-routes.ts'

/**
 * The ways of files in and out: imports (import-routes.ts), `GET responses`, `GET index`, `GET ranking`, `GET distribution`, `GET indicators`,
 * questionnaires (questionnaire-routes.ts), what is printed (print-routes.ts), reports (report-routes.ts), registers
 * (register-routes.ts), and cases with their evidence (action-routes.ts). Mounted at `/files`.
 */
export function filesRoutes(services: Services): Hono {
  const app = new Hono()
  const operatorOf: OperatorOf = async (request, roles) => requireRole(await readOperator(services, request), roles)
  app.get('/responses', async (c) => {
    await operatorOf(c.req.raw, ['supervisor', 'analyst'])
    const { survey: surveyCode, operator: _, deIdentified, format, ...given } = readQuery(responsesQuery, c.req.raw)
    const asked = { surveyCode, isDeIdentified: deIdentified === '1', signal: c.req.raw.signal, ...given }
    return attachment(
      isTableFormat(format)
        ? await exportResponses(services, { ...asked, format })
        : await exportStatistics(services, { ...asked, format }),
    )
  })
  app.get('/deidentification', async (c) => {
    await operatorOf(c.req.raw, ['supervisor', 'analyst'])
    const { survey: surveyCode, groupSize } = readQuery(deidentificationQuery, c.req.raw)
    return attachment(await exportDeidentification(services, { surveyCode, groupSize, signal: c.req.raw.signal }))
  })
  app.get('/version-mapping', async (c) => {
    await operatorOf(c.req.raw, ['supervisor', 'analyst'])
    const { survey, format, delimiter } = readQuery(mappingQuery, c.req.raw)
    return attachment(await exportVersionMapping(services, { surveyCode: survey, format, delimiter }))
  })
  app.get('/index', async (c) => {
    await operatorOf(c.req.raw, EVERYONE)
    const { survey, operator: _, delimiter, ...asked } = readQuery(indexQuery, c.req.raw)
    const { id: surveyId } = await surveyByCode(services.store.db, survey)
    return attachment(await exportIndex(services, { surveyId, delimiter, ...asked }))
  })
  app.get('/ranking', async (c) => {
    await operatorOf(c.req.raw, EVERYONE)
    const asked = readQuery(rankingQuery, c.req.raw)
    const {
      survey: surveyCode,
      compared: comparedId,
      format,
      delimiter,
      sectorId,
      groupId,
      stratumId,
      condition,
    } = asked
    const where = { sectorId, groupId, stratumId, condition }
    return attachment(await exportRanking(services, { surveyCode, where, comparedId, format, delimiter }))
  })
  app.get('/distribution', async (c) => {
    await operatorOf(c.req.raw, EVERYONE)
    const { survey, operator: _, ...asked } = readQuery(distributionQuery, c.req.raw)
    const { id: surveyId } = await surveyByCode(services.store.db, survey)
    return attachment(await exportDistribution(services, { surveyId, ...asked }))
  })
  app.get('/indicators', async (c) => {
    await operatorOf(c.req.raw, EVERYONE)
    const { survey, operator: _, where: condition, ...asked } = readQuery(indicatorsQuery, c.req.raw)
    const { id: surveyId } = await surveyByCode(services.store.db, survey)
    return attachment(await exportIndicators(services, { surveyId, where: { condition }, ...asked }))
  })
  app.route('/', importRoutes(services, operatorOf))
  app.route('/', actionRoutes(services, operatorOf))
  app.route('/', questionnaireRoutes(services, operatorOf))
  app.route('/', printRoutes(services, operatorOf))
  app.route('/', qualityRoutes(services, operatorOf))
  app.route('/', reportRoutes(services, operatorOf))
  app.route('/', templateRoutes(services, operatorOf))
  app.route('/', commentRoutes(services, operatorOf))
  app.route('/', registerRoutes(services, operatorOf))
  app.route('/', compareRoutes(services, operatorOf))
  app.onError((error) => {
    const failure = failureOf(services, error)
    return Response.json({ error: errorDataOf(failure) }, { status: getHTTPStatusCodeFromError(failure) })
  })
  return app
}

const list = z
  .string()
  .max(2000)
  .transform((text) => text.split(',').filter((part) => part !== ''))

const groupSize = digits.pipe(groupSizeSchema).optional()

const responsesQuery = z.strictObject({
  ...surveyTable,
  format: z.enum(RESPONSE_FORMATS).default('csv'),
  deIdentified: flag,
  groupSize,
  /** Of labels in statistics files. */
  language: z.enum(['vi', 'en']).optional(),
})

const deidentificationQuery = z.strictObject({ ...link, survey: codes, groupSize })

const mappingQuery = z.strictObject(surveyTable)

const indexQuery = z.strictObject({
  ...surveyTable,
  by: list.pipe(bySchema).optional(),
  nodes: z.union([z.literal('all'), list]).optional(),
  ...indexSettings,
  weights: z
    .enum(['on', 'off'])
    .transform((word) => word === 'on')
    .optional(),
  where: z.string().min(1).max(500).optional(),
})

const rankingQuery = z.strictObject({
  ...surveyTable,
  sectorId: z.coerce.number().pipe(partIdSchema).optional(),
  groupId: z.coerce.number().pipe(partIdSchema).optional(),
  stratumId: z.coerce.number().pipe(partIdSchema).optional(),
  condition: conditionSchema.optional(),
  compared: z.coerce.number().int().positive().optional(),
})

const distributionQuery = z.strictObject({
  ...surveyTable,
  where: z.string().min(1).max(500).optional(),
})

const indicatorsQuery = distributionQuery.extend({ by: z.enum(['agency', 'sector']).optional() })

/** As the procedures' failures: one nobody foresaw is logged under the number that the user is shown. */
function failureOf(services: Services, error: unknown): TRPCError {
  return typedError(services, new TRPCError({ code: 'INTERNAL_SERVER_ERROR', cause: error }), 'files')
}

function errorDataOf({ cause }: TRPCError): object {
  assert(cause instanceof AppError, 'a typed error carries an AppError')
  return appErrorData(cause)
}
