import { z } from 'zod'
import { moveSurvey } from '../app/move-survey.ts'
import { createSurvey, getSurvey, listSurveys, updateSurvey } from '../app/surveys.ts'
import { aggregateSchema, formulaSchema } from '../core/questionnaire/questionnaire.ts'
import { SURVEY_PERIODS } from '../core/survey-period.ts'
import { codeSchema, countSchema, idSchema, nameSchema, yearSchema } from './inputs.ts'
import { procedureFor, router } from './procedure.ts'

const everyone = procedureFor('keyer', 'verifier', 'supervisor', 'analyst')
const manager = procedureFor('supervisor')

const idsSchema = z.array(idSchema).max(20_000)
const settings = {
  period: z.enum(SURVEY_PERIODS).optional(),
  groups: z
    .array(z.strictObject({ code: codeSchema, name: nameSchema }))
    .max(1000)
    .optional(),
  strata: z
    .array(z.strictObject({ code: codeSchema, name: nameSchema, population: z.int().min(1).nullable().optional() }))
    .max(20_000)
    .optional(),
  formula: formulaSchema.optional(),
  aggregate: aggregateSchema.optional(),
  issuedCount: countSchema.optional(),
  collectedCount: countSchema.optional(),
  expectedCount: countSchema.optional(),
  partners: z
    .array(
      z.strictObject({
        name: nameSchema,
        issuedCount: countSchema.optional(),
        collectedCount: countSchema.optional(),
      }),
    )
    .max(1000)
    .optional(),
}

export const surveyRouter = router({
  list: everyone.query(({ ctx }) => listSurveys(ctx.app)),
  get: everyone.input(z.strictObject({ id: idSchema })).query(({ ctx, input }) => getSurvey(ctx.app, input.id)),
  create: manager
    .input(
      z.strictObject({
        code: codeSchema,
        name: nameSchema,
        year: yearSchema,
        questionnaireCode: z.string().min(1).max(40),
        questionnaireVersion: z.int().min(1).optional(),
        agencyUnitIds: idsSchema,
        sectorIds: idsSchema,
        ...settings,
      }),
    )
    .mutation(({ ctx, input }) => createSurvey(ctx.app, input)),
  update: manager
    .input(
      z.strictObject({
        id: idSchema,
        name: nameSchema.optional(),
        year: yearSchema.optional(),
        state: z.enum(['open', 'closed']).optional(),
        agencyUnitIds: idsSchema.optional(),
        sectorIds: idsSchema.optional(),
        ...settings,
      }),
    )
    .mutation(({ ctx, input }) => updateSurvey(ctx.app, input)),
  moveVersion: manager
    .input(z.strictObject({ surveyId: idSchema, version: z.int().min(1) }))
    .mutation(({ ctx, input }) => moveSurvey(ctx.app, input)),
})
