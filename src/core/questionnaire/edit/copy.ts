import { assert } from '../../assert.ts'
import { listsOf } from '../placed.ts'
import type { Question, Questionnaire } from '../questionnaire.ts'
import { nextSectionCode } from './add.ts'
import { addList, isOwnList } from './choice-lists.ts'
import { codesOf, proposeItemCode, proposeQuestionCode, takenCodes } from './codes.ts'
import { keepNumbered } from './numbering.ts'
import { renameInRules } from './references.ts'
import {
  type Edited,
  type GridItem,
  itemAt,
  questionAt,
  type Spot,
  sectionAt,
  withQuestion,
  withSection,
} from './spot.ts'

/** A copy right after what stands at a spot, with codes of its own; rules within the copy name the copy's codes. */
export function copyAt(questionnaire: Questionnaire, spot: Spot, earlier: Questionnaire | null): Edited {
  const copied =
    spot.length === 1
      ? copySection(questionnaire, spot, earlier)
      : spot.length === 2
        ? copyQuestion(questionnaire, spot, earlier)
        : copyItem(questionnaire, spot, earlier)
  return { ...copied, questionnaire: keepNumbered(questionnaire, copied.questionnaire) }
}

function copyItem(questionnaire: Questionnaire, spot: Spot, earlier: Questionnaire | null): Edited {
  const item = itemAt(questionnaire, spot)
  const grid = questionAt(questionnaire, spot)
  const [s, q, i] = spot
  assert(item !== undefined && grid !== undefined && q !== undefined && i !== undefined, `no item at ${spot}`)
  const { heading: _, ...rest } = item // the heading opens the group once
  const copy: GridItem = { ...rest, code: proposeItemCode(grid.code, takenCodes(questionnaire, earlier)) }
  const added = withQuestion(questionnaire, spot, (one) =>
    one.kind === 'grid' ? { ...one, items: one.items.toSpliced(i + 1, 0, copy) } : one,
  )
  return { questionnaire: added, spot: [s, q, i + 1] }
}

function copyQuestion(questionnaire: Questionnaire, spot: Spot, earlier: Questionnaire | null): Edited {
  const question = questionAt(questionnaire, spot)
  const [s, q] = spot
  assert(question !== undefined && q !== undefined, `no question at ${spot}`)
  const { copy, renames, questionnaire: withLists } = copied(questionnaire, question, earlier)
  const added = withSection(withLists, spot, (section) => ({
    ...section,
    questions: section.questions.toSpliced(q + 1, 0, renameInRules(copy, renames)),
  }))
  return { questionnaire: added, spot: [s, q + 1] }
}

function copySection(questionnaire: Questionnaire, spot: Spot, earlier: Questionnaire | null): Edited {
  const section = sectionAt(questionnaire, spot)
  assert(section !== undefined, `no section at ${spot}`)
  const [s] = spot
  const code = nextSectionCode(questionnaire)
  let now: Questionnaire = {
    ...questionnaire,
    sections: questionnaire.sections.toSpliced(s + 1, 0, { ...section, code, number: code, questions: [] }),
  }
  const renames = new Map<string, string>()
  for (const question of section.questions) {
    const made = copied(now, question, earlier)
    for (const [before, after] of made.renames) renames.set(before, after)
    now = withSection(made.questionnaire, [s + 1], (one) => ({ ...one, questions: [...one.questions, made.copy] }))
  }
  const renamed = withSection(now, [s + 1], (one) => ({
    ...one,
    questions: one.questions.map((question) => renameInRules(question, renames)),
  }))
  return { questionnaire: renamed, spot: [s + 1] }
}

interface Copied {
  readonly questionnaire: Questionnaire
  readonly copy: Question
  /** Codes of the original → those of the copy. */
  readonly renames: ReadonlyMap<string, string>
}

/** The copy with codes and a list of its own; not yet in the questionnaire. */
function copied(questionnaire: Questionnaire, question: Question, earlier: Questionnaire | null): Copied {
  const taken = takenCodes(questionnaire, earlier)
  const code = proposeQuestionCode(taken)
  let copy: Question = { ...question, code }
  let withLists = questionnaire
  if (isOwnList(questionnaire, question) && 'choices' in copy) {
    const own = questionnaire.choiceLists.find((list) => list.code === question.code)
    assert(own !== undefined, 'the list is its own')
    const added = addList(questionnaire, { ...own, code })
    copy = { ...copy, choices: added.code }
    withLists = added.questionnaire
  }
  if (copy.kind === 'grid') copy = { ...copy, items: copyItems(copy.items, code, taken) }
  const before = codesOf(question, listsOf(questionnaire))
  const after = codesOf(copy, listsOf(withLists))
  return { questionnaire: withLists, copy, renames: new Map(before.map((one, at) => [one, after[at] ?? one])) }
}

function copyItems(items: readonly GridItem[], question: string, taken: ReadonlySet<string>): GridItem[] {
  const now = new Set([...taken, question])
  return items.map((item) => {
    const code = proposeItemCode(question, now)
    now.add(code)
    return { ...item, code }
  })
}
