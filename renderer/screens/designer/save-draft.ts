import { AppError } from '../../../src/core/errors.ts'
import type { Questionnaire } from '../../../src/core/questionnaire/questionnaire.ts'
import { findDraftProblems } from '../../../src/core/questionnaire/validate.ts'
import { client, type Outputs } from '../../api-client.ts'

/** Writes the whole draft. What its format doesn't hold is told by its place, before anything is sent. */
export async function saveDraft(
  questionnaire: Questionnaire,
  rev: number,
): Promise<Outputs['questionnaire']['saveDraft']> {
  refuseUnstorable(questionnaire)
  return client.questionnaire.saveDraft.mutate({ questionnaire, rev })
}

/** Throws the first of `findDraftProblems` as AppError. */
export function refuseUnstorable(questionnaire: Questionnaire): void {
  const [problem] = findDraftProblems(questionnaire)
  if (problem !== undefined) throw new AppError(problem.code, problem.params)
}
