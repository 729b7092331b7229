import { z } from 'zod'
import { computeTrend } from '../app/trend.ts'
import { TIME_SPANS } from '../core/index/days.ts'
import { idSchema, indexSettings, minimumSchema, nodesSchema } from './inputs.ts'
import { procedureFor, router } from './procedure.ts'

export const trendRouter = router({
  get: procedureFor('keyer', 'verifier', 'supervisor', 'analyst')
    .input(
      z.strictObject({
        node: z.string().min(1).max(40).optional(),
        nodes: nodesSchema.optional(),
        scope: z.strictObject({ agencyUnitId: idSchema.optional(), sectorId: idSchema.optional() }).optional(),
        surveyIds: z.array(idSchema).min(1).max(100).optional(),
        split: z.enum(TIME_SPANS).optional(),
        minimumN: minimumSchema.optional(),
        ...indexSettings,
      }),
    )
    .query(({ ctx, input }) => computeTrend(ctx.app, input)),
})
