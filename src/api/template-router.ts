import { z } from 'zod'
import {
  checkReportTemplate,
  listReportTemplates,
  removeReportTemplate,
  renameReportTemplate,
} from '../app/report/report-templates.ts'
import { NAME_LIMIT } from '../core/input-rules.ts'
import { idSchema } from './inputs.ts'
import { REPORTERS } from './link-inputs.ts'
import { procedureFor, router } from './procedure.ts'

const reporters = procedureFor(...REPORTERS)
const one = z.strictObject({ id: idSchema })

/** An office's own Word files for its reports; the files themselves come and go by link (template-routes.ts). */
export const templateRouter = router({
  list: reporters.query(({ ctx }) => listReportTemplates(ctx.app)),
  check: reporters.input(one).query(({ ctx, input }) => checkReportTemplate(ctx.app, input)),
  rename: reporters
    .input(one.extend({ name: z.string().max(NAME_LIMIT) }))
    .mutation(({ ctx, input }) => renameReportTemplate(ctx.app, input)),
  remove: reporters.input(one).mutation(({ ctx, input }) => removeReportTemplate(ctx.app, input)),
})
