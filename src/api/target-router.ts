import { z } from 'zod'
import { targetStanding } from '../app/target-standing.ts'
import { listTargets, saveTargets } from '../app/targets.ts'
import { UNIT_LEVELS } from '../app/units.ts'
import { idSchema, yearSchema } from './inputs.ts'
import { procedureFor, router } from './procedure.ts'

const targetSchema = z.strictObject({
  id: idSchema.optional(),
  year: yearSchema.nullable(),
  node: z.string().min(1).max(40),
  agencyUnitId: idSchema.nullable(),
  sectorId: idSchema.nullable(),
  level: z.enum(UNIT_LEVELS).nullable(),
  value: z.number().min(0).max(100),
  document: z.string().max(500),
})

export const targetRouter = router({
  list: procedureFor('keyer', 'verifier', 'supervisor', 'analyst')
    .input(z.strictObject({ year: yearSchema.optional() }).optional())
    .query(({ ctx, input }) => listTargets(ctx.app, input?.year)),
  standing: procedureFor('keyer', 'verifier', 'supervisor', 'analyst')
    .input(z.strictObject({ surveyId: idSchema }))
    .query(({ ctx, input }) => targetStanding(ctx.app, input.surveyId)),
  save: procedureFor('supervisor', 'analyst')
    .input(z.strictObject({ targets: z.array(targetSchema).max(10_000), removedIds: z.array(idSchema).max(10_000) }))
    .mutation(({ ctx, input }) => saveTargets(ctx.app, input)),
})
