import type { Dictionary } from '../questionnaire/dictionary.ts'
import { distributionOf } from './distribution.ts'
import type { SurveyAnswers } from './survey-answers.ts'

/**
 * Figures of the service itself that offices must follow beside the index, where the questionnaire asks for them: the
 * share of certain codes among all who answered. A question that is only asked of some (apologies, of late files) has
 * only their answers. Questionnaire `tthc-2017` has all three.
 */
const INDICATORS = [
  { key: 'late-files', variable: 'u_result', codes: ['3'] },
  { key: 'late-apology', variable: 'u_late_apology', codes: ['1'] },
  { key: 'repeat-visits', variable: 'u_visits', codes: ['2', '3', '4'] },
] as const

export type IndicatorKey = (typeof INDICATORS)[number]['key']

export interface Indicator {
  readonly key: IndicatorKey
  /** 0-100, weighted where the survey is. */
  readonly percent: number
  /** Responses with one of the codes, and all that answered; unweighted. */
  readonly count: number
  readonly of: number
}

/** Those that the questionnaire has and anybody answered. `mask` as in distributionOf. */
export function indicatorsOf(
  answers: SurveyAnswers,
  dictionary: Dictionary,
  mask: Uint8Array | null,
  useWeights: boolean,
): Indicator[] {
  return INDICATORS.flatMap(({ key, variable: code, codes }) => {
    const variable = dictionary.byCode.get(code)
    if (variable === undefined) return []
    const { choices } = distributionOf(answers, variable, mask, useWeights)
    const of = choices.reduce((sum, choice) => sum + choice.count, 0)
    const named = choices.filter((choice) => (codes as readonly string[]).includes(choice.code)) // literals to strings
    const share = named.reduce((sum, choice) => sum + choice.share, 0)
    const count = named.reduce((sum, choice) => sum + choice.count, 0)
    return of === 0 ? [] : [{ key, percent: 100 * share, count, of }]
  })
}
