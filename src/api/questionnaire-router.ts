import { z } from 'zod'
import { getQuestionnaire, listQuestionnaires } from '../app/questionnaires.ts'
import { procedureFor, router } from './procedure.ts'

const everyone = procedureFor('keyer', 'verifier', 'supervisor', 'analyst')

export const questionnaireRouter = router({
  list: everyone.query(({ ctx }) => listQuestionnaires(ctx.app)),
  get: everyone
    .input(z.strictObject({ code: z.string().min(1).max(40), version: z.int().min(1).optional() }))
    .query(({ ctx, input }) => getQuestionnaire(ctx.app, input)),
})
