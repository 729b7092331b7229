import type { Dictionary, TextVariable, Variable } from './dictionary.ts'
import type { Choice } from './questionnaire.ts'

/** One of the versions a survey has been keyed with. */
export interface SurveyForm {
  /** The number of the version within the survey, as its responses name it. */
  readonly id: number
  /** Of the questionnaire. */
  readonly version: number
  readonly dictionary: Dictionary
}

/** A column of all versions together; `byForm`: where it stands in each version's record, nowhere if it wasn't asked. */
export interface UnitedVariable {
  readonly variable: Variable
  readonly byForm: ReadonlyMap<number, Variable>
}

/**
 * The variables and open texts of all versions of a survey, the same by code: those of the version in use in its order,
 * then what only older versions asked, the newest of them first. `forms` comes oldest first.
 */
export function uniteForms(forms: readonly SurveyForm[]): {
  readonly variables: readonly UnitedVariable[]
  readonly texts: readonly TextVariable[]
} {
  const united = new Map<string, { variable: Variable; byForm: Map<number, Variable> }>()
  const texts = new Map<string, TextVariable>()
  for (const { id, dictionary } of forms.toReversed()) {
    for (const variable of dictionary.variables) {
      const known = united.get(variable.code) ?? { variable, byForm: new Map() }
      known.byForm.set(id, variable)
      united.set(variable.code, known)
    }
    for (const text of dictionary.texts) if (!texts.has(text.code)) texts.set(text.code, text)
  }
  return { variables: [...united.values()], texts: [...texts.values()] }
}

/** Every option any version offered, in the words of the newest that has it; `variables` comes newest first. */
export function unitedChoices(variables: readonly Pick<Variable, 'choices'>[]): Choice[] {
  const choices = new Map<number, Choice>()
  for (const choice of variables.flatMap((variable) => variable.choices)) {
    if (!choices.has(Number(choice.code))) choices.set(Number(choice.code), choice)
  }
  return [...choices.values()].sort((a, b) => Number(a.code) - Number(b.code))
}
