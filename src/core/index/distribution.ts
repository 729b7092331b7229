import type { Variable } from '../questionnaire/dictionary.ts'
import { fieldOf, MISSING, type MissingKind, padField } from '../questionnaire/record.ts'
import type { SurveyAnswers } from './survey-answers.ts'

export interface Distribution {
  readonly variable: Variable
  /** By the order of the choices: responses, and their share (0-1, weighted) of all who answered. */
  readonly choices: readonly { readonly code: string; readonly count: number; readonly share: number }[]
  /** Responses by kind of missing. */
  readonly missing: Readonly<Record<MissingKind, number>>
}

/**
 * How the answers to closed questions fall, over the valid responses that `isIncluded` marks 1 (all when null). One pass
 * over the responses for each variable.
 */
export function distributionOf(
  answers: SurveyAnswers,
  variable: Variable,
  isIncluded: Uint8Array | null,
  useWeights: boolean,
): Distribution {
  const counts = new Map<string, { count: number; weight: number }>()
  const slots = new Map<number, { count: number; weight: number }>()
  for (let row = 0; row < answers.count; row++) {
    if (answers.isValid[row] !== 1 || isIncluded?.[row] === 0) continue
    const place = row * answers.recordWidth + variable.start
    const first = answers.records[place] ?? 0
    const key = variable.width === 1 ? first : first * 256 + (answers.records[place + 1] ?? 0)
    let slot = slots.get(key)
    if (slot === undefined) {
      slot = { count: 0, weight: 0 }
      slots.set(key, slot)
      counts.set(fieldOf(answers.recordAt(row), variable), slot)
    }
    slot.count += 1
    slot.weight += useWeights ? (answers.weight[row] ?? 1) : 1
  }
  const found = variable.choices.map((choice) => ({
    code: choice.code,
    ...counts.get(padField(variable, choice.code)),
  }))
  const total = found.reduce((sum, { weight = 0 }) => sum + weight, 0)
  return {
    variable,
    choices: found.map(({ code, count = 0, weight = 0 }) => ({ code, count, share: total === 0 ? 0 : weight / total })),
    missing: missingCounts((sign) => counts.get(sign.repeat(variable.width))?.count ?? 0),
  }
}

function missingCounts(countOf: (sign: string) => number): Record<MissingKind, number> {
  return {
    notAnswered: countOf(MISSING.notAnswered),
    refused: countOf(MISSING.refused),
    illegible: countOf(MISSING.illegible),
    multipleTicks: countOf(MISSING.multipleTicks),
    notAsked: countOf(MISSING.notAsked),
  }
}
