import { z } from 'zod'
import { computeItem, computeItems } from '../app/item-results.ts'
import { computePartChange } from '../app/part-change.ts'
import { computePart } from '../app/part-results.ts'
import { computePriorities } from '../app/priority-results.ts'
import { computeRanking } from '../app/ranking.ts'
import { computeResults } from '../app/results-summary.ts'
import { computeSectors } from '../app/sector-results.ts'
import { computeSurveyIndicators } from '../app/survey-indicators.ts'
import { idSchema, indexSettings, whereSchema } from './inputs.ts'
import { procedureFor, router } from './procedure.ts'

const readers = procedureFor('keyer', 'verifier', 'supervisor', 'analyst')
const surveyInput = { surveyId: idSchema, ...indexSettings }
const narrowed = { ...surveyInput, where: whereSchema.optional() }

export const resultsRouter = router({
  get: readers.input(z.strictObject(narrowed)).query(({ ctx, input }) => computeResults(ctx.app, input)),
  agency: readers
    .input(z.strictObject({ ...narrowed, id: idSchema }))
    .query(({ ctx, input }) => computePart(ctx.app, 'agency', input)),
  ranking: readers
    .input(
      z.strictObject({
        ...surveyInput,
        where: whereSchema.omit({ agencyId: true }).optional(),
        comparedId: idSchema.optional(),
      }),
    )
    .query(({ ctx, input }) => computeRanking(ctx.app, input)),
  sectors: readers.input(z.strictObject(narrowed)).query(({ ctx, input }) => computeSectors(ctx.app, input)),
  sector: readers
    .input(z.strictObject({ ...narrowed, id: idSchema }))
    .query(({ ctx, input }) => computePart(ctx.app, 'sector', input)),
  change: readers
    .input(z.strictObject({ ...surveyInput, kind: z.enum(['agency', 'sector']), id: idSchema }))
    .query(({ ctx, input }) => computePartChange(ctx.app, input)),
  items: readers.input(z.strictObject(narrowed)).query(({ ctx, input }) => computeItems(ctx.app, input)),
  item: readers
    .input(z.strictObject({ ...narrowed, node: z.string().min(1).max(40) }))
    .query(({ ctx, input }) => computeItem(ctx.app, input)),
  priorities: readers.input(z.strictObject(narrowed)).query(({ ctx, input }) => computePriorities(ctx.app, input)),
  indicators: readers
    .input(
      z.strictObject({
        surveyId: idSchema,
        by: z.enum(['agency', 'sector']).optional(),
        where: whereSchema.optional(),
        weights: indexSettings.weights,
      }),
    )
    .query(({ ctx, input }) => computeSurveyIndicators(ctx.app, input)),
})
