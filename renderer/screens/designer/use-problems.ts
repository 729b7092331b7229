import { useMemo } from 'react'
import { problemsAfter } from '../../../src/core/questionnaire/compare-versions.ts'
import { listsOf } from '../../../src/core/questionnaire/placed.ts'
import type { Place, Problem } from '../../../src/core/questionnaire/problem.ts'
import type { Questionnaire } from '../../../src/core/questionnaire/questionnaire.ts'
import { findQuestionnaireProblems } from '../../../src/core/questionnaire/validate.ts'
import type { Effort } from '../../../src/core/questionnaire/validate-rules.ts'

/** Everything that stops a draft from being published, and the spots of the outline where it stands. */
export function useProblems(questionnaire: Questionnaire, earlier: Questionnaire | null) {
  return useMemo(() => {
    const problems = findProblems(questionnaire, earlier, 'typing')
    return { problems, marked: new Set(problems.flatMap(({ place }) => rowOf(place))) }
  }, [questionnaire, earlier])
}

export function findProblems(questionnaire: Questionnaire, earlier: Questionnaire | null, effort: Effort): Problem[] {
  const problems = findQuestionnaireProblems(questionnaire, effort)
  // What a question asks can't be compared while its list is missing; that it is missing is among the problems.
  return earlier === null || lacksLists(questionnaire)
    ? problems
    : [...problems, ...problemsAfter(earlier, questionnaire)]
}

function lacksLists(questionnaire: Questionnaire): boolean {
  const lists = listsOf(questionnaire)
  return questionnaire.sections.some(({ questions }) =>
    questions.some((question) => 'choices' in question && !lists.has(question.choices)),
  )
}

/** The row of the outline that a place belongs to, `2.0.5` for an item; nothing for lists and schemes. */
function rowOf({ kind, path }: Place): string[] {
  const isRow = kind === 'section' || kind === 'question' || kind === 'item'
  return isRow ? [path.filter((step) => typeof step === 'number').join('.')] : []
}
