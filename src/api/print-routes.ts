import { Hono } from 'hono'
import { z } from 'zod'
import type { Role } from '../app/operators.ts'
import { printForms, printQuestionnaire } from '../app/print-forms.ts'
import { readPageMap } from '../app/read-page-map.ts'
import type { Services } from '../app/services.ts'
import { VARIANTS } from '../core/print/paper.ts'
import { PDF_TYPE } from '../files/write-table.ts'
import { attachment } from './attachment.ts'
import { codes, digits, flag, link, type OperatorOf, readQuery } from './link-inputs.ts'

const PRINTERS: readonly Role[] = ['supervisor', 'analyst']

/** About what a page of a copy takes in the PDF (measured on sipas-2026), and what all copies share. */
const BYTES = { page: 3_050, shared: 60_000 }

const variant = z.enum(VARIANTS).default('standard')

const formQuery = z.strictObject({
  ...link,
  survey: codes,
  copies: digits,
  batch: z.string().max(200).optional(),
  variant,
  blank: flag,
})

const questionnaireQuery = z.strictObject({
  ...link,
  code: codes,
  version: digits.optional(),
  variant,
})

/**
 * Forms on paper: `POST form` (copies of a survey, as a PDF; takes serials), `GET questionnaire-form` (one blank sheet of any
 * version) and `GET page-map` (where its boxes stand, as JSON).
 */
export function printRoutes(services: Services, operatorOf: OperatorOf): Hono {
  const app = new Hono()
  app.post('/form', async (c) => {
    const operator = await operatorOf(c.req.raw, PRINTERS)
    const { survey: surveyCode, blank, operator: _, ...asked } = readQuery(formQuery, c.req.raw)
    const { signal } = c.req.raw
    const printed = await printForms(services, operator, { surveyCode, isBlank: blank === '1', ...asked }, { signal })
    const { name, chunks, finish, form } = printed
    const answer = attachment({ name, type: PDF_TYPE, chunks: finishing(chunks, finish) })
    const bytes = BYTES.shared + asked.copies * form.pages.length * BYTES.page
    answer.headers.set('x-sipas-estimated-bytes', String(bytes)) // for a bar of progress
    return answer
  })
  app.get('/questionnaire-form', async (c) => {
    await operatorOf(c.req.raw, PRINTERS)
    const { operator: _, ...asked } = readQuery(questionnaireQuery, c.req.raw)
    const { name, chunks } = await printQuestionnaire(services, asked)
    return attachment({ name, type: PDF_TYPE, chunks })
  })
  app.get('/page-map', async (c) => {
    await operatorOf(c.req.raw, PRINTERS)
    const { operator: _, ...asked } = readQuery(questionnaireQuery, c.req.raw)
    return attachment(await readPageMap(services, asked))
  })
  return app
}

/** The chunks, and what is to be done when the last one was taken. */
async function* finishing(chunks: AsyncIterable<Uint8Array>, finish: () => Promise<void>): AsyncGenerator<Uint8Array> {
  yield* chunks
  await finish()
}
