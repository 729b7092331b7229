import { z } from 'zod'
import { auditVersion } from '../app/audit-questionnaire.ts'
import { impactOf, publishDraft, retireQuestionnaire } from '../app/publish-draft.ts'
import { createDraft, discardQuestionnaireDraft, saveQuestionnaireDraft } from '../app/questionnaire-drafts.ts'
import { getQuestionnaire, listQuestionnaires } from '../app/questionnaires.ts'
import { questionnaireDraftSchema } from '../core/questionnaire/questionnaire.ts'
import { bilingualSchema, idSchema } from './inputs.ts'
import { procedureFor, router } from './procedure.ts'

const everyone = procedureFor('keyer', 'verifier', 'supervisor', 'analyst')
const designer = procedureFor('analyst')
const reviewer = procedureFor('supervisor', 'analyst')

const code = z.string().min(1).max(40)
/** A new questionnaire's: lower-case letters, digits and hyphens. */
const newCode = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/)
const version = z.int().min(1)
const rev = z.int().min(0)

export const questionnaireRouter = router({
  list: everyone.query(({ ctx }) => listQuestionnaires(ctx.app)),
  get: everyone
    .input(z.strictObject({ code, version: version.optional() }))
    .query(({ ctx, input }) => getQuestionnaire(ctx.app, input)),
  createDraft: designer
    .input(
      z.discriminatedUnion('from', [
        z.strictObject({ from: z.literal('nothing'), code: newCode, title: bilingualSchema }),
        z.strictObject({ from: z.literal('newest'), code }),
        z.strictObject({ from: z.literal('copy'), of: code, version, code: newCode, title: bilingualSchema }),
      ]),
    )
    .mutation(({ ctx, input }) => createDraft(ctx.app, input)),
  saveDraft: designer
    .input(z.strictObject({ questionnaire: questionnaireDraftSchema, rev }))
    .mutation(({ ctx, input }) => saveQuestionnaireDraft(ctx.app, input)),
  discardDraft: designer
    .input(z.strictObject({ code, version, rev }))
    .mutation(({ ctx, input }) => discardQuestionnaireDraft(ctx.app, input)),
  impact: reviewer
    .input(z.strictObject({ code, version, since: version.optional(), surveyId: idSchema.optional() }))
    .query(({ ctx, input }) => impactOf(ctx.app, input)),
  audit: everyone.input(z.strictObject({ code, version })).query(({ ctx, input }) => auditVersion(ctx.app, input)),
  publish: designer
    .input(z.strictObject({ code, version, rev }))
    .mutation(({ ctx, input }) => publishDraft(ctx.app, input)),
  retire: designer
    .input(z.strictObject({ code, version, isRetired: z.boolean() }))
    .mutation(({ ctx, input }) => retireQuestionnaire(ctx.app, input)),
})
