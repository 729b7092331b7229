import type { Questionnaire } from '../questionnaire.ts'
import { isOwnList } from './choice-lists.ts'
import { keepNumbered } from './numbering.ts'
import { codesAt, withItemsInSchemes } from './references.ts'
import { type Edited, questionAt, type Spot, withQuestion, withSection } from './spot.ts'

/**
 * Takes out what stands at a spot, lists made for it alone, and its items in the schemes. Rules elsewhere that name it
 * stay as they are, to be mended by whoever wrote them: `referencesTo` tells which.
 */
export function removeAt(questionnaire: Questionnaire, spot: Spot): Edited {
  const gone = new Set(codesAt(questionnaire, spot))
  const [s, q, i] = spot
  const single = q === undefined || i !== undefined ? undefined : questionAt(questionnaire, spot)
  const questions =
    q === undefined ? (questionnaire.sections[s]?.questions ?? []) : single === undefined ? [] : [single]
  const lists = new Set(questions.filter((one) => isOwnList(questionnaire, one)).map(({ code }) => code))
  const kept = {
    ...without(questionnaire, spot),
    choiceLists: questionnaire.choiceLists.filter(({ code }) => !lists.has(code)),
  }
  const cleaned = withItemsInSchemes(kept, (items) => {
    const left = items.filter((item) => !gone.has(item))
    return left.length === items.length ? items : left
  })
  return { questionnaire: keepNumbered(questionnaire, cleaned), spot: neighbourOf(cleaned, spot) }
}

function without(questionnaire: Questionnaire, [s, q, i]: Spot): Questionnaire {
  if (q === undefined) return { ...questionnaire, sections: questionnaire.sections.toSpliced(s, 1) }
  if (i === undefined) {
    return withSection(questionnaire, [s], (section) => ({ ...section, questions: section.questions.toSpliced(q, 1) }))
  }
  return withQuestion(questionnaire, [s, q], (grid) =>
    grid.kind === 'grid' ? { ...grid, items: grid.items.toSpliced(i, 1) } : grid,
  )
}

/** What came into its place, else the one before it, else what it lay in. */
function neighbourOf(questionnaire: Questionnaire, [s, q, i]: Spot): Spot | null {
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
