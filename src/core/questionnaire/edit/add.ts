import { assert } from '../../assert.ts'
import { listsOf } from '../placed.ts'
import type { Question, Questionnaire } from '../questionnaire.ts'
import { writtenOption } from '../write-in.ts'
import { type AnswerKind, listFor, questionOf } from './answer-kind.ts'
import { proposeItemCode, proposeOtherCode, proposeQuestionCode, takenCodes } from './codes.ts'
import { keepNumbered, nextNumber } from './numbering.ts'
import { type Edited, questionAt, type Spot, sectionAt, spotsOf, withQuestion, withSection } from './spot.ts'

const NO_TEXT = { vi: '', en: '' }

/** A blank section before the one at `index`; at the end when there is none. Its code and number are the next letter. */
export function addSection(questionnaire: Questionnaire, index = questionnaire.sections.length): Edited {
  const code = nextSectionCode(questionnaire)
  const section = { code, number: code, title: NO_TEXT, questions: [] }
  return {
    questionnaire: { ...questionnaire, sections: questionnaire.sections.toSpliced(index, 0, section) },
    spot: [index],
  }
}

/** The first free letter, then `A2`, `B2` … */
export function nextSectionCode(questionnaire: Questionnaire): string {
  const taken = new Set(questionnaire.sections.map(({ code }) => code))
  for (let round = 1; ; round += 1) {
    for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') {
      const code = round === 1 ? letter : `${letter}${round}`
      if (!taken.has(code)) return code
    }
  }
}

/**
 * A blank question of a kind after what stands at `after`: after a question or the grid of an item, at the end of a
 * section, or, with null, in a first section made for it.
 */
export function addQuestion(
  questionnaire: Questionnaire,
  after: Spot | null,
  kind: AnswerKind,
  earlier: Questionnaire | null,
): Edited {
  if (after === null || sectionAt(questionnaire, after) === undefined) {
    const made = addSection(questionnaire)
    assert(made.spot !== null, 'a section was made')
    return addQuestion(made.questionnaire, made.spot, kind, earlier)
  }
  const [s] = after
  const section = sectionAt(questionnaire, after)
  assert(section !== undefined, 'looked at above')
  const q = after[1] === undefined ? section.questions.length : after[1] + 1
  const code = proposeQuestionCode(takenCodes(questionnaire, earlier))
  const list = listFor(kind, code, questionnaire, [s, q])
  const made = questionOf(
    kind,
    { code, number: kind === 'note' ? '' : nextNumber(section, q), label: NO_TEXT },
    list.code,
  )
  const added = withSection(list.questionnaire, [s], (one) => ({
    ...one,
    questions: one.questions.toSpliced(q, 0, made),
  }))
  const numbered = keepNumbered(questionnaire, added)
  return made.kind === 'grid'
    ? { ...addItem(numbered, [s, q], earlier), spot: [s, q] }
    : { questionnaire: numbered, spot: [s, q] }
}

/** A blank item after the one at `after`, or at the end of the grid at `after`. */
export function addItem(questionnaire: Questionnaire, after: Spot, earlier: Questionnaire | null): Edited {
  const grid = questionAt(questionnaire, after)
  const [s, q, i] = after
  assert(grid?.kind === 'grid' && q !== undefined, `no grid at ${after}`)
  const at = i === undefined ? grid.items.length : i + 1
  const item = {
    code: proposeItemCode(grid.code, takenCodes(questionnaire, earlier)),
    number: String(at + 1),
    label: NO_TEXT,
  }
  const added = withQuestion(questionnaire, [s, q], (question) =>
    question.kind === 'grid' ? { ...question, items: question.items.toSpliced(at, 0, item) } : question,
  )
  return { questionnaire: keepNumbered(questionnaire, added), spot: [s, q, at] }
}

/** "Other, please write": a text after the question, asked only of whoever chose that option, under the same number. */
export function addOther(
  questionnaire: Questionnaire,
  spot: Spot,
  choice: string,
  label: Question['label'],
  earlier: Questionnaire | null,
): Edited {
  const question = questionAt(questionnaire, spot)
  const [s, q] = spot
  assert(question !== undefined && q !== undefined, `no question at ${spot}`)
  const other: Question = {
    kind: 'text',
    code: proposeOtherCode(question.code, takenCodes(questionnaire, earlier)),
    number: question.number,
    label,
    askIf: otherCondition(question, choice),
    isLong: false,
  }
  const added = withSection(questionnaire, spot, (section) => ({
    ...section,
    questions: section.questions.toSpliced(q + 1, 0, other),
  }))
  return { questionnaire: keepNumbered(questionnaire, added), spot: [s, q + 1] }
}

/** Where the text stands that goes with an option, null where there is none. */
export function spotOfOther(questionnaire: Questionnaire, question: Question, choice: string): Spot | null {
  const choices = choicesOf(questionnaire, question)
  const isOther = (spot: Spot): boolean => {
    const one = spot.length === 2 ? questionAt(questionnaire, spot) : undefined
    return one?.kind === 'text' && writtenOption(question, choices, one.askIf)?.code === choice
  }
  return spotsOf(questionnaire).find(isOther) ?? null
}

function otherCondition(question: Question, choice: string): string {
  return question.kind === 'multiple' ? `${question.code}_${choice} == 1` : `${question.code} == ${choice}`
}

/** The options of a question, empty where it has none. */
export function choicesOf(questionnaire: Questionnaire, question: Question) {
  return 'choices' in question ? (listsOf(questionnaire).get(question.choices)?.choices ?? []) : []
}
