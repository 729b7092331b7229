import { Hono } from 'hono'
import { z } from 'zod'
import { exportComparison, exportGroupComparison } from '../app/export-comparison.ts'
import type { Services } from '../app/services.ts'
import { attachment } from './attachment.ts'
import { groupsInput, sidesInput } from './compare-router.ts'
import { EVERYONE, type OperatorOf, readQuery, table } from './link-inputs.ts'

const query = z.strictObject({
  ...table,
  /** What the call of the same name is asked, as JSON: a comparison has too many parts for a link's own. */
  input: z.string().max(8000),
})

const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    context.addIssue({ code: 'custom', path: ['input'] })
    return z.NEVER
  }
})
const sides = query.extend({ input: json.pipe(sidesInput) })
const groups = query.extend({ input: json.pipe(groupsInput) })

/** `GET compare` and `GET compare-groups`: what is compared, as a table. */
export function compareRoutes(services: Services, operatorOf: OperatorOf): Hono {
  const app = new Hono()
  app.get('/compare', async (c) => {
    await operatorOf(c.req.raw, EVERYONE)
    const { input, format, delimiter } = readQuery(sides, c.req.raw)
    return attachment(await exportComparison(services, { ...input, format, delimiter }))
  })
  app.get('/compare-groups', async (c) => {
    await operatorOf(c.req.raw, EVERYONE)
    const { input, format, delimiter } = readQuery(groups, c.req.raw)
    return attachment(await exportGroupComparison(services, { ...input, format, delimiter }))
  })
  return app
}
