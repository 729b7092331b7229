import { z } from 'zod'
import { discardDraft, saveDraft } from '../app/drafts.ts'
import { checkSerial, openEntry } from '../app/entry.ts'
import { entryPreferences, keepEntryPreferences } from '../app/entry-preferences.ts'
import { saveResponse } from '../app/save-response.ts'
import { undoSave } from '../app/undo-save.ts'
import { areOwnKeys, LETTER_ROWS } from '../core/entry/preferences.ts'
import { effortSchema, headerSchema, idSchema, recordSchema, slipsSchema, textsSchema, uuidSchema } from './inputs.ts'
import { procedureFor, router } from './procedure.ts'

const keying = procedureFor('keyer', 'verifier', 'supervisor')
const form = {
  header: headerSchema,
  record: recordSchema,
  texts: textsSchema,
  surveyVersionId: z.int().min(1).optional(),
}

const preferencesSchema = z
  .strictObject({
    letters: z.enum(LETTER_ROWS),
    ownKeys: z.array(z.string().max(20)).max(10),
    hasSound: z.boolean(),
    hasColor: z.boolean(),
    hasText: z.boolean(),
  })
  .refine(({ ownKeys, letters }) => areOwnKeys(ownKeys, letters))

export const entryRouter = router({
  /** Everybody may try a form (the designer's trial), so everybody has them. */
  preferences: procedureFor('keyer', 'verifier', 'supervisor', 'analyst').query(({ ctx }) =>
    entryPreferences(ctx.app, ctx.operator),
  ),
  keepPreferences: procedureFor('keyer', 'verifier', 'supervisor', 'analyst')
    .input(preferencesSchema)
    .mutation(({ ctx, input }) => keepEntryPreferences(ctx.app, ctx.operator, input)),
  open: keying
    .input(z.strictObject({ surveyId: idSchema, surveyVersionId: z.int().min(1).optional() }))
    .query(({ ctx, input }) => openEntry(ctx.app, ctx.operator, input)),
  checkSerial: keying
    .input(z.strictObject({ surveyId: idSchema, serial: z.string().max(200), exceptDraftId: uuidSchema.optional() }))
    .query(({ ctx, input }) => checkSerial(ctx.app, input)),
  saveDraft: keying
    .input(
      z.strictObject({
        id: uuidSchema,
        surveyId: idSchema,
        ...form,
        position: z.string().max(40),
        startedAtMs: z.int().min(0),
        purpose: z.enum(['entry', 'second', 'verify']).optional(),
        subject: z.union([uuidSchema, z.literal('')]).optional(),
        slips: slipsSchema.optional(),
        effort: effortSchema.optional(),
        against: z.strictObject({ header: headerSchema, record: recordSchema, texts: textsSchema }).optional(),
      }),
    )
    .mutation(({ ctx, input }) => saveDraft(ctx.app, ctx.operator, input)),
  discardDraft: keying
    .input(z.strictObject({ id: uuidSchema }))
    .mutation(({ ctx, input }) => discardDraft(ctx.app, ctx.operator, input.id)),
  save: keying
    .input(
      z.strictObject({ surveyId: idSchema, draftId: uuidSchema.nullable(), ...form, effort: effortSchema.optional() }),
    )
    .mutation(({ ctx, input }) => saveResponse(ctx.app, ctx.operator, input)),
  undo: keying
    .input(
      z.strictObject({
        surveyId: idSchema,
        id: uuidSchema,
        draftId: uuidSchema,
        position: z.string().max(40),
      }),
    )
    .mutation(({ ctx, input }) => undoSave(ctx.app, ctx.operator, input)),
})
