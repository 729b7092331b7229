import type { Variable } from '../questionnaire/dictionary.ts'
import type { Questionnaire } from '../questionnaire/questionnaire.ts'
import { type SurveyForm, type UnitedVariable, unitedChoices, uniteForms } from '../questionnaire/survey-forms.ts'
import type { Recoding } from './deidentified-form.ts'
import { isIdentifying } from './identifying.ts'
import { measuredItems } from './measured-items.ts'
import type { Bands } from './number-bands.ts'
import { respondentFacts } from './respondent-facts.ts'

/** What becomes of each variable of a survey's versions when its responses are de-identified. */
export interface ChosenVariables {
  /** Not in the file at all. */
  readonly removed: readonly UnitedVariable[]
  /** What is known about who answered, and every date asked: counted together and coarsened. */
  readonly facts: readonly UnitedVariable[]
  /** Leave in bands. */
  readonly numbers: readonly UnitedVariable[]
  /** What a scheme measures: never touched. */
  readonly measured: readonly UnitedVariable[]
}

/** A question that one version counts as about who answers is so in all. */
export function chooseVariables(
  forms: readonly SurveyForm[],
  questionnaires: readonly Questionnaire[],
): ChosenVariables {
  const about = new Set(questionnaires.flatMap((questionnaire) => [...respondentFacts(questionnaire)]))
  const measured = new Set(questionnaires.flatMap((questionnaire) => [...measuredItems(questionnaire)]))
  const { variables } = uniteForms(forms)
  const isRemoved = ({ variable }: UnitedVariable): boolean => !measured.has(variable.code) && isIdentifying(variable)
  const staying = variables.filter((united) => !isRemoved(united))
  return {
    removed: variables.filter(isRemoved),
    facts: staying.filter(
      ({ variable: { code, questionCode, kind } }) =>
        !measured.has(code) && (kind === 'date' || about.has(questionCode)),
    ),
    numbers: staying.filter(({ variable }) => variable.kind === 'number'),
    measured: variables.filter(({ variable }) => measured.has(variable.code)),
  }
}

/** How the facts and numbers leave, by code; options of all versions together. */
export function recodingsOf(
  { facts, numbers }: ChosenVariables,
  bands: ReadonlyMap<string, Bands>,
): ReadonlyMap<string, Recoding> {
  const isFact = new Set(facts)
  return new Map(
    [...facts, ...numbers].map((united): [string, Recoding] => {
      const { variable, byForm } = united
      const whole: Variable = { ...variable, choices: unitedChoices([...byForm.values()]) }
      return [variable.code, { variable: whole, isFact: isFact.has(united), bands: bands.get(variable.code) ?? null }]
    }),
  )
}
