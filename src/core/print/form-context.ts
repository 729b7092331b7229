import type { ChoiceList, Questionnaire } from '../questionnaire/questionnaire.ts'
import type { Language } from '../words.ts'
import { LEFT, RIGHT, TYPE_SIZES, type TypeSizes, type Variant } from './paper.ts'

/** What every part of a form is laid out with. */
export interface FormContext {
  readonly questionnaire: Questionnaire
  readonly language: Language
  readonly variant: Variant
  readonly sizes: TypeSizes
  /** Where labels begin and how far they may reach, right of the questions' numbers. */
  readonly labelX: number
  readonly labelWidth: number
  /** The list of that code; a draft may name one that isn't written yet, and its answer is then an empty line. */
  readonly choicesOf: (list: string) => ChoiceList['choices']
}

export function formContext(questionnaire: Questionnaire, language: Language, variant: Variant): FormContext {
  const lists = new Map(questionnaire.choiceLists.map((list) => [list.code, list]))
  const sizes = TYPE_SIZES[variant]
  const labelX = LEFT + sizes.indent
  return {
    questionnaire,
    language,
    variant,
    sizes,
    labelX,
    labelWidth: RIGHT - labelX,
    choicesOf: (list) => lists.get(list)?.choices ?? [],
  }
}
