import { Hono } from 'hono'
import { z } from 'zod'
import { exportQuestionnaire } from '../app/export-questionnaire.ts'
import { importQuestionnaire } from '../app/import-questionnaire.ts'
import type { Role } from '../app/operators.ts'
import type { Services } from '../app/services.ts'
import { WORD_LANGUAGES } from '../files/docx/word-languages.ts'
import { QUESTIONNAIRE_FORMATS } from '../files/questionnaire-file.ts'
import { attachment } from './attachment.ts'
import { codes, digits, EVERYONE, link, type OperatorOf, readQuery, refuseOtherType } from './link-inputs.ts'

const DESIGNERS: readonly Role[] = ['analyst']

const exportQuery = z.strictObject({
  ...link,
  code: codes,
  version: digits.optional(),
  format: z.enum(QUESTIONNAIRE_FORMATS).default('json'),
  language: z.enum(WORD_LANGUAGES).default('vi'),
})

const importQuery = z.strictObject({
  ...link,
  /** The file's name without its ending. */
  name: z.string().max(300).default(''),
  /** Another code than the file's. */
  code: z.string().max(60).optional(),
})

/**
 * Questionnaires as files: `GET questionnaire` (our JSON or XLSForm, drafts too) and `POST questionnaire` (either of them,
 * as a draft; answers what came of it as JSON, with everything of a form that could not be carried).
 */
export function questionnaireRoutes(services: Services, operatorOf: OperatorOf): Hono {
  const app = new Hono()
  app.get('/questionnaire', async (c) => {
    await operatorOf(c.req.raw, EVERYONE)
    return attachment(await exportQuestionnaire(services, readQuery(exportQuery, c.req.raw)))
  })
  app.post('/questionnaire', async (c) => {
    await operatorOf(c.req.raw, DESIGNERS)
    const { raw } = c.req
    refuseOtherType(raw)
    const { name: fileName, code } = readQuery(importQuery, raw)
    // The two kinds of ReadableStream are one and the same; their types differ between Node and the web.
    const bytes = raw.body === null ? none() : (raw.body as unknown as AsyncIterable<Uint8Array>)
    return Response.json(await importQuestionnaire(services, { bytes, fileName, code, isPublished: false }))
  })
  return app
}

async function* none(): AsyncGenerator<Uint8Array> {}
