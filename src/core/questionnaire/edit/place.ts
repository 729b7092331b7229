import { assert } from '../../assert.ts'
import type { Question, Questionnaire, Section } from '../questionnaire.ts'

/**
 * Where something stands in a questionnaire: a section, a question in it, an item of that grid; counted from 0. A draft's
 * codes may be empty or alike, so editing names things by their place.
 */
export type Place =
  | readonly [section: number]
  | readonly [section: number, question: number]
  | readonly [section: number, question: number, item: number]

export type GridQuestion = Extract<Question, { kind: 'grid' }>
export type GridItem = GridQuestion['items'][number]

/** What an edit made, and what it is natural to look at next; null = nothing is left to look at. */
export interface Edited {
  readonly questionnaire: Questionnaire
  readonly place: Place | null
}

export function sectionAt(questionnaire: Questionnaire, place: Place): Section | undefined {
  return questionnaire.sections[place[0]]
}

/** The question at a place, or the grid that an item's place lies in. */
export function questionAt(questionnaire: Questionnaire, place: Place): Question | undefined {
  return place[1] === undefined ? undefined : sectionAt(questionnaire, place)?.questions[place[1]]
}

export function itemAt(questionnaire: Questionnaire, place: Place): GridItem | undefined {
  const question = questionAt(questionnaire, place)
  return place[2] !== undefined && question?.kind === 'grid' ? question.items[place[2]] : undefined
}

export function isSamePlace(a: Place | null, b: Place | null): boolean {
  return a === b || (a !== null && b !== null && a.join() === b.join())
}

/** Every section, question and item, in the order of the paper. */
export function placesOf(questionnaire: Questionnaire): Place[] {
  return questionnaire.sections.flatMap((section, s): Place[] => [
    [s],
    ...section.questions.flatMap((question, q): Place[] => [
      [s, q],
      ...(question.kind === 'grid' ? question.items.map((_, i): Place => [s, q, i]) : []),
    ]),
  ])
}

/** The first section, question or item of that code; options of a multiple choice (`q2_7`) lead to their question. */
export function placeOfCode(questionnaire: Questionnaire, code: string): Place | null {
  const places = placesOf(questionnaire).filter((place) => place.length > 1)
  const own = places.find((place) => codeAt(questionnaire, place) === code)
  if (own !== undefined) return own
  const option = places.find((place) => {
    const question = questionAt(questionnaire, place)
    return question?.kind === 'multiple' && code.startsWith(`${question.code}_`)
  })
  return option ?? placesOf(questionnaire).find((place) => codeAt(questionnaire, place) === code) ?? null
}

export function codeAt(questionnaire: Questionnaire, place: Place): string | undefined {
  if (place.length === 1) return sectionAt(questionnaire, place)?.code
  return place.length === 2 ? questionAt(questionnaire, place)?.code : itemAt(questionnaire, place)?.code
}

/** The questionnaire with one section changed; every other part is the very same object. */
export function withSection(questionnaire: Questionnaire, place: Place, change: (section: Section) => Section) {
  const section = sectionAt(questionnaire, place)
  assert(section !== undefined, `no section at ${place}`)
  return { ...questionnaire, sections: questionnaire.sections.with(place[0], change(section)) }
}

export function withQuestion(
  questionnaire: Questionnaire,
  place: Place,
  change: (question: Question) => Question,
): Questionnaire {
  const question = questionAt(questionnaire, place)
  const at = place[1]
  assert(question !== undefined && at !== undefined, `no question at ${place}`)
  return withSection(questionnaire, place, (section) => ({
    ...section,
    questions: section.questions.with(at, change(question)),
  }))
}

export function withItem(questionnaire: Questionnaire, place: Place, change: (item: GridItem) => GridItem) {
  const item = itemAt(questionnaire, place)
  const at = place[2]
  assert(item !== undefined && at !== undefined, `no item at ${place}`)
  return withQuestion(questionnaire, place, (question) =>
    question.kind === 'grid' ? { ...question, items: question.items.with(at, change(item)) } : question,
  )
}
