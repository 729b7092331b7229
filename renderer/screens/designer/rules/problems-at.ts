import type { Spot } from '../../../../src/core/questionnaire/edit/spot.ts'
import type { Problem } from '../../../../src/core/questionnaire/problem.ts'

const STEPS = ['sections', 'questions', 'items']

/** What is wrong with one field of the question or item at a spot, for example `askIf`. */
export function problemsAt(problems: readonly Problem[], spot: Spot, field: string): Problem[] {
  const path = spot.flatMap((at, depth) => [STEPS[depth], at]).join('.')
  return problems.filter(({ place }) => place.field === field && place.path.join('.') === path)
}
