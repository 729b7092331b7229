import { z } from 'zod'
import { changeCases, DUE_CHOICES, getCase, listCases, moveCase, noteOnCase } from '../app/action-cases.ts'
import { reviewPeriod } from '../app/action-review.ts'
import { removeEvidence } from '../app/case-evidence.ts'
import { openByHand, openCases } from '../app/open-cases.ts'
import { findCandidates, lookAt } from '../app/weak-criteria.ts'
import { getWeakSettings, keepWeakSettings } from '../app/weak-settings.ts'
import { CASE_STATES } from '../core/action/case-state.ts'
import { PERIOD_PATTERN } from '../core/action/review.ts'
import { weakSettingsSchema } from '../core/action/weak-rules.ts'
import { NAME_LIMIT } from '../core/input-rules.ts'
import { dateSchema, idSchema, uuidSchema, yearSchema } from './inputs.ts'
import { procedureFor, router } from './procedure.ts'

/** Cases name who has to answer for what: a keyer has no business with them. */
const readers = procedureFor('verifier', 'supervisor', 'analyst')
const editors = procedureFor('supervisor', 'analyst')

const subject = {
  agencyUnitId: idSchema.nullable(),
  sectorId: idSchema.nullable(),
  node: z.string().min(1).max(40),
}
const version = { id: uuidSchema, rev: z.int().min(1) }
const longText = z.string().max(10_000)
const handedOver = { assignee: z.string().max(NAME_LIMIT).optional(), dueOn: dateSchema.nullable().optional() }
/** Every criterion of every agency of a province, and more than a person ticks. */
const MOST_AT_ONCE = 5000

/** Filters of the list, as its files have them, too. */
export const caseFilter = {
  state: z.enum([...CASE_STATES, 'followed']).optional(),
  due: z.enum(DUE_CHOICES).optional(),
  text: z.string().max(200).optional(),
}

/** Of the review, as its files have it, too. */
export const reviewedPeriod = { year: yearSchema, period: z.string().regex(PERIOD_PATTERN) }

/** Weak criteria that an agency must explain and mend. */
export const actionRouter = router({
  rules: readers.query(({ ctx }) => getWeakSettings(ctx.app)),
  keepRules: editors.input(weakSettingsSchema).mutation(({ ctx, input }) => keepWeakSettings(ctx.app, input)),
  candidates: editors
    .input(z.strictObject({ surveyId: idSchema }))
    .query(({ ctx, input }) => findCandidates(ctx.app, input.surveyId)),
  open: editors
    .input(z.strictObject({ surveyId: idSchema, subjects: z.array(z.strictObject(subject)).min(1).max(MOST_AT_ONCE) }))
    .mutation(({ ctx, input }) => openCases(ctx.app, ctx.operator, input)),
  lookAt: editors
    .input(z.strictObject({ surveyId: idSchema, ...subject, node: subject.node.optional() }))
    .query(({ ctx, input }) => lookAt(ctx.app, input)),
  openByHand: editors
    .input(z.strictObject({ surveyId: idSchema, ...subject, reason: z.string().trim().min(1).max(500) }))
    .mutation(({ ctx, input }) => openByHand(ctx.app, ctx.operator, input)),
  list: readers
    .input(
      z.strictObject({
        ...caseFilter,
        surveyId: idSchema.optional(),
        agencyUnitId: idSchema.optional(),
        sectorId: idSchema.optional(),
      }),
    )
    .query(({ ctx, input }) => listCases(ctx.app, input)),
  get: readers.input(z.strictObject({ id: uuidSchema })).query(({ ctx, input }) => getCase(ctx.app, input.id)),
  assign: editors
    .input(z.strictObject({ cases: z.array(z.strictObject(version)).min(1).max(MOST_AT_ONCE), ...handedOver }))
    .mutation(({ ctx, input }) => changeCases(ctx.app, ctx.operator, input)),
  change: editors
    .input(z.strictObject({ ...version, ...handedOver, cause: longText.optional(), remedy: longText.optional() }))
    .mutation(({ ctx, input: { id, rev, ...change } }) =>
      changeCases(ctx.app, ctx.operator, { cases: [{ id, rev }], ...change }),
    ),
  move: editors
    .input(z.strictObject({ ...version, to: z.enum(CASE_STATES), reason: z.string().max(500).optional() }))
    .mutation(({ ctx, input }) => moveCase(ctx.app, ctx.operator, input)),
  note: editors
    .input(z.strictObject({ id: uuidSchema, text: z.string().trim().min(1).max(2000) }))
    .mutation(({ ctx, input }) => noteOnCase(ctx.app, ctx.operator, input)),
  removeEvidence: editors
    .input(z.strictObject({ caseId: uuidSchema, id: idSchema }))
    .mutation(({ ctx, input }) => removeEvidence(ctx.app, ctx.operator, input)),
  review: readers.input(z.strictObject(reviewedPeriod)).query(({ ctx, input }) => reviewPeriod(ctx.app, input)),
})
