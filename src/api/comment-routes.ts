import { Hono } from 'hono'
import { z } from 'zod'
import { exportCommentCounts, exportComments } from '../app/export-comments.ts'
import { surveyByCode } from '../app/find-survey.ts'
import type { Services } from '../app/services.ts'
import { attachment } from './attachment.ts'
import { digits, type OperatorOf, readQuery, surveyTable } from './link-inputs.ts'

const query = z.strictObject({
  ...surveyTable,
  agencyId: digits.optional(),
  sectorId: digits.optional(),
  groupId: digits.optional(),
  variable: z.string().min(1).max(40).optional(),
  text: z.string().max(200).optional(),
  hidesEmpty: z
    .literal('true')
    .transform(() => true)
    .optional(),
  tag: z.union([z.literal('none'), digits]).optional(),
})

/** `GET comments`: what a filter leaves, without a trace of who wrote it; `GET comment-counts`: how often each tag was given. */
export function commentRoutes(services: Services, operatorOf: OperatorOf): Hono {
  const app = new Hono()
  for (const [path, make] of [
    ['/comments', exportComments],
    ['/comment-counts', exportCommentCounts],
  ] as const) {
    app.get(path, async (c) => {
      await operatorOf(c.req.raw, ['supervisor', 'analyst'])
      const { survey, operator: _, ...asked } = readQuery(query, c.req.raw)
      const { id: surveyId } = await surveyByCode(services.store.db, survey)
      return attachment(await make(services, { surveyId, ...asked }))
    })
  }
  return app
}
