import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { Hono } from 'hono'
import { z } from 'zod'
import { surveyByCode } from '../app/find-survey.ts'
import { previewImport } from '../app/import-preview.ts'
import { type ImportInput, importResponses } from '../app/import-responses.ts'
import type { Operator, Role } from '../app/operators.ts'
import type { Services } from '../app/services.ts'
import { AppError } from '../core/errors.ts'
import { DELIMITER_CHOICES, DELIMITER_NAMES } from '../files/csv/delimiters.ts'
import { TEXT_ENCODINGS } from '../files/encoding/detect-encoding.ts'
import { attachment } from './attachment.ts'
import { digits, readQuery } from './read-query.ts'
import { keepRejects, keptRejects } from './reject-spool.ts'
import { type Spooled, spoolBody } from './spool-body.ts'

type OperatorOf = (request: Request, roles: readonly Role[]) => Promise<Operator>

const ROLES: readonly Role[] = ['supervisor', 'analyst']

/** `POST import-preview`, `POST import` and the refused rows of the last imports, `GET rejects`. `told`: an error as JSON. */
export function importRoutes(services: Services, operatorOf: OperatorOf, told: (error: unknown) => object): Hono {
  const app = new Hono()
  app.post('/import-preview', async (c) => {
    await operatorOf(c.req.raw, ROLES)
    refuseOtherType(c.req.raw)
    const { survey, encoding, delimiter, sheet } = readQuery(previewQuery, c.req.raw)
    const spooled = await spoolBody(c.req.raw)
    try {
      const input = { surveyCode: survey, encoding, delimiter, sheet, open: () => createReadStream(spooled.file) }
      return c.json(await previewImport(services, input))
    } finally {
      await spooled.remove()
    }
  })
  app.post('/import', async (c) => {
    const operator = await operatorOf(c.req.raw, ROLES)
    return importRequest(services, operator, c.req.raw, told)
  })
  app.get('/rejects', async (c) => {
    const operator = await operatorOf(c.req.raw, ROLES)
    const { id, format, name } = readQuery(rejectsQuery, c.req.raw)
    return attachment(await keptRejects({ id, operatorId: operator.id, format, name }))
  })
  return app
}

const flag = z.enum(['0', '1']).default('0')
const how = {
  operator: z.string().optional(),
  survey: z.string().min(1).max(60),
  encoding: z.enum(['auto', ...TEXT_ENCODINGS]).default('auto'),
  delimiter: z
    .union([z.literal('auto'), z.enum(DELIMITER_CHOICES).transform((name) => DELIMITER_NAMES[name])])
    .default('auto'),
  sheet: digits.optional(),
}

const previewQuery = z.strictObject(how)

/** `mappingBytes`: so many bytes of JSON, {column of the file: our code}, stand before the file. */
const importQuery = z.strictObject({
  ...how,
  createMissing: flag,
  dryRun: flag,
  batch: z.string().min(1).max(60).optional(),
  mappingBytes: digits.optional(),
})

const rejectsQuery = z.strictObject({
  operator: z.string().optional(),
  id: z.uuid(),
  format: z.enum(['csv', 'xlsx']),
  name: z.string().min(1).max(120),
})

const mappingSchema = z.record(z.string().max(10_000), z.string().max(100))

const LISTED = 1000
const TELL_EVERY = 1000
const MOST_MAPPING_BYTES = 2_000_000
const FILE_TYPE = 'application/octet-stream'

/** A page of another site can't send this type without asking first, and is then refused. */
export function refuseOtherType(request: Request): void {
  if (request.headers.get('content-type') !== FILE_TYPE) throw new AppError('bad-input', { where: 'content-type' })
}

/**
 * The body is put by first, so that a slow sender keeps nobody from the data, and then imported. Answers a line of JSON
 * for each step; ending the request cancels, and the data is as it was.
 */
async function importRequest(
  services: Services,
  operator: Operator,
  request: Request,
  told: (error: unknown) => object,
): Promise<Response> {
  refuseOtherType(request)
  const query = readQuery(importQuery, request)
  await surveyByCode(services.store.db, query.survey)
  const spooled = await spoolBody(request)
  const stop = new AbortController()
  request.signal.addEventListener('abort', () => stop.abort(), { once: true })
  const encoder = new TextEncoder()
  const lines = new ReadableStream<Uint8Array>({
    start: async (controller) => {
      const send = (line: object): void => {
        if (!stop.signal.aborted) controller.enqueue(encoder.encode(`${JSON.stringify(line)}\n`))
      }
      const rejects = keepRejects(operator.id)
      try {
        const input = await inputOf(spooled, query, stop.signal)
        const onProgress = tellNowAndThen((rows) => send({ type: 'progress', rows }))
        const result = await importResponses(services, operator, { ...input, ...rejects.listeners, onProgress })
        const rejectsId = await rejects.end(result.rejectCount > 0)
        send({ type: 'done', result: { ...result, rejects: result.rejects.slice(0, LISTED), rejectsId } })
      } catch (error) {
        await rejects.end(false)
        send({ type: 'error', error: told(error) })
      } finally {
        await spooled.remove()
        if (!stop.signal.aborted) controller.close()
      }
    },
    cancel: () => stop.abort(),
  })
  return new Response(lines, { headers: { 'content-type': 'application/x-ndjson; charset=utf-8' } })
}

function tellNowAndThen(tell: (rows: number) => void): (rows: number) => void {
  let told = 0
  return (rows) => {
    if (rows - told < TELL_EVERY) return
    told = rows
    tell(rows)
  }
}

async function inputOf(
  { file }: Spooled,
  query: z.output<typeof importQuery>,
  signal: AbortSignal,
): Promise<Omit<ImportInput, 'onProgress'>> {
  const { survey, encoding, delimiter, sheet, batch, mappingBytes = 0 } = query
  return {
    ...{ surveyCode: survey, encoding, delimiter, sheet, batchCode: batch, signal },
    mapping: mappingBytes === 0 ? undefined : await readMapping(file, mappingBytes),
    createMissing: query.createMissing === '1',
    isDryRun: query.dryRun === '1',
    open: () => createReadStream(file, { start: mappingBytes }),
  }
}

async function readMapping(file: string, length: number): Promise<Record<string, string>> {
  if (length > MOST_MAPPING_BYTES) throw new AppError('bad-input', { where: 'mappingBytes' })
  const handle = await open(file)
  try {
    const { buffer } = await handle.read(Buffer.alloc(length), 0, length, 0)
    return mappingSchema.parse(JSON.parse(buffer.toString('utf8')))
  } catch {
    throw new AppError('bad-input', { where: 'mapping' })
  } finally {
    await handle.close()
  }
}
