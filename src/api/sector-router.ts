import { z } from 'zod'
import { createSector, listSectors, updateSector } from '../app/sectors.ts'
import { bilingualSchema, codeSchema, idSchema } from './inputs.ts'
import { procedureFor, router } from './procedure.ts'

export const sectorRouter = router({
  list: procedureFor('keyer', 'verifier', 'supervisor', 'analyst').query(({ ctx }) => listSectors(ctx.app)),
  create: procedureFor('supervisor')
    .input(z.strictObject({ code: codeSchema, name: bilingualSchema }))
    .mutation(({ ctx, input }) => createSector(ctx.app, input)),
  update: procedureFor('supervisor')
    .input(z.strictObject({ id: idSchema, name: bilingualSchema }))
    .mutation(({ ctx, input }) => updateSector(ctx.app, input)),
})
