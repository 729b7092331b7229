import { z } from 'zod'
import { createDemo } from '../app/create-demo.ts'
import { procedureFor, router } from './procedure.ts'

/** The form for agency × sector: it shows everything that the program can say. */
const DEMO_QUESTIONNAIRE = 'tthc-2017'
const DEMO_RESPONSES = 2000

export const demoRouter = router({
  create: procedureFor('supervisor')
    .input(
      z
        .strictObject({ responses: z.int().min(1).max(1_000_000).optional(), hasEarlier: z.boolean().optional() })
        .optional(),
    )
    .mutation(async ({ ctx, input, signal }) => {
      const { operator } = ctx
      const wanted = {
        responses: input?.responses ?? DEMO_RESPONSES,
        seed: 1,
        questionnaireCode: DEMO_QUESTIONNAIRE,
        hasEarlier: input?.hasEarlier,
      }
      const { surveyId } = await createDemo(ctx.app, { ...wanted, operator }, undefined, signal)
      return { surveyId }
    }),
})
