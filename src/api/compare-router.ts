import { z } from 'zod'
import { compareSides } from '../app/compare.ts'
import { compareGroups } from '../app/compare-groups.ts'
import { conditionSchema, idSchema, indexSettings, minimumSchema, nodesSchema, partIdSchema } from './inputs.ts'
import { procedureFor, router } from './procedure.ts'

const readers = procedureFor('keyer', 'verifier', 'supervisor', 'analyst')

const sideSchema = z.strictObject({
  surveyId: idSchema,
  where: conditionSchema.optional(),
  agencyId: partIdSchema.optional(),
  sectorId: partIdSchema.optional(),
  groupId: partIdSchema.optional(),
})

const settings = { nodes: nodesSchema.optional(), minimumN: minimumSchema.optional(), ...indexSettings }

/** Also of the files of the same comparisons (compare-routes.ts). */
export const sidesInput = z.strictObject({
  a: sideSchema,
  b: sideSchema,
  designEffect: z.boolean().optional(),
  ...settings,
})
export const groupsInput = z.strictObject({
  surveyId: idSchema,
  by: z.string().min(1).max(40),
  against: z.enum(['rest', 'whole']),
  where: conditionSchema.optional(),
  ...settings,
})

export const compareRouter = router({
  get: readers.input(sidesInput).query(({ ctx, input }) => compareSides(ctx.app, input)),
  groups: readers.input(groupsInput).query(({ ctx, input }) => compareGroups(ctx.app, input)),
})
