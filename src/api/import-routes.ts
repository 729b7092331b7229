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
import { TEXT_ENCODINGS } from '../files/encoding/detect-encoding.ts'
import { attachment } from './attachment.ts'
import {
  codes,
  delimiterSchema,
  digits,
  flag,
  link,
  type OperatorOf,
  readQuery,
  refuseOtherType,
} from './link-inputs.ts'
import { progressLines } from './progress-lines.ts'
import { keepRejects, keptRejects } from './reject-spool.ts'
import { type Spooled, spoolBody } from './spool-body.ts'

const ROLES: readonly Role[] = ['supervisor', 'analyst']

/** `POST import-preview`, `POST import` and the refused rows of the last imports, `GET rejects`. */
export function importRoutes(services: Services, operatorOf: OperatorOf): Hono {
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
    return importRequest(services, operator, c.req.raw)
  })
  app.get('/rejects', async (c) => {
    const operator = await operatorOf(c.req.raw, ROLES)
    const { id, format, name } = readQuery(rejectsQuery, c.req.raw)
    return attachment(await keptRejects({ id, operatorId: operator.id, format, name }))
  })
  return app
}

const how = {
  ...link,
  survey: codes,
  encoding: z.enum(['auto', ...TEXT_ENCODINGS]).default('auto'),
  delimiter: z.union([z.literal('auto'), delimiterSchema]).default('auto'),
  sheet: digits.optional(),
}

const previewQuery = z.strictObject(how)

/** `mappingBytes`: so many bytes of JSON, {column of the file: our code}, stand before the file. */
const importQuery = z.strictObject({
  ...how,
  createMissing: flag,
  dryRun: flag,
  batch: codes.optional(),
  mappingBytes: digits.optional(),
})

const rejectsQuery = z.strictObject({
  ...link,
  id: z.uuid(),
  format: z.enum(['csv', 'xlsx']),
  name: z.string().min(1).max(120),
})

const mappingSchema = z.record(z.string().max(10_000), z.string().max(100))

const LISTED = 1000
const TELL_EVERY = 1000
const MOST_MAPPING_BYTES = 2_000_000

/**
 * The body is put by first, so that a slow sender keeps nobody from the data, and then imported. Answers a line of JSON
 * for each step; ending the request cancels, and the data is as it was.
 */
async function importRequest(services: Services, operator: Operator, request: Request): Promise<Response> {
  refuseOtherType(request)
  const query = readQuery(importQuery, request)
  await surveyByCode(services.store.db, query.survey)
  const spooled = await spoolBody(request)
  return progressLines(services, request, async (tell, signal) => {
    const rejects = keepRejects(operator.id)
    try {
      const input = await inputOf(spooled, query, signal)
      const onProgress = tellNowAndThen((rows) => tell({ rows }))
      const result = await importResponses(services, operator, { ...input, ...rejects.listeners, onProgress })
      const rejectsId = await rejects.end(result.rejectCount > 0)
      return { ...result, rejects: result.rejects.slice(0, LISTED), rejectsId }
    } catch (error) {
      await rejects.end(false)
      throw error
    } finally {
      await spooled.remove()
    }
  })
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
