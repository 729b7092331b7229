import type { Dictionary } from '../questionnaire/dictionary.ts'
import { answerOf, fieldOf } from '../questionnaire/record.ts'
import type { Skips } from '../questionnaire/skips.ts'
import type { FormFinding } from './finding.ts'

/**
 * Answers and open texts that the other answers don't call for: what the paper carries and the path skips. A multiple choice
 * is told once, at its first option that is ticked. On the strict path a form holds no such answer, only texts.
 */
export function againstSkipRule(
  dictionary: Dictionary,
  skips: Skips,
): (record: string, texts: Readonly<Record<string, string>>) => FormFinding[] {
  const byPlace = Map.groupBy(dictionary.variables, ({ kind, code, questionCode }) =>
    kind === 'flag' ? questionCode : code,
  )
  return (record, texts) => {
    const closed = skips.notCalledFor(record, {}).flatMap((place) => {
      const variables = byPlace.get(place) ?? []
      const variable = variables.find((one) => one.kind !== 'flag' || fieldOf(record, one) === '1') ?? variables[0]
      if (variable === undefined) return []
      const field = fieldOf(record, variable)
      return [findingAt(variable.code, variable.number, answerOf(field) ?? field.trim(), field)]
    })
    const open = dictionary.texts.flatMap(({ code, number }) => {
      const body = texts[code]
      return body === undefined || body === '' || skips.isAsked(code, record) ? [] : [findingAt(code, number, '', body)]
    })
    return [...closed, ...open]
  }
}

/** The words of an open text stay with the form: a finding is listed, printed and exported. */
function findingAt(code: string, number: string, value: string, basis: string): FormFinding {
  return {
    rule: 'against-skip',
    place: code,
    detail: { number: number || code, value },
    basis: value === '' ? '' : basis,
  }
}
