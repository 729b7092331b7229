import type { Checks, Violation } from '../questionnaire/checks.ts'
import type { Dictionary } from '../questionnaire/dictionary.ts'
import type { Questionnaire } from '../questionnaire/questionnaire.ts'
import { fieldOf } from '../questionnaire/record.ts'
import type { FormFinding } from './finding.ts'

/** Checks of the questionnaire that a form was saved in spite of, each at its question. */
export function brokenCheckRule(
  dictionary: Dictionary,
  questionnaire: Questionnaire,
  checks: Checks,
): (record: string) => FormFinding[] {
  const placeOf = placesOf(questionnaire)
  return (record) =>
    checks.violatedBy(record).map((violation) => {
      const { question, number, variables, message } = violation
      const fields = variables.flatMap((code) => {
        const variable = dictionary.byCode.get(code)
        return variable === undefined ? [] : [`${code}=${fieldOf(record, variable)}`]
      })
      const detail = { number: number || question, message }
      return { rule: 'check', place: placeOf(violation), detail, basis: fields.join(' ') }
    })
}

/** `q5` for a question's first check, `q5#2` for its second: the list of a published version never changes. */
function placesOf(questionnaire: Questionnaire): (violation: Violation) => string {
  const places = new Map<unknown, string>()
  for (const { code, checks = [] } of questionnaire.sections.flatMap(({ questions }) => questions)) {
    for (const [at, { message }] of checks.entries()) places.set(message, at === 0 ? code : `${code}#${at + 1}`)
  }
  return ({ message, question }) => places.get(message) ?? question
}
