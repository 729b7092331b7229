import type { Variable } from '../questionnaire/dictionary.ts'
import { MISSING, type MissingKind, padField } from '../questionnaire/record.ts'
import type { SurveyAnswers } from './survey-answers.ts'

export interface Distribution {
  /** By the order of the choices: responses, and their share (0-1, weighted) of all who answered. */
  readonly choices: readonly { readonly code: string; readonly count: number; readonly share: number }[]
  /** Responses by kind of missing. */
  readonly missing: Readonly<Record<MissingKind, number>>
}

/**
 * How the answers to a closed question fall, over the valid responses that `mask` doesn't mark 0. One pass over the
 * responses. For variables with choices: one or two characters wide.
 */
export function distributionOf(
  answers: SurveyAnswers,
  variable: Variable,
  mask: Uint8Array | null,
  useWeights: boolean,
): Distribution {
  const counts = new Float64Array(2 ** 16)
  const weights = new Float64Array(2 ** 16)
  for (let row = 0; row < answers.count; row++) {
    if (answers.isValid[row] !== 1 || mask?.[row] === 0) continue
    const place = row * answers.recordWidth + variable.start
    const first = answers.records[place] ?? 0
    const field = variable.width === 1 ? first : first * 256 + (answers.records[place + 1] ?? 0)
    counts[field] = (counts[field] ?? 0) + 1
    weights[field] = (weights[field] ?? 0) + (useWeights ? (answers.weight[row] ?? 1) : 1)
  }
  const placeOf = (value: string): number =>
    [...padField(variable, value)].reduce((sum, character) => sum * 256 + character.charCodeAt(0), 0)
  const found = variable.choices.map(({ code }) => {
    const place = placeOf(code)
    return { code, count: counts[place] ?? 0, weight: weights[place] ?? 0 }
  })
  const total = found.reduce((sum, { weight }) => sum + weight, 0)
  const countOf = (sign: string): number => counts[placeOf(sign)] ?? 0
  return {
    choices: found.map(({ code, count, weight }) => ({ code, count, share: total === 0 ? 0 : weight / total })),
    missing: {
      notAnswered: countOf(MISSING.notAnswered),
      refused: countOf(MISSING.refused),
      illegible: countOf(MISSING.illegible),
      multipleTicks: countOf(MISSING.multipleTicks),
      notAsked: countOf(MISSING.notAsked),
    },
  }
}
