import type { Questionnaire, Section } from '../questionnaire.ts'
import { isNumbered, keepNumbered } from './numbering.ts'
import { type Edited, itemAt, questionAt, type Spot, withQuestion, withSection } from './spot.ts'

/**
 * One step up (-1) or down (1): a section among sections, a question through its section and over into the next one, an
 * item within its grid. Null where there is no way on.
 */
export function moveStep(questionnaire: Questionnaire, spot: Spot, step: -1 | 1): Edited | null {
  const [s, q, i] = spot
  if (q === undefined)
    return isWithin(s + step, questionnaire.sections) ? moveTo(questionnaire, spot, [s + step]) : null
  if (i !== undefined) {
    const grid = questionAt(questionnaire, spot)
    return grid?.kind === 'grid' && isWithin(i + step, grid.items)
      ? moveTo(questionnaire, spot, [s, q, i + step])
      : null
  }
  const section = questionnaire.sections[s]
  if (section !== undefined && isWithin(q + step, section.questions)) return moveTo(questionnaire, spot, [s, q + step])
  const next = questionnaire.sections[s + step]
  return next === undefined ? null : moveTo(questionnaire, spot, [s + step, step === 1 ? 0 : next.questions.length])
}

function isWithin(index: number, list: readonly unknown[]): boolean {
  return index >= 0 && index < list.length
}

/**
 * Takes what stands at `from` out and puts it at `to`, which counts without it; both are of one depth. Null where that
 * isn't in the questionnaire.
 */
export function moveTo(questionnaire: Questionnaire, from: Spot, to: Spot): Edited | null {
  const moved = movedWithin(questionnaire, from, to)
  return moved === null ? null : { questionnaire: keepNumbered(questionnaire, moved), spot: to }
}

function movedWithin(questionnaire: Questionnaire, from: Spot, to: Spot): Questionnaire | null {
  if (from.length !== to.length) return null
  if (from.length === 1) {
    const sections = moved(questionnaire.sections, from[0], to[0])
    return sections && { ...questionnaire, sections }
  }
  return from.length === 2 ? movedQuestion(questionnaire, from, to) : movedItem(questionnaire, from, to)
}

function moved<T>(list: readonly T[], from: number, to: number): T[] | null {
  const one = list[from]
  if (one === undefined || !isWithin(to, list)) return null
  return list.toSpliced(from, 1).toSpliced(to, 0, one)
}

function movedQuestion(questionnaire: Questionnaire, from: Spot, to: Spot): Questionnaire | null {
  const question = questionAt(questionnaire, from)
  const [fromQ, toQ] = [from[1], to[1]]
  if (question === undefined || fromQ === undefined || toQ === undefined) return null
  const taken = withSection(questionnaire, from, (section) => ({
    ...section,
    questions: section.questions.toSpliced(fromQ, 1),
  }))
  const target: Section | undefined = taken.sections[to[0]]
  if (target === undefined || toQ < 0 || toQ > target.questions.length) return null
  // In another section it takes that section's style of numbers, where the form is numbered through.
  const arrived = from[0] === to[0] || !isNumbered(questionnaire) ? question : { ...question, number: '' }
  return withSection(taken, to, (section) => ({ ...section, questions: section.questions.toSpliced(toQ, 0, arrived) }))
}

function movedItem(questionnaire: Questionnaire, from: Spot, to: Spot): Questionnaire | null {
  const item = itemAt(questionnaire, from)
  const [fromI, toI] = [from[2], to[2]]
  if (item === undefined || fromI === undefined || toI === undefined) return null
  const taken = withQuestion(questionnaire, from, (grid) =>
    grid.kind === 'grid' ? { ...grid, items: grid.items.toSpliced(fromI, 1) } : grid,
  )
  const target = questionAt(taken, to)
  if (target?.kind !== 'grid' || toI < 0 || toI > target.items.length) return null
  return withQuestion(taken, to, (grid) =>
    grid.kind === 'grid' ? { ...grid, items: grid.items.toSpliced(toI, 0, item) } : grid,
  )
}
