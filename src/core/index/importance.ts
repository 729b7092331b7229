import type { Variable } from '../questionnaire/dictionary.ts'
import { choiceColumn } from './columns.ts'
import type { Interval } from './interval.ts'
import { classAt, type SchemePlan } from './scheme-plan.ts'
import { NORMAL_975 } from './student-t.ts'
import type { SurveyAnswers } from './survey-answers.ts'

/** How strongly an item goes together with the respondent's satisfaction as a whole. */
export interface Importance {
  readonly item: string
  /** Respondents who answered the item and what it is compared with. */
  readonly n: number
  /** Pearson's r, -1 … 1; null where one of the two doesn't vary or fewer than three answered. */
  readonly correlation: number | null
  /**
   * Fisher's 95 % interval, which takes respondents for independent: null for weighted answers and for those of sampled
   * clusters, for fewer than four respondents, and without a correlation.
   */
  readonly interval: Interval | null
}

export interface ImportanceQuestion {
  readonly plan: SchemePlan
  /** The question on the service as a whole, where the form has one. */
  readonly overall: Variable | null
  readonly isWeighted: boolean
  /** By row: 0 leaves the response out. */
  readonly mask: Uint8Array | null
}

const STRIDE = 7

/**
 * Derived importance of every item: its weighted Pearson correlation over respondents with the overall question; where
 * there is none, with the mean of the respondent's answers to all *other* items (the corrected item-total correlation:
 * with the item itself in the mean, short schemes would look important for nothing). One pass over the responses.
 */
export function computeImportance(answers: SurveyAnswers, question: ImportanceQuestion): Importance[] {
  const { sums, hasClusters } = sumPairs(answers, question)
  const hasInterval = !question.isWeighted && !hasClusters
  return question.plan.slots.map(({ code }, slot) => importanceOf(code, sums, slot * STRIDE, hasInterval))
}

/** By slot: n, Σw, Σwx, Σwy, Σwxx, Σwyy, Σwxy. Levels are counted from the middle one, so that little cancels. */
function sumPairs(
  answers: SurveyAnswers,
  { plan, overall, isWeighted, mask }: ImportanceQuestion,
): { readonly sums: Float64Array; readonly hasClusters: boolean } {
  const slots = plan.slots.length
  const sums = new Float64Array(slots * STRIDE)
  const whole = overall === null ? null : choiceColumn(answers, overall).codes
  const wholeCentre = ((overall?.choices.length ?? 0) + 1) >> 1
  const centre = (plan.levels - 1) >> 1 // class 0 is level 1
  const found = new Int32Array(slots)
  let hasClusters = false
  for (let row = 0; row < answers.count; row++) {
    // By row or slot, as every array here: read inside by construction, and `as number` costs no check.
    if (answers.isValid[row] !== 1 || (mask !== null && mask[row] === 0)) continue
    const overallLevel = whole === null ? 0 : (whole[row] as number)
    if (whole !== null && overallLevel === 0) continue
    const start = row * answers.recordWidth
    let total = 0
    let count = 0
    for (let slot = 0; slot < slots; slot++) {
      const level = classAt(plan, answers.records, start, slot)
      found[slot] = level
      if (level >= plan.levels) continue
      total += level - centre
      count += 1
    }
    if (whole === null && count < 2) continue
    hasClusters ||= (answers.keys.cluster[row] as number) > 0
    const weight = isWeighted ? (answers.weight[row] as number) : 1
    for (let slot = 0, place = 0; slot < slots; slot++, place += STRIDE) {
      const level = found[slot] as number
      if (level >= plan.levels) continue
      const x = level - centre
      const y = whole === null ? (total - x) / (count - 1) : overallLevel - wholeCentre
      sums[place] = (sums[place] as number) + 1
      sums[place + 1] = (sums[place + 1] as number) + weight
      sums[place + 2] = (sums[place + 2] as number) + weight * x
      sums[place + 3] = (sums[place + 3] as number) + weight * y
      sums[place + 4] = (sums[place + 4] as number) + weight * x * x
      sums[place + 5] = (sums[place + 5] as number) + weight * y * y
      sums[place + 6] = (sums[place + 6] as number) + weight * x * y
    }
  }
  return { sums, hasClusters }
}

/** Below this part of its terms a sum of squares about the mean is rounding: the answers don't vary. */
const ROUNDING = 1e-12

function importanceOf(item: string, sums: Float64Array, place: number, hasInterval: boolean): Importance {
  const [n = 0, w = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0] = sums.subarray(place, place + STRIDE)
  const [sxx, syy, sxy] = [xx - x ** 2 / w, yy - y ** 2 / w, xy - (x * y) / w]
  if (n < 3 || !(sxx > ROUNDING * xx) || !(syy > ROUNDING * yy)) return { item, n, correlation: null, interval: null }
  const correlation = Math.max(-1, Math.min(1, sxy / Math.sqrt(sxx * syy)))
  return { item, n, correlation, interval: hasInterval ? fisherInterval(correlation, n) : null }
}

/** tanh(atanh r ± z/√(n−3)). R. A. Fisher (1921), Metron 1: 3-32. As R's cor.test. Example: 0.5 of 28 → 0.156 … 0.736. */
export function fisherInterval(correlation: number, n: number): Interval | null {
  if (n < 4) return null
  const half = NORMAL_975 / Math.sqrt(n - 3)
  const z = Math.atanh(correlation)
  return { lower95: Math.tanh(z - half), upper95: Math.tanh(z + half) }
}
