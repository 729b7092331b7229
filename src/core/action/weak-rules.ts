import { z } from 'zod'
import type { DifferenceVerdict } from '../index/difference.ts'
import { reaches, verdictOf } from '../index/targets.ts'

export const WEAK_RULES = ['below-target', 'below-before', 'lowest-quarter', 'dissatisfied'] as const
export type WeakRule = (typeof WEAK_RULES)[number]

/** Where criteria are looked at: the whole province, each agency, each sector over all agencies. */
export const WEAK_SCOPES = ['agency', 'sector', 'province'] as const
export type WeakScope = (typeof WEAK_SCOPES)[number]

/** What the office holds to be weak; one setting, the same for every survey. */
export const weakSettingsSchema = z.strictObject({
  /** Below target: the whole 95 % interval lies below it. `countsUnsure`: or the index alone. */
  belowTarget: z.strictObject({
    isActive: z.boolean(),
    countsUnsure: z.boolean(),
    /** A node that no target speaks of takes the one of the nearest node above it. */
    isInherited: z.boolean(),
  }),
  /** Below the survey before: lower beyond chance after Holm's adjustment over all differences looked at together. */
  belowBefore: z.strictObject({ isActive: z.boolean() }),
  /** Among the lowest quarter of the agencies on that criterion; somebody always is. */
  lowestQuarter: z.strictObject({ isActive: z.boolean() }),
  /** So many percent of the answers, or more, are on the lower half of the scale. */
  dissatisfied: z.strictObject({ isActive: z.boolean(), atLeastPercent: z.number().min(1).max(100) }),
  /** Fewer respondents than these say nothing. */
  minimumN: z.int().min(2).max(100_000),
  /** Single questions; factors, contents and the whole. */
  levels: z.strictObject({ items: z.boolean(), factors: z.boolean() }),
  scopes: z.array(z.enum(WEAK_SCOPES)).max(WEAK_SCOPES.length),
  /** From opening a case to its deadline. */
  dueDays: z.int().min(1).max(730),
})
export type WeakSettings = z.infer<typeof weakSettingsSchema>

/** Targets are usually set for the whole alone; inherited, they tell a leader which criterion it is that falls short. */
export const USUAL_SETTINGS: WeakSettings = {
  belowTarget: { isActive: true, countsUnsure: false, isInherited: true },
  belowBefore: { isActive: true },
  lowestQuarter: { isActive: false },
  dissatisfied: { isActive: true, atLeastPercent: 10 },
  minimumN: 30,
  levels: { items: true, factors: true },
  scopes: ['agency', 'province'],
  dueDays: 30,
}

/** A difference between two surveys, in points, with its own 95 % interval. */
export interface Change {
  readonly difference: number | null
  readonly lower95: number | null
  readonly upper95: number | null
}

/** One criterion in one place: what the rules look at. */
export interface WeakSubject {
  readonly scope: WeakScope
  readonly isItem: boolean
  /** Respondents with an answer on it. */
  readonly n: number
  readonly index: number | null
  readonly lower95: number | null
  readonly upper95: number | null
  readonly target: number | null
  /** 0-100 of the answers; null without any. */
  readonly dissatisfiedPercent: number | null
  /** Beside the survey before, judged over everything that is looked at; null where there is nothing to judge. */
  readonly sinceBefore: DifferenceVerdict | null
  /** The indices of all agencies on this node that have enough respondents, its own among them; empty but for an agency. */
  readonly peers: readonly number[]
}

/** The rules by which a criterion is weak; none when it is not, or has too few respondents to say so. */
export function weakBy(subject: WeakSubject, settings: WeakSettings): WeakRule[] {
  const { scope, isItem, n, index } = subject
  const isLookedAt = isItem ? settings.levels.items : settings.levels.factors
  if (!isLookedAt || !settings.scopes.includes(scope) || n < settings.minimumN || index === null) return []
  return WEAK_RULES.filter((rule) => IS_WEAK[rule](subject, index, settings))
}

const IS_WEAK: Readonly<Record<WeakRule, (subject: WeakSubject, index: number, settings: WeakSettings) => boolean>> = {
  'below-target': (subject, index, { belowTarget: { isActive, countsUnsure } }) => {
    const { target } = subject
    if (!isActive || target === null) return false
    return verdictOf(subject, target) === 'not-met' || (countsUnsure && !reaches(index, target))
  },
  'below-before': ({ sinceBefore }, _, { belowBefore }) => belowBefore.isActive && sinceBefore === 'lower',
  'lowest-quarter': ({ peers }, index, { lowestQuarter }) => lowestQuarter.isActive && isInLowestQuarter(index, peers),
  dissatisfied: ({ dissatisfiedPercent }, _, { dissatisfied: { isActive, atLeastPercent } }) => {
    return isActive && dissatisfiedPercent !== null && dissatisfiedPercent >= atLeastPercent
  },
}

/** Fewer agencies have no quarter. */
const LEAST_PEERS = 4

/**
 * Whether a value is among the lowest quarter of the values: it and everything not above it fit within m/4. Equal values
 * stand together, so of many equal ones none is singled out. Example: 60 of 60, 70, 80, 90 is; 60 of 60, 60, 80, 90 isn't.
 */
export function isInLowestQuarter(value: number, values: readonly number[]): boolean {
  if (values.length < LEAST_PEERS) return false
  return values.filter((other) => other <= value).length <= values.length / 4
}
