import { reaches } from '../index/targets.ts'

/**
 * Points of a province's PAR INDEX that come from an index. Which indices count, how much and by which rule is the office's
 * own table of a year, since the ministry's decision changes: nothing of it stands in code.
 */
export const PAR_RESPONDENTS = ['people', 'organisations', 'officials', 'deputies'] as const
export type ParRespondents = (typeof PAR_RESPONDENTS)[number]

export const PAR_METHODS = ['proportional', 'steps'] as const
export type ParMethod = (typeof PAR_METHODS)[number]

/** From this index on (0-100, itself included), this share of the points (0-1). */
export type ParStep = readonly [from: number, share: number]

export interface ParRule {
  readonly method: ParMethod
  /** For `steps`; see stepsProblem. */
  readonly steps: readonly ParStep[]
  readonly maxPoints: number
  /** By which the points count in the total; 1 as a rule. */
  readonly weight: number
}

/** Points for an index of 0-100: its share of maxPoints · weight. Below the first step there are none. */
export function parPoints(rule: ParRule, index: number): number {
  return shareOf(rule, index) * parMaximum(rule)
}

/** The most that a component can bring. */
export function parMaximum({ maxPoints, weight }: ParRule): number {
  return maxPoints * weight
}

function shareOf({ method, steps }: ParRule, index: number): number {
  if (method === 'proportional') return index / 100
  return steps.findLast(([from]) => reaches(index, from))?.[1] ?? 0
}

/** Why a table of steps can't be used, or null: a better index must never bring fewer points. */
export function stepsProblem(steps: readonly ParStep[]): 'none' | 'bad-number' | 'not-ascending' | null {
  if (steps.length === 0) return 'none'
  if (steps.some(([from, share]) => !(from >= 0 && from <= 100 && share >= 0 && share <= 1))) return 'bad-number'
  const isAscending = steps.every(([from, share], at) => {
    const before = steps[at - 1]
    return before === undefined || (from > before[0] && share >= before[1])
  })
  return isAscending ? null : 'not-ascending'
}

/** `60: 25; 80: 50; 90: 100` (from index: percent of the points; decimals with a comma) → steps; null when it isn't so. */
export function parseSteps(text: string): ParStep[] | null {
  const parts = text.split(';').filter((part) => part.trim() !== '')
  const steps = parts.map((part) => {
    const match = /^\s*(\d{1,3}(?:[.,]\d{1,4})?)\s*:\s*(\d{1,3}(?:[.,]\d{1,4})?)\s*%?\s*$/.exec(part)
    const [from, percent] = [match?.[1], match?.[2]].map((number) => Number(number?.replace(',', '.')))
    return [from ?? Number.NaN, (percent ?? Number.NaN) / 100] as const
  })
  return steps.some(([from, share]) => Number.isNaN(from) || Number.isNaN(share)) ? null : steps
}

/** As parseSteps reads it. */
export function stepsText(steps: readonly ParStep[]): string {
  const number = (value: number): string => String(Number(value.toFixed(4))).replace('.', ',')
  return steps.map(([from, share]) => `${number(from)}: ${number(share * 100)}`).join('; ')
}

export interface ParScore {
  readonly respondents: ParRespondents
  /** Null while there is no index. */
  readonly points: number | null
  readonly maximum: number
}

/** Points of several components together; those without points are counted, never taken for 0. */
export interface ParTotal {
  readonly points: number
  readonly maximum: number
  /** What the components that have points are short of their maximum. */
  readonly gap: number
  readonly missing: number
}

export function parTotal(scores: readonly ParScore[]): ParTotal {
  const known = scores.filter(({ points }) => points !== null)
  const points = known.reduce((sum, score) => sum + (score.points ?? 0), 0)
  const reachable = known.reduce((sum, score) => sum + score.maximum, 0)
  const maximum = scores.reduce((sum, score) => sum + score.maximum, 0)
  return { points, maximum, gap: reachable - points, missing: scores.length - known.length }
}
