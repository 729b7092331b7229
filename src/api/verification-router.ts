import { z } from 'zod'
import { beginVerification, openVerification } from '../app/verification.ts'
import { verificationReport } from '../app/verification-report.ts'
import { saveVerification } from '../app/verification-save.ts'
import { listDiscrepancies, openSettling, settleVerification } from '../app/verification-settle.ts'
import { effortSchema, headerSchema, idSchema, recordSchema, slipsSchema, textsSchema, uuidSchema } from './inputs.ts'
import { procedureFor, router } from './procedure.ts'

const keying = procedureFor('keyer', 'verifier', 'supervisor')
const settling = procedureFor('verifier', 'supervisor')
const reading = procedureFor('verifier', 'supervisor', 'analyst')

const batch = { surveyId: idSchema, batchId: idSchema }

export const verificationRouter = router({
  open: keying
    .input(z.strictObject({ ...batch, surveyVersionId: idSchema.optional() }))
    .query(({ ctx, input }) => openVerification(ctx.app, ctx.operator, input)),
  begin: keying
    .input(z.strictObject({ ...batch, serial: z.string().max(200) }))
    .query(({ ctx, input }) => beginVerification(ctx.app, ctx.operator, input)),
  save: keying
    .input(
      z.strictObject({
        ...batch,
        id: uuidSchema,
        mode: z.enum(['dependent', 'blind']),
        scope: z.enum(['whole', 'identifiers']),
        header: headerSchema,
        record: recordSchema,
        texts: textsSchema,
        surveyVersionId: idSchema,
        responseId: uuidSchema.nullable(),
        baseRev: idSchema.nullable(),
        slips: slipsSchema,
        effort: effortSchema.optional(),
      }),
    )
    .mutation(({ ctx, input }) => saveVerification(ctx.app, ctx.operator, input)),
  discrepancies: settling
    .input(z.strictObject({ surveyId: idSchema, batchId: idSchema.optional() }))
    .query(({ ctx, input }) => listDiscrepancies(ctx.app, ctx.operator, input)),
  settling: settling
    .input(z.strictObject({ surveyId: idSchema, id: uuidSchema }))
    .query(({ ctx, input }) => openSettling(ctx.app, ctx.operator, input)),
  settle: settling
    .input(
      z.strictObject({
        surveyId: idSchema,
        id: uuidSchema,
        baseRev: idSchema,
        values: z.record(z.string().max(40), z.string().max(200)),
      }),
    )
    .mutation(({ ctx, input }) => settleVerification(ctx.app, ctx.operator, input)),
  report: reading
    .input(z.strictObject({ surveyId: idSchema, batchId: idSchema.optional() }))
    .query(({ ctx, input }) => verificationReport(ctx.app, ctx.operator, input)),
})
