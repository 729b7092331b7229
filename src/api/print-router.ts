import { z } from 'zod'
import { printOverview } from '../app/print-forms.ts'
import { idSchema } from './inputs.ts'
import { procedureFor, router } from './procedure.ts'

/** What was printed; the forms themselves are a link (print-routes.ts). */
export const printRouter = router({
  overview: procedureFor('supervisor', 'analyst')
    .input(z.strictObject({ surveyId: idSchema }))
    .query(({ ctx, input }) => printOverview(ctx.app, input.surveyId)),
})
