import { z } from 'zod'
import { getBatch, listBatchSummaries } from '../app/batches.ts'
import { createBatches, removeBatch, updateBatchSettings } from '../app/change-batches.ts'
import { BATCH_LIMIT, NAME_LIMIT } from '../core/input-rules.ts'
import { countSchema, idSchema } from './inputs.ts'
import { procedureFor, router } from './procedure.ts'

const everyone = procedureFor('keyer', 'verifier', 'supervisor', 'analyst')
const manager = procedureFor('supervisor')
const one = { surveyId: idSchema, batchId: idSchema }
/** A survey's batches come from a table that a person pasted. */
const MOST_AT_ONCE = 5000

/** What the batch itself says about these is checked by the use case, with a message that names the batch. */
const settings = {
  name: z.string().max(NAME_LIMIT).optional(),
  unitId: idSchema.nullable().optional(),
  expectedCount: countSchema.optional(),
  firstSerial: z.string().max(200).optional(),
  lastSerial: z.string().max(200).optional(),
  verifyMode: z.enum(['dependent', 'blind']).optional(),
  verifyPlan: z.enum(['all', 'csp1', 'none']).optional(),
  cspClean: z.int().min(1).max(1_000_000).optional(),
  cspShare: z.number().gt(0).max(1).optional(),
}

export const batchRouter = router({
  list: everyone
    .input(z.strictObject({ surveyId: idSchema }))
    .query(({ ctx, input }) => listBatchSummaries(ctx.app, input.surveyId)),
  get: everyone.input(z.strictObject(one)).query(({ ctx, input }) => getBatch(ctx.app, input)),
  create: manager
    .input(
      z.strictObject({
        surveyId: idSchema,
        batches: z
          .array(z.strictObject({ code: z.string().max(BATCH_LIMIT * 2), ...settings }))
          .min(1)
          .max(MOST_AT_ONCE),
      }),
    )
    .mutation(({ ctx, input }) => createBatches(ctx.app, input)),
  update: manager
    .input(z.strictObject({ ...one, ...settings }))
    .mutation(({ ctx, input }) => updateBatchSettings(ctx.app, input)),
  remove: manager.input(z.strictObject(one)).mutation(({ ctx, input }) => removeBatch(ctx.app, input)),
})
