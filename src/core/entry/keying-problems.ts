import type { Problem } from '../questionnaire/problem.ts'
import type { Questionnaire } from '../questionnaire/questionnaire.ts'
import { findQuestionnaireProblems } from '../questionnaire/validate.ts'

/** What keeps a draft from being keyed: not its measuring schemes, and no text that isn't written yet. */
export function keyingProblems(draft: Questionnaire): Problem[] {
  return findQuestionnaireProblems(draft).filter(
    ({ place: { kind, field } }) => kind !== 'scheme' && kind !== 'node' && !field.endsWith('.vi'),
  )
}
