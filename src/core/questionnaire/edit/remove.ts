import type { Questionnaire } from '../questionnaire.ts'
import { isOwnList } from './choice-lists.ts'
import { keepNumbered } from './numbering.ts'
import { type Edited, type Place, questionAt, withQuestion, withSection } from './place.ts'
import { codesAt, withItemsInSchemes } from './references.ts'

/**
 * Takes out what stands at a place, lists made for it alone, and its items in the schemes. Rules elsewhere that name it
 * stay as they are, to be mended by whoever wrote them: `referencesTo` tells which.
 */
export function removeAt(questionnaire: Questionnaire, place: Place): Edited {
  const gone = new Set(codesAt(questionnaire, place))
  const [s, q, i] = place
  const single = q === undefined || i !== undefined ? undefined : questionAt(questionnaire, place)
  const questions =
    q === undefined ? (questionnaire.sections[s]?.questions ?? []) : single === undefined ? [] : [single]
  const lists = new Set(questions.filter((one) => isOwnList(questionnaire, one)).map(({ code }) => code))
  const kept = {
    ...without(questionnaire, place),
    choiceLists: questionnaire.choiceLists.filter(({ code }) => !lists.has(code)),
  }
  const cleaned = withItemsInSchemes(kept, (items) => {
    const left = items.filter((item) => !gone.has(item))
    return left.length === items.length ? items : left
  })
  return { questionnaire: keepNumbered(questionnaire, cleaned), place: neighbourOf(cleaned, place) }
}

function without(questionnaire: Questionnaire, [s, q, i]: Place): Questionnaire {
  if (q === undefined) return { ...questionnaire, sections: questionnaire.sections.toSpliced(s, 1) }
  if (i === undefined) {
    return withSection(questionnaire, [s], (section) => ({ ...section, questions: section.questions.toSpliced(q, 1) }))
  }
  return withQuestion(questionnaire, [s, q], (grid) =>
    grid.kind === 'grid' ? { ...grid, items: grid.items.toSpliced(i, 1) } : grid,
  )
}

/** What came into the place, else the one before it, else what it lay in. */
function neighbourOf(questionnaire: Questionnaire, [s, q, i]: Place): Place | null {
  const lastOf = (list: readonly unknown[], at: number): number => Math.min(at, list.length - 1)
  if (q === undefined) {
    const at = lastOf(questionnaire.sections, s)
    return at < 0 ? null : [at]
  }
  if (i === undefined) {
    const at = lastOf(questionnaire.sections[s]?.questions ?? [], q)
    return at < 0 ? [s] : [s, at]
  }
  const grid = questionAt(questionnaire, [s, q])
  const at = grid?.kind === 'grid' ? lastOf(grid.items, i) : -1
  return at < 0 ? [s, q] : [s, q, at]
}
