import { z } from 'zod'
import { excuseFindings, listFindings, qualityOverview, reopenFindings } from '../app/quality.ts'
import { keepRule, removeRule, tryRule } from '../app/quality-rules.ts'
import { sealedFor } from '../app/sealed-answers.ts'
import { NAME_LIMIT } from '../core/input-rules.ts'
import { idSchema, uuidSchema } from './inputs.ts'
import { procedureFor, router } from './procedure.ts'

const readers = procedureFor('verifier', 'supervisor', 'analyst')
const settlers = procedureFor('supervisor')

const ruleCode = z.string().min(1).max(40)
const condition = z.string().max(500)
const findingSchema = z.strictObject({
  rule: ruleCode,
  responseId: z.union([uuidSchema, z.literal('')]),
  place: z.string().max(100),
})
const findings = z.array(findingSchema).min(1).max(500)

/** What the quality rules found; running them is a stream of its own (quality-routes.ts). */
export const qualityRouter = router({
  overview: readers
    .input(z.strictObject({ surveyId: idSchema }))
    .query(({ ctx, input }) => qualityOverview(ctx.app, input.surveyId, sealedFor(ctx.operator))),
  findings: readers
    .input(
      z.strictObject({
        surveyId: idSchema,
        rule: ruleCode.optional(),
        state: z.enum(['open', 'fixed', 'excused', 'void']).optional(),
        batchId: idSchema.optional(),
        responseId: uuidSchema.optional(),
        offset: z.int().min(0),
        limit: z.int().min(1).max(500),
      }),
    )
    .query(({ ctx, input }) => listFindings(ctx.app, { ...input, sealedFor: sealedFor(ctx.operator) })),
  excuse: settlers
    .input(z.strictObject({ surveyId: idSchema, findings, reason: z.string().max(500) }))
    .mutation(({ ctx, input }) => excuseFindings(ctx.app, ctx.operator, input)),
  reopen: settlers
    .input(z.strictObject({ surveyId: idSchema, findings }))
    .mutation(({ ctx, input }) => reopenFindings(ctx.app, ctx.operator, input)),
  keepRule: settlers
    .input(
      z.strictObject({
        surveyId: idSchema,
        code: ruleCode.nullable(),
        name: z.string().max(NAME_LIMIT),
        condition: condition.nullable(),
        parameter: z.number().nullable(),
        isActive: z.boolean(),
      }),
    )
    .mutation(({ ctx, input }) => keepRule(ctx.app, input)),
  removeRule: settlers
    .input(z.strictObject({ surveyId: idSchema, code: ruleCode }))
    .mutation(({ ctx, input }) => removeRule(ctx.app, input)),
  tryRule: settlers
    .input(z.strictObject({ surveyId: idSchema, condition }))
    .query(({ ctx, input }) => tryRule(ctx.app, input)),
})
