import { z } from 'zod'
import { parTable, saveParTable } from '../app/par-index.ts'
import { PAR_METHODS, PAR_RESPONDENTS } from '../core/par/par-points.ts'
import { codeSchema, idSchema, nameSchema, partIdSchema, yearSchema } from './inputs.ts'
import { procedureFor, router } from './procedure.ts'

const componentSchema = z.strictObject({
  code: codeSchema,
  name: nameSchema,
  respondents: z.enum(PAR_RESPONDENTS),
  surveyId: idSchema.nullable(),
  groupId: partIdSchema,
  node: z.string().max(40),
  value: z.number().min(0).max(100).nullable(),
  maxPoints: z.number().gt(0).max(1000),
  weight: z.number().min(0).max(1000),
  method: z.enum(PAR_METHODS),
  steps: z.array(z.tuple([z.number().min(0).max(100), z.number().min(0).max(1)])).max(50),
  document: z.string().max(500),
})

export const parRouter = router({
  get: procedureFor('keyer', 'verifier', 'supervisor', 'analyst')
    .input(z.strictObject({ year: yearSchema }))
    .query(({ ctx, input }) => parTable(ctx.app, input.year)),
  save: procedureFor('supervisor', 'analyst')
    .input(
      z.strictObject({ year: yearSchema, stamp: z.string().max(64), components: z.array(componentSchema).max(200) }),
    )
    .mutation(({ ctx, input }) => saveParTable(ctx.app, input)),
})
