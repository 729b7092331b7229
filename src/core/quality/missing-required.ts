import type { Checks } from '../questionnaire/checks.ts'
import type { Dictionary } from '../questionnaire/dictionary.ts'
import type { FormFinding } from './finding.ts'

/** Required answers that a form lacks although they were asked. Nothing was looked at but that there is nothing. */
export function missingRequiredRule(
  dictionary: Dictionary,
  checks: Checks,
): (record: string, texts: Readonly<Record<string, string>>) => FormFinding[] {
  const numbers = new Map([
    ...dictionary.variables.map(({ questionCode, number }) => [questionCode, number] as const),
    ...dictionary.variables.map(({ code, number }) => [code, number] as const),
    ...dictionary.texts.map(({ code, number }) => [code, number] as const),
  ])
  return (record, texts) =>
    checks.unansweredIn(record, texts).map((place) => {
      return { rule: 'missing-required', place, detail: { number: numbers.get(place) || place }, basis: '' }
    })
}
