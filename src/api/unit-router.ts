import { z } from 'zod'
import { createUnit, listUnits, UNIT_LEVELS, updateUnit } from '../app/units.ts'
import { codeSchema, dateSchema, idSchema, nameSchema } from './inputs.ts'
import { procedureFor, router } from './procedure.ts'

const optional = {
  parentId: idSchema.nullable().optional(),
  validFrom: dateSchema.nullable().optional(),
  validTo: dateSchema.nullable().optional(),
}
const levelSchema = z.enum(UNIT_LEVELS)

export const unitRouter = router({
  list: procedureFor('keyer', 'verifier', 'supervisor', 'analyst').query(({ ctx }) => listUnits(ctx.app)),
  create: procedureFor('supervisor')
    .input(z.strictObject({ code: codeSchema, name: nameSchema, level: levelSchema, ...optional }))
    .mutation(({ ctx, input }) => createUnit(ctx.app, input)),
  update: procedureFor('supervisor')
    .input(
      z.strictObject({
        id: idSchema,
        code: codeSchema.optional(),
        name: nameSchema.optional(),
        level: levelSchema.optional(),
        ...optional,
      }),
    )
    .mutation(({ ctx, input }) => updateUnit(ctx.app, input)),
})
