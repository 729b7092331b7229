import { z } from 'zod'
import { getSmallCells, updateSettings } from '../app/settings.ts'
import { MINIMUM_LIMIT } from '../core/index/small-cells.ts'
import { procedureFor, router } from './procedure.ts'

const decisionSchema = z.string().max(200)

export const settingRouter = router({
  smallCells: procedureFor('keyer', 'verifier', 'supervisor', 'analyst').query(({ ctx }) => getSmallCells(ctx.app)),
  update: procedureFor('supervisor')
    .input(
      z.strictObject({
        office: z.string().max(200).optional(),
        smallCells: z
          .strictObject({
            minimumRanked: z.int().min(1).max(MINIMUM_LIMIT),
            rankedDecision: decisionSchema,
            minimumShown: z.int().min(1).max(MINIMUM_LIMIT),
            shownDecision: decisionSchema,
          })
          .optional(),
      }),
    )
    .mutation(({ ctx, input }) => updateSettings(ctx.app, input)),
})
