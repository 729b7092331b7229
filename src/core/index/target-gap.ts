import type { Formula } from '../questionnaire/questionnaire.ts'

/**
 * Ways in which answers could have been better, each counted in answers (`all-satisfied`: in respondents):
 * - `satisfy`: an answer that isn't satisfied becomes one (the two upper levels). What that is worth is the same for all.
 * - `raise-one`: an answer rises by one level, each answer once.
 * - `raise-to-satisfied`: an answer below it rises to level K-1; the lowest first, since they gain most.
 * - `raise-to-top`: an answer rises to level K; the lowest first.
 */
export const GAP_WAYS = ['satisfy', 'raise-one', 'raise-to-satisfied', 'raise-to-top'] as const
export type GapWay = (typeof GAP_WAYS)[number]

export interface GapStep {
  readonly way: GapWay
  /** The least number of answers with which the index is at or above the target; null: not even with all of them. */
  readonly count: number | null
}

export interface GapQuestion {
  readonly formula: Formula
  /** 0-100, read to four decimals. */
  readonly target: number
  /**
   * Answers by level, the lowest first. Of a weighted survey: sums of weights divided by the mean weight of an answer, so
   * that they are counted in answers of mean weight. `all-satisfied`: two numbers, respondents who aren't and who are.
   */
  readonly levels: readonly number[]
}

/** Decimals of a target that count; sums of whole answers times this stay exact in a double. */
const TARGET_PARTS = 1_000_000
/** Below this part of an answer a lack is rounding of weights. */
const ROUNDING = 1e-9

/**
 * How many better answers would have met the target; exact for whole numbers of answers, rounded up for weighted ones.
 * Holds where the index is the ratio of sums over all answers (`pooled`, and any single item). Empty without answers, and
 * all 0 where the target is met.
 */
export function stepsToTarget({ formula, target, levels }: GapQuestion): GapStep[] {
  const answers = levels.reduce((sum, count) => sum + count, 0)
  if (answers === 0) return []
  const parts = Math.round(target * (TARGET_PARTS / 100))
  if (formula !== 'mean-score') {
    const satisfied = (levels.at(-1) ?? 0) + (formula === 'all-satisfied' ? 0 : (levels.at(-2) ?? 0))
    return [{ way: 'satisfy', count: wholeUp((parts * answers - TARGET_PARTS * satisfied) / TARGET_PARTS) }]
  }
  const top = levels.length
  const score = levels.reduce((sum, count, at) => sum + (at + 1) * count, 0)
  const lack = (parts * top * answers - TARGET_PARTS * score) / TARGET_PARTS
  return [
    { way: 'raise-one', count: raiseOne(levels, lack) },
    { way: 'raise-to-satisfied', count: raiseTo(top - 1, levels, lack) },
    { way: 'raise-to-top', count: raiseTo(top, levels, lack) },
  ]
}

function raiseOne(levels: readonly number[], lack: number): number | null {
  const count = wholeUp(lack)
  const raisable = levels.slice(0, -1).reduce((sum, one) => sum + one, 0)
  return count > wholeUp(raisable) ? null : count
}

/** The lowest answers gain most: however many are raised, no other choice of as many gains more. */
function raiseTo(level: number, levels: readonly number[], lack: number): number | null {
  let left = lack
  let raised = 0
  for (let at = 1; at < level && left > ROUNDING; at++) {
    const here = levels[at - 1] ?? 0
    const needed = Math.min(here, Number.isInteger(here) ? wholeUp(left / (level - at)) : left / (level - at))
    raised += needed
    left -= needed * (level - at)
  }
  return left > ROUNDING ? null : wholeUp(raised)
}

function wholeUp(count: number): number {
  return Math.max(0, Math.ceil(count - ROUNDING))
}
