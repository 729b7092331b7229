import { z } from 'zod'
import { createOperator, listOperators, ROLES, updateOperator } from '../app/operators.ts'
import { idSchema } from './inputs.ts'
import { openProcedure, procedureFor, router } from './procedure.ts'

const nameSchema = z.string().trim().min(1).max(80)
const roleSchema = z.enum(ROLES)

export const operatorRouter = router({
  list: openProcedure.query(({ ctx }) => listOperators(ctx.app)),
  // Open because somebody has to be the first; from then on the use case asks for a supervisor or administrator.
  create: openProcedure
    .input(z.strictObject({ name: nameSchema, role: roleSchema }))
    .mutation(({ ctx, input }) => createOperator(ctx.app, ctx.operator, input)),
  update: procedureFor('supervisor')
    .input(
      z.strictObject({
        id: idSchema,
        name: nameSchema.optional(),
        role: roleSchema.optional(),
        isActive: z.boolean().optional(),
      }),
    )
    .mutation(({ ctx, input }) => updateOperator(ctx.app, ctx.operator, input)),
})
