import type { Variable } from '../dictionary.ts'
import { layOut } from '../dictionary.ts'
import type { Questionnaire } from '../questionnaire.ts'
import type { Spot } from './spot.ts'

/**
 * The variables that a rule at a spot may name, in the order of the paper: those answered before it. A check looks at its
 * own question too (`isOwnToo`).
 */
export function variablesBefore(questionnaire: Questionnaire, [s, q, i]: Spot, isOwnToo = false): Variable[] {
  if (q === undefined) return []
  const sections = questionnaire.sections.slice(0, s + 1).map((section, at) => {
    if (at < s) return section
    const questions = section.questions.slice(0, q)
    const own = section.questions[q]
    if (own === undefined) return { ...section, questions }
    if (isOwnToo) return { ...section, questions: [...questions, own] }
    const isItem = i !== undefined && own.kind === 'grid'
    return { ...section, questions: isItem ? [...questions, { ...own, items: own.items.slice(0, i) }] : questions }
  })
  return layOut({ ...questionnaire, sections }).variables.filter(({ code }) => code !== '')
}
