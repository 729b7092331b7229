import { z } from 'zod'
import { listExternalFigures, removeExternalFigure, saveExternalFigure } from '../app/external-figures.ts'
import { FIGURE_TEXT_LIMIT } from '../core/external/figure.ts'
import { isLink } from '../core/external/read-figures.ts'
import { idSchema, yearSchema } from './inputs.ts'
import { procedureFor, router } from './procedure.ts'

const text = z.string().max(FIGURE_TEXT_LIMIT)
const needed = text.trim().min(1)

const figureSchema = z
  .strictObject({
    id: idSchema.optional(),
    source: needed,
    measure: text,
    place: needed,
    year: yearSchema,
    value: z.number().min(0),
    scale: z.number().gt(0).max(1_000_000),
    rank: z.int().min(1).max(99_999).nullable(),
    document: text,
    link: text.trim().refine(isLink),
  })
  .refine(({ value, scale }) => value <= scale)

export const externalRouter = router({
  list: procedureFor('keyer', 'verifier', 'supervisor', 'analyst').query(({ ctx }) => listExternalFigures(ctx.app)),
  save: procedureFor('supervisor', 'analyst')
    .input(figureSchema)
    .mutation(({ ctx, input }) => saveExternalFigure(ctx.app, input)),
  remove: procedureFor('supervisor', 'analyst')
    .input(z.strictObject({ id: idSchema }))
    .mutation(({ ctx, input }) => removeExternalFigure(ctx.app, input.id)),
})
