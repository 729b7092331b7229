import { assert } from '../../assert.ts'
import type { Question, Questionnaire, Section } from '../questionnaire.ts'

/**
 * Where something stands in a questionnaire: a section, a question in it, an item of that grid; counted from 0. A draft's
 * codes may be empty or alike, so editing names things by their spot.
 */
export type Spot =
  | readonly [section: number]
  | readonly [section: number, question: number]
  | readonly [section: number, question: number, item: number]

export type GridQuestion = Extract<Question, { kind: 'grid' }>
export type GridItem = GridQuestion['items'][number]

/** What an edit made, and what it is natural to look at next; null = nothing is left to look at. */
export interface Edited {
  readonly questionnaire: Questionnaire
  readonly spot: Spot | null
}

export function sectionAt(questionnaire: Questionnaire, spot: Spot): Section | undefined {
  return questionnaire.sections[spot[0]]
}

/** The question at a spot, or the grid that an item's spot lies in. */
export function questionAt(questionnaire: Questionnaire, spot: Spot): Question | undefined {
  return spot[1] === undefined ? undefined : sectionAt(questionnaire, spot)?.questions[spot[1]]
}

export function itemAt(questionnaire: Questionnaire, spot: Spot): GridItem | undefined {
  const question = questionAt(questionnaire, spot)
  return spot[2] !== undefined && question?.kind === 'grid' ? question.items[spot[2]] : undefined
}

export function isSameSpot(a: Spot | null, b: Spot | null): boolean {
  return a === b || (a !== null && b !== null && a.join() === b.join())
}

/** Every section, question and item, in the order of the paper. */
export function spotsOf(questionnaire: Questionnaire): Spot[] {
  return questionnaire.sections.flatMap((section, s): Spot[] => [
    [s],
    ...section.questions.flatMap((question, q): Spot[] => [
      [s, q],
      ...(question.kind === 'grid' ? question.items.map((_, i): Spot => [s, q, i]) : []),
    ]),
  ])
}

/** The first section, question or item of that code; options of a multiple choice (`q2_7`) lead to their question. */
export function spotOfCode(questionnaire: Questionnaire, code: string): Spot | null {
  const spots = spotsOf(questionnaire).filter((spot) => spot.length > 1)
  const own = spots.find((spot) => codeAt(questionnaire, spot) === code)
  if (own !== undefined) return own
  const option = spots.find((spot) => {
    const question = questionAt(questionnaire, spot)
    return question?.kind === 'multiple' && code.startsWith(`${question.code}_`)
  })
  return option ?? spotsOf(questionnaire).find((spot) => codeAt(questionnaire, spot) === code) ?? null
}

export function codeAt(questionnaire: Questionnaire, spot: Spot): string | undefined {
  if (spot.length === 1) return sectionAt(questionnaire, spot)?.code
  return spot.length === 2 ? questionAt(questionnaire, spot)?.code : itemAt(questionnaire, spot)?.code
}

/** The questionnaire with one section changed; every other part is the very same object. */
export function withSection(questionnaire: Questionnaire, spot: Spot, change: (section: Section) => Section) {
  const section = sectionAt(questionnaire, spot)
  assert(section !== undefined, `no section at ${spot}`)
  return { ...questionnaire, sections: questionnaire.sections.with(spot[0], change(section)) }
}

export function withQuestion(
  questionnaire: Questionnaire,
  spot: Spot,
  change: (question: Question) => Question,
): Questionnaire {
  const question = questionAt(questionnaire, spot)
  const at = spot[1]
  assert(question !== undefined && at !== undefined, `no question at ${spot}`)
  return withSection(questionnaire, spot, (section) => ({
    ...section,
    questions: section.questions.with(at, change(question)),
  }))
}

export function withItem(questionnaire: Questionnaire, spot: Spot, change: (item: GridItem) => GridItem) {
  const item = itemAt(questionnaire, spot)
  const at = spot[2]
  assert(item !== undefined && at !== undefined, `no item at ${spot}`)
  return withQuestion(questionnaire, spot, (question) =>
    question.kind === 'grid' ? { ...question, items: question.items.with(at, change(item)) } : question,
  )
}
