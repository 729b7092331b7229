import { createReadStream } from 'node:fs'
import { TRPCError } from '@trpc/server'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import { Hono } from 'hono'
import { z } from 'zod'
import { exportDistribution } from '../app/export-distribution.ts'
import { exportIndex } from '../app/export-index.ts'
import { exportResponses, exportVersionMapping } from '../app/export-responses.ts'
import { surveyByCode } from '../app/find-survey.ts'
import { type ImportInput, importResponses } from '../app/import-responses.ts'
import type { Operator, Role } from '../app/operators.ts'
import type { Services } from '../app/services.ts'
import { assert } from '../core/assert.ts'
import { AppError } from '../core/errors.ts'
import { DELIMITER_CHOICES, DELIMITER_NAMES } from '../files/csv/delimiters.ts'
import { TEXT_ENCODINGS } from '../files/encoding/detect-encoding.ts'
import { attachment } from './attachment.ts'
import { indexSettings } from './inputs.ts'
import { printRoutes } from './print-routes.ts'
import { appErrorData, requireRole, typedError } from './procedure.ts'
import { qualityRoutes } from './quality-routes.ts'
import { questionnaireRoutes } from './questionnaire-routes.ts'
import { readOperator } from './read-operator.ts'
import { readQuery } from './read-query.ts'
import { spoolBody } from './spool-body.ts'

/**
 * The ways of files in and out: `POST import`, `GET responses`, `GET index`, `GET distribution`, questionnaires
 * (questionnaire-routes.ts) and what is printed (print-routes.ts). Mounted at `/files`.
 */
export function filesRoutes(services: Services): Hono {
  const app = new Hono()
  const operatorOf = async (request: Request, roles: readonly Role[]): Promise<Operator> =>
    requireRole(await readOperator(services, request), roles)
  app.post('/import', async (c) => {
    const operator = await operatorOf(c.req.raw, ['supervisor', 'analyst'])
    return importRequest(services, operator, c.req.raw)
  })
  app.get('/responses', async (c) => {
    await operatorOf(c.req.raw, ['supervisor', 'analyst'])
    const { survey, format, deIdentified, delimiter } = readQuery(responsesQuery, c.req.raw)
    const isDeIdentified = deIdentified === '1'
    return attachment(await exportResponses(services, { surveyCode: survey, format, isDeIdentified, delimiter }))
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
  app.get('/distribution', async (c) => {
    await operatorOf(c.req.raw, EVERYONE)
    const { survey, operator: _, ...asked } = readQuery(distributionQuery, c.req.raw)
    const { id: surveyId } = await surveyByCode(services.store.db, survey)
    return attachment(await exportDistribution(services, { surveyId, ...asked }))
  })
  app.route('/', questionnaireRoutes(services, operatorOf))
  app.route('/', printRoutes(services, operatorOf))
  app.route('/', qualityRoutes(services, operatorOf))
  app.onError((error) => {
    const failure = failureOf(services, error)
    return Response.json({ error: errorDataOf(failure) }, { status: getHTTPStatusCodeFromError(failure) })
  })
  return app
}

const EVERYONE: readonly Role[] = ['keyer', 'verifier', 'supervisor', 'analyst']

const codes = z.string().min(1).max(60)
const flag = z.enum(['0', '1']).default('0')
const link = { operator: z.string().optional() }
const list = z
  .string()
  .max(2000)
  .transform((text) => text.split(',').filter((part) => part !== ''))
const delimiter = z.enum(DELIMITER_CHOICES).transform((name) => DELIMITER_NAMES[name])
const format = z.enum(['csv', 'xlsx']).default('csv')

const responsesQuery = z.strictObject({
  ...link,
  survey: codes,
  format,
  deIdentified: flag,
  delimiter: delimiter.optional(),
})

const mappingQuery = z.strictObject({ ...link, survey: codes, format, delimiter: delimiter.optional() })

const indexQuery = z.strictObject({
  ...link,
  survey: codes,
  format,
  delimiter: delimiter.optional(),
  by: list.optional(),
  nodes: z.union([z.literal('all'), list]).optional(),
  ...indexSettings,
  weights: z
    .enum(['on', 'off'])
    .transform((word) => word === 'on')
    .optional(),
  where: z.string().min(1).max(500).optional(),
})

const distributionQuery = z.strictObject({
  ...link,
  survey: codes,
  format,
  delimiter: delimiter.optional(),
  where: z.string().min(1).max(500).optional(),
})

const importQuery = z.strictObject({
  ...link,
  survey: codes,
  createMissing: flag,
  dryRun: flag,
  encoding: z.enum(['auto', ...TEXT_ENCODINGS]).default('auto'),
  delimiter: z.union([z.literal('auto'), delimiter]).default('auto'),
})

const LISTED = 1000
const READ_BYTES = 16 * 1024
const TELL_EVERY = 1000
const FILE_TYPE = 'application/octet-stream'

/**
 * The body is put by first, so that a slow sender keeps nobody from the data, and then imported. Answers a line of JSON
 * for each step; ending the request cancels, and the data is as it was.
 */
async function importRequest(services: Services, operator: Operator, request: Request): Promise<Response> {
  // A page of another site can't send this type without asking first, and is then refused.
  if (request.headers.get('content-type') !== FILE_TYPE) throw new AppError('bad-input', { where: 'content-type' })
  const query = readQuery(importQuery, request)
  await surveyByCode(services.store.db, query.survey)
  const spooled = await spoolBody(request)
  const stop = new AbortController()
  request.signal.addEventListener('abort', () => stop.abort(), { once: true })
  const input: Omit<ImportInput, 'onProgress'> = {
    surveyCode: query.survey,
    encoding: query.encoding,
    delimiter: query.delimiter,
    createMissing: query.createMissing === '1',
    isDryRun: query.dryRun === '1',
    open: () => createReadStream(spooled.file, { highWaterMark: READ_BYTES }),
    signal: stop.signal,
  }
  const encoder = new TextEncoder()
  const lines = new ReadableStream<Uint8Array>({
    start: async (controller) => {
      const send = (line: object): void => {
        if (!stop.signal.aborted) controller.enqueue(encoder.encode(`${JSON.stringify(line)}\n`))
      }
      try {
        let told = 0
        const onProgress = (rows: number): void => {
          if (rows - told < TELL_EVERY) return
          told = rows
          send({ type: 'progress', rows })
        }
        const result = await importResponses(services, operator, { ...input, onProgress })
        send({ type: 'done', result: { ...result, rejects: result.rejects.slice(0, LISTED) } })
      } catch (error) {
        send({ type: 'error', error: errorDataOf(failureOf(services, error)) })
      } finally {
        await spooled.remove()
        if (!stop.signal.aborted) controller.close()
      }
    },
    cancel: () => stop.abort(),
  })
  return new Response(lines, { headers: { 'content-type': 'application/x-ndjson; charset=utf-8' } })
}

/** As the procedures' failures: one nobody foresaw is logged under the number that the user is shown. */
function failureOf(services: Services, error: unknown): TRPCError {
  return typedError(services, new TRPCError({ code: 'INTERNAL_SERVER_ERROR', cause: error }), 'files')
}

function errorDataOf({ cause }: TRPCError): object {
  assert(cause instanceof AppError, 'a typed error carries an AppError')
  return appErrorData(cause)
}
