import { z } from 'zod'
import { addSuccessions, listSuccessions, removeSuccession } from '../app/unit-successions.ts'
import { createUnit, listUnits, UNIT_LEVELS, updateUnit } from '../app/units.ts'
import { DOCUMENT_LIMIT } from '../core/input-rules.ts'
import { codeSchema, dateSchema, idSchema, nameSchema } from './inputs.ts'
import { procedureFor, router } from './procedure.ts'

const optional = {
  parentId: idSchema.nullable().optional(),
  validFrom: dateSchema.nullable().optional(),
  validTo: dateSchema.nullable().optional(),
}
const levelSchema = z.enum(UNIT_LEVELS)
const pair = { predecessorId: idSchema, successorId: idSchema }
const successionSchema = z.strictObject({
  ...pair,
  happenedOn: dateSchema,
  document: z.string().trim().max(DOCUMENT_LIMIT),
})
/** More than all communes of 2025 came from. */
const MOST_ROWS = 20_000

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
  successions: procedureFor('keyer', 'verifier', 'supervisor', 'analyst').query(({ ctx }) => listSuccessions(ctx.app)),
  addSuccessions: procedureFor('supervisor')
    .input(z.strictObject({ rows: z.array(successionSchema).min(1).max(MOST_ROWS), setsDays: z.boolean() }))
    .mutation(({ ctx, input }) => addSuccessions(ctx.app, input)),
  removeSuccession: procedureFor('supervisor')
    .input(z.strictObject(pair))
    .mutation(({ ctx, input }) => removeSuccession(ctx.app, input)),
})
