import type { ChoiceList, Question } from '../../core/questionnaire/questionnaire.ts'
import type { FormVariable, FormVariables } from './cel-to-xpath.ts'

/** What each of our variables is called in a form; lists that a draft lacks have no choices. */
export function formVariables(questions: readonly Question[], choiceLists: readonly ChoiceList[]): FormVariables {
  const codes = new Map(choiceLists.map((list) => [list.code, list.choices.map((choice) => choice.code)]))
  return new Map(questions.flatMap((question) => variablesOf(question, codes)).map((made) => [made.code, made]))
}

function variablesOf(
  question: Question,
  lists: ReadonlyMap<string, readonly string[]>,
): (FormVariable & { code: string })[] {
  const { code, kind } = question
  const plain = { code, name: code, option: null, codes: [], hasDecimals: false }
  switch (kind) {
    case 'single':
      return [{ ...plain, kind: 'choice', codes: lists.get(question.choices) ?? [] }]
    case 'grid': {
      const choices = lists.get(question.choices) ?? []
      return question.items.map((item) => ({
        ...plain,
        code: item.code,
        name: item.code,
        kind: 'choice',
        codes: choices,
      }))
    }
    case 'multiple':
      return (lists.get(question.choices) ?? []).map((option) => {
        return { ...plain, code: `${code}_${option}`, option, kind: 'flag' }
      })
    case 'number':
      return [{ ...plain, kind: 'number', hasDecimals: question.decimals > 0 }]
    case 'date':
      return [{ ...plain, kind: 'date' }]
    default:
      return []
  }
}
