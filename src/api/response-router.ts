import { z } from 'zod'
import { correctResponse, restoreResponse, voidResponse } from '../app/change-response.ts'
import { deidentificationOf } from '../app/export-responses.ts'
import { listResponsePage } from '../app/responses.ts'
import { readResponse } from '../app/sealed-answers.ts'
import {
  codeSchema,
  groupSizeSchema,
  headerSchema,
  idSchema,
  partIdSchema,
  recordSchema,
  textsSchema,
  uuidSchema,
} from './inputs.ts'
import { procedureFor, router } from './procedure.ts'

const readers = procedureFor('keyer', 'verifier', 'supervisor', 'analyst')
const correctors = procedureFor('keyer', 'verifier', 'supervisor')

const filterSchema = z.strictObject({
  text: z.string().max(200).optional(),
  agencyId: partIdSchema.optional(),
  sectorId: partIdSchema.optional(),
  groupId: partIdSchema.optional(),
  batchId: idSchema.optional(),
  keyerId: idSchema.optional(),
  state: z.enum(['valid', 'void']).optional(),
  savedFromMs: z.int().optional(),
  savedToMs: z.int().optional(),
  isFlagged: z.boolean().optional(),
})
const change = {
  surveyId: idSchema,
  id: uuidSchema,
  baseRev: z.int().min(1),
  reason: z.string().max(500),
}

export const responseRouter = router({
  /** What de-identifying does to a survey's responses. */
  deidentification: procedureFor('supervisor', 'analyst')
    .input(z.strictObject({ surveyCode: codeSchema, groupSize: groupSizeSchema.optional() }))
    .query(({ ctx, input, signal }) => deidentificationOf(ctx.app, { ...input, signal })),
  page: readers
    .input(
      z.strictObject({
        surveyId: idSchema,
        filter: filterSchema.optional(),
        sort: z.enum(['savedAtMs', 'serial']).optional(),
        descending: z.boolean().optional(),
        offset: z.int().min(0),
        limit: z.int().min(1).max(500),
      }),
    )
    .query(({ ctx, input }) => listResponsePage(ctx.app, input)),
  get: readers
    .input(z.strictObject({ surveyId: idSchema, id: uuidSchema }))
    .query(({ ctx, input }) => readResponse(ctx.app, ctx.operator, input)),
  correct: correctors
    .input(z.strictObject({ ...change, header: headerSchema, record: recordSchema, texts: textsSchema }))
    .mutation(({ ctx, input }) => correctResponse(ctx.app, ctx.operator, input)),
  void: correctors
    .input(z.strictObject(change))
    .mutation(({ ctx, input }) => voidResponse(ctx.app, ctx.operator, input)),
  restore: correctors
    .input(z.strictObject(change))
    .mutation(({ ctx, input }) => restoreResponse(ctx.app, ctx.operator, input)),
})
