import { z } from 'zod'
import { aggregateSchema, formulaSchema } from '../questionnaire/questionnaire.ts'
import { WEAK_RULES } from './weak-rules.ts'

const number = z.number().nullable()

/** A criterion as it was when its case was opened: how it was called and what was known of it. Written by us alone. */
export const foundSchema = z.object({
  label: z.object({ vi: z.string(), en: z.string() }),
  isItem: z.boolean(),
  scheme: z.string(),
  formula: formulaSchema,
  aggregate: aggregateSchema,
  index: number,
  lower95: number,
  upper95: number,
  n: z.number(),
  target: number,
  /** The limit that was in force, and the share, both 0-100. */
  dissatisfiedPercent: number,
  dissatisfiedLimit: z.number(),
  /** To the survey before. */
  before: z.object({ survey: z.string(), difference: number, lower95: number, upper95: number }).nullable(),
  /** Agencies compared for the lowest quarter; 0 where none were. */
  peers: z.number(),
})
export type Found = z.infer<typeof foundSchema>

/** The furthest below its target first, by points; what has no target or no index last. A comparison for sorting. */
export function byShortfall(a: Pick<Found, 'index' | 'target'>, b: Pick<Found, 'index' | 'target'>): number {
  const [mine, other] = [shortfallOf(a), shortfallOf(b)]
  if (mine === null || other === null) return Number(mine === null) - Number(other === null)
  return other - mine
}

/** Points that an index lacks to its target; negative above it. */
export function shortfallOf({ index, target }: Pick<Found, 'index' | 'target'>): number | null {
  return index === null || target === null ? null : target - index
}

export const rulesSchema = z.array(z.enum(WEAK_RULES))
