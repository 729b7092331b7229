import { z } from 'zod'
import { keyingFigures } from '../app/keying-figures.ts'
import { idSchema } from './inputs.ts'
import { procedureFor, router } from './procedure.ts'

export const keyingRouter = router({
  figures: procedureFor('keyer', 'verifier', 'supervisor')
    .input(z.strictObject({ surveyId: idSchema }))
    .query(({ ctx, input }) => keyingFigures(ctx.app, ctx.operator, input)),
})
