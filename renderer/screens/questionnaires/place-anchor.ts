import { placedQuestions } from '../../../src/core/questionnaire/placed.ts'
import type { Path, Place } from '../../../src/core/questionnaire/problem.ts'
import type { Questionnaire } from '../../../src/core/questionnaire/questionnaire.ts'

/** The id on the page of what stands at a path of the document. */
export function anchorId(path: Path): string {
  return ['place', ...path].join('-')
}

/** Where a place is seen: a choice list at the first question that uses it, a node at its scheme, the form at its top. */
export function anchorOf(questionnaire: Questionnaire, place: Place): string {
  const [collection, index] = place.path
  if (collection === 'schemes') return anchorId(['schemes', index ?? 0])
  if (collection !== 'choiceLists') return anchorId(place.path)
  const code = questionnaire.choiceLists[Number(index)]?.code
  const user = placedQuestions(questionnaire).find(({ thing }) => 'choices' in thing && thing.choices === code)
  return anchorId(user?.path ?? [])
}
