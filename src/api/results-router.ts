import { z } from 'zod'
import { computeResults } from '../app/results-summary.ts'
import { idSchema, indexSettings, partIdSchema } from './inputs.ts'
import { procedureFor, router } from './procedure.ts'

export const resultsRouter = router({
  get: procedureFor('keyer', 'verifier', 'supervisor', 'analyst')
    .input(
      z.strictObject({
        surveyId: idSchema,
        where: z
          .strictObject({
            agencyId: partIdSchema.optional(),
            sectorId: partIdSchema.optional(),
            groupId: partIdSchema.optional(),
            stratumId: partIdSchema.optional(),
          })
          .optional(),
        ...indexSettings,
      }),
    )
    .query(({ ctx, input }) => computeResults(ctx.app, input)),
})
