import type { Dictionary } from '../questionnaire/dictionary.ts'
import type { Questionnaire } from '../questionnaire/questionnaire.ts'
import { compileTickLimits } from '../questionnaire/tick-limits.ts'
import type { FormFinding } from './finding.ts'

/** More ticks than a multiple choice allows, kept as on paper; told at its first option. */
export function tooManyTicksRule(
  questionnaire: Questionnaire,
  dictionary: Dictionary,
): (record: string) => FormFinding[] {
  const limits = compileTickLimits(questionnaire, dictionary)
  return (record) =>
    limits(record).map(({ question, number, count, most }) => {
      const flags = dictionary.variables.filter(({ questionCode }) => questionCode === question)
      const basis = flags.map(({ start }) => record[start]).join('')
      return { rule: 'too-many-ticks', place: flags[0]?.code ?? question, detail: { number, count, most }, basis }
    })
}
