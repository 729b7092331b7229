import type { Dictionary } from '../questionnaire/dictionary.ts'
import { answerOf, fieldOf } from '../questionnaire/record.ts'
import type { Skips } from '../questionnaire/skips.ts'
import type { FormFinding } from './finding.ts'

/**
 * Answers and open texts that the other answers don't call for: what the paper carries and the path skips. A multiple choice
 * is told once, at its first option that is ticked.
 */
export function againstSkipRule(
  dictionary: Dictionary,
  skips: Skips,
): (record: string, texts: Readonly<Record<string, string>>) => FormFinding[] {
  return (record, texts) => {
    const expected = skips.applyTo(record, 'final')
    const told = new Set<string>()
    const closed =
      expected === record
        ? []
        : dictionary.variables.flatMap((variable): FormFinding[] => {
            const field = fieldOf(record, variable)
            const answer = answerOf(field)
            if (field === fieldOf(expected, variable) || answer === null) return []
            if (variable.kind === 'flag' && (answer === '0' || told.has(variable.questionCode))) return []
            told.add(variable.questionCode)
            return [findingAt(variable.code, variable.number, answer, field)]
          })
    const open = dictionary.texts.flatMap(({ code, number }) => {
      const body = texts[code]
      return body === undefined || body === '' || skips.isAsked(code, expected)
        ? []
        : [findingAt(code, number, '', body)]
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
