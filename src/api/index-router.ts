import { z } from 'zod'
import { computeDistribution } from '../app/survey-distribution.ts'
import { computeIndex } from '../app/survey-index.ts'
import { bySchema, conditionSchema, idSchema, indexSettings, nodesSchema, partIdSchema } from './inputs.ts'
import { procedureFor, router } from './procedure.ts'

const readers = procedureFor('keyer', 'verifier', 'supervisor', 'analyst')

export const indexRouter = router({
  compute: readers
    .input(
      z.strictObject({
        surveyId: idSchema,
        by: bySchema.optional(),
        nodes: nodesSchema.optional(),
        where: conditionSchema.optional(),
        designEffect: z.boolean().optional(),
        ...indexSettings,
      }),
    )
    .query(({ ctx, input }) => computeIndex(ctx.app, { ...input, hidesTooFew: true })),
  distribution: readers
    .input(
      z.strictObject({
        surveyId: idSchema,
        variable: z.string().min(1).max(40).optional(),
        agencyId: partIdSchema.optional(),
        sectorId: partIdSchema.optional(),
        where: conditionSchema.optional(),
      }),
    )
    .query(({ ctx, input }) => computeDistribution(ctx.app, input)),
})
