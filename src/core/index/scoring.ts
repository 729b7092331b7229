import type { Formula } from '../questionnaire/questionnaire.ts'

/** What may be summed up beside an index: the share of answers below the middle of the scale. */
export type Measure = Formula | 'dissatisfied-share'

/** How many levels from the bottom count as dissatisfied, those below the middle: 2 of five, 2 of four, 1 of three. */
export function dissatisfiedLevels(levels: number): number {
  return Math.floor(levels / 2)
}

/**
 * How a formula scores a respondent on a node: y = summed scores, m = how much it counts; the index is
 * 100 · (Σwy + centre·Σwm) / (divisor·Σwm). Scores of `mean-score` are counted from the scale's middle level, not from 0:
 * the residuals are the same, sums stay small whole numbers, and equal answers cancel to exactly 0.
 */
export interface Scoring {
  readonly measure: Measure
  /** By class; 0 for missing and not asked. */
  readonly scores: Int32Array
  /** By class: 1 for an answer. */
  readonly answered: Int32Array
  /** By class, both in one number: 65536·answered + score. Sums of them are read by scoreOf and answersOf. */
  readonly packed: Int32Array
  readonly centre: number
  readonly divisor: number
  /** `all-satisfied`: y = 1 when all of the respondent's answers on the node are satisfied, m = 1 when there is any. */
  readonly isPerRespondent: boolean
}

/** `levels` is K; the two upper levels are satisfied. */
export function scoringOf(measure: Measure, levels: number, classCount: number): Scoring {
  const isMean = measure === 'mean-score'
  const isInShare = (level: number): boolean =>
    measure === 'dissatisfied-share' ? level <= dissatisfiedLevels(levels) : level >= levels - 1
  const centre = isMean ? Math.ceil(levels / 2) : 0
  const scores = new Int32Array(classCount)
  const answered = new Int32Array(classCount)
  for (let level = 1; level <= levels; level++) {
    scores[level - 1] = isMean ? level - centre : Number(isInShare(level))
    answered[level - 1] = 1
  }
  return {
    measure,
    scores,
    answered,
    packed: answered.map((count, found) => count * 2 ** 16 + (scores[found] ?? 0)),
    centre,
    divisor: isMean ? levels : 1,
    isPerRespondent: measure === 'all-satisfied',
  }
}

/** The sum of scores in a sum of packed ones: its lower 16 bits, with their sign. */
export function scoreOf(packed: number): number {
  return (packed << 16) >> 16
}

/** The number of answers in a sum of packed scores. */
export function answersOf(packed: number): number {
  return (packed - scoreOf(packed)) >> 16
}
