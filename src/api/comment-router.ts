import { z } from 'zod'
import { createTag, listTags, removeTag, renameTag, tagComment } from '../app/comment-tags.ts'
import {
  commentQuestions,
  countComments,
  findComments,
  keepQuote,
  listQuotes,
  readComments,
  removeQuote,
} from '../app/comments.ts'
import { idSchema, nameSchema, partIdSchema, uuidSchema } from './inputs.ts'
import { procedureFor, router } from './procedure.ts'

const variableSchema = z.string().min(1).max(40)
const filter = {
  surveyId: idSchema,
  agencyId: partIdSchema.optional(),
  sectorId: partIdSchema.optional(),
  groupId: partIdSchema.optional(),
  variable: variableSchema.optional(),
  text: z.string().max(200).optional(),
  hidesEmpty: z.boolean().optional(),
}
const key = { surveyId: idSchema, responseId: uuidSchema, variable: variableSchema }
/** A tag is read on a narrow chip. */
const tagName = nameSchema.max(60)

/** Comments are read by those who analyse or lead; who keys sees the forms they key, not what everybody wrote. */
const reading = procedureFor('supervisor', 'analyst')

export const commentRouter = router({
  questions: reading
    .input(z.strictObject({ surveyId: idSchema }))
    .query(({ ctx, input }) => commentQuestions(ctx.app, input.surveyId)),
  find: reading
    .input(z.strictObject({ ...filter, tag: z.union([idSchema, z.literal('none')]).optional() }))
    .query(({ ctx, input }) => findComments(ctx.app, input)),
  read: reading
    .input(z.strictObject({ surveyId: idSchema, numbers: z.array(z.int().min(0)).max(200) }))
    .query(({ ctx, input }) => readComments(ctx.app, input)),
  counts: reading.input(z.strictObject(filter)).query(({ ctx, input }) => countComments(ctx.app, input)),
  tags: reading.query(({ ctx }) => listTags(ctx.app)),
  createTag: reading.input(z.strictObject({ name: tagName })).mutation(({ ctx, input }) => createTag(ctx.app, input)),
  renameTag: reading
    .input(z.strictObject({ id: idSchema, name: tagName }))
    .mutation(({ ctx, input }) => renameTag(ctx.app, input)),
  removeTag: reading.input(z.strictObject({ id: idSchema })).mutation(({ ctx, input }) => removeTag(ctx.app, input)),
  tag: reading
    .input(z.strictObject({ ...key, tagId: idSchema, isOn: z.boolean() }))
    .mutation(({ ctx, input }) => tagComment(ctx.app, ctx.operator, input)),
  quotes: reading
    .input(z.strictObject({ surveyId: idSchema }))
    .query(({ ctx, input }) => listQuotes(ctx.app, input.surveyId)),
  keepQuote: reading
    .input(z.strictObject({ ...key, body: z.string().trim().min(1).max(2000) }))
    .mutation(({ ctx, input }) => keepQuote(ctx.app, ctx.operator, input)),
  removeQuote: reading.input(z.strictObject(key)).mutation(({ ctx, input }) => removeQuote(ctx.app, input)),
})
