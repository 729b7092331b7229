import type { Variable } from '../../../../src/core/questionnaire/dictionary.ts'
import type { Questionnaire } from '../../../../src/core/questionnaire/questionnaire.ts'
import { localText } from '../../../i18n/i18n.ts'

/** What a row is about: a variable, or a multiple choice with a variable for each of its options. */
export interface Subject {
  readonly key: string
  /** `12. Kết quả giải quyết hồ sơ` */
  readonly label: string
  readonly variables: readonly Variable[]
}

export function subjectsOf(variables: readonly Variable[], questionnaire: Questionnaire): Subject[] {
  const questions = new Map(
    questionnaire.sections.flatMap((section) => section.questions).map((question) => [question.code, question]),
  )
  const subjects = new Map<string, { label: string; variables: Variable[] }>()
  for (const variable of variables) {
    const key = subjectKey(variable)
    const text = variable.kind === 'flag' ? questions.get(variable.questionCode)?.label : variable.label
    const words = localText(text ?? variable.label) || variable.code
    const label = variable.number === '' ? words : `${variable.number}. ${words}`
    const known = subjects.get(key) ?? { label, variables: [] }
    known.variables.push(variable)
    subjects.set(key, known)
  }
  return [...subjects].map(([key, subject]) => ({ key, ...subject }))
}

export function subjectKey(variable: Variable): string {
  return variable.kind === 'flag' ? variable.questionCode : variable.code
}
