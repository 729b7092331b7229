import type { Path } from './problem.ts'
import type { ChoiceList, Question, Questionnaire, Scheme, SchemeNode } from './questionnaire.ts'

/** The things of a questionnaire with the way to each from the document's root. */

export interface Placed<T> {
  readonly thing: T
  readonly path: Path
}

export type Lists = ReadonlyMap<string, ChoiceList>

export function listsOf(questionnaire: Questionnaire): Lists {
  return new Map(questionnaire.choiceLists.map((list) => [list.code, list]))
}

/** In the order of the paper. */
export function placedQuestions(questionnaire: Questionnaire): Placed<Question>[] {
  return questionnaire.sections.flatMap((section, at) =>
    section.questions.map((thing, index) => ({ thing, path: ['sections', at, 'questions', index] })),
  )
}

/** A scheme's nodes from the root down, each before those below it. */
export function placedNodes(scheme: Scheme, schemeIndex: number): Placed<SchemeNode>[] {
  return nodesFrom(scheme.root, ['schemes', schemeIndex, 'root'])
}

function nodesFrom(thing: SchemeNode, path: Path): Placed<SchemeNode>[] {
  const below = (thing.children ?? []).flatMap((child, index) => nodesFrom(child, [...path, 'children', index]))
  return [{ thing, path }, ...below]
}

/** Every code that a question takes: its own, then the columns it makes (items of a grid, options of a multiple choice). */
export function placedCodes({ thing: question, path }: Placed<Question>, lists: Lists): { code: string; path: Path }[] {
  const own = { code: question.code, path: [...path, 'code'] }
  if (question.kind === 'grid') {
    return [own, ...question.items.map(({ code }, index) => ({ code, path: [...path, 'items', index, 'code'] }))]
  }
  if (question.kind !== 'multiple' || question.code === '') return [own]
  const choices = lists.get(question.choices)?.choices ?? []
  return [own, ...choices.map((choice) => ({ code: `${question.code}_${choice.code}`, path: own.path }))]
}
