import { listsOf, placedQuestions } from '../placed.ts'
import type { ChoiceList, Questionnaire } from '../questionnaire.ts'
import { writtenOption } from '../write-in.ts'
import { type Finding, finding } from './finding.ts'
import { measuredItems } from './measured-items.ts'
import { directionOf, isOther, sameText } from './wording.ts'

/** What is chosen from: unused lists, choices that read the same, scales that run against each other, "other" left open. */
export function auditLists(questionnaire: Questionnaire): Finding[] {
  const used = new Set(placedQuestions(questionnaire).flatMap(({ thing }) => ('choices' in thing ? thing.choices : [])))
  return [
    ...questionnaire.choiceLists.flatMap((list, index) =>
      used.has(list.code) ? [] : [finding('audit-list-unused', list.code, ['choiceLists', index])],
    ),
    ...questionnaire.choiceLists.flatMap(repeatedChoices),
    ...directionFindings(questionnaire, used),
    ...openOthers(questionnaire),
  ]
}

function repeatedChoices(list: ChoiceList, listIndex: number): Finding[] {
  const path = ['choiceLists', listIndex, 'choices']
  return list.choices.flatMap((choice, index) => {
    const text = sameText(choice.label.vi)
    const first = list.choices.findIndex((other) => sameText(other.label.vi) === text)
    if (first === index || text === '') return []
    const params = { text: choice.label.vi }
    return [
      finding('audit-choice-label-repeated', list.code, [...path, index, 'label', 'vi'], params, [...path, first]),
    ]
  })
}

/** 1: the last level is the best, as the index counts; −1: the first; 0: the words of the two ends don't tell. */
function scaleDirection({ choices }: ChoiceList): number {
  const [first, last] = [choices[0], choices.at(-1)].map((choice) => directionOf(choice?.label.vi ?? ''))
  return first === undefined || last === undefined || first * last !== -1 ? 0 : last
}

/** A scale that runs from best to worst turns its index upside down; unmeasured, it only confuses beside the others. */
function directionFindings(questionnaire: Questionnaire, used: ReadonlySet<string>): Finding[] {
  const measured = measuredLists(questionnaire)
  const scales = questionnaire.choiceLists
    .map((list, index) => ({ list, path: ['choiceLists', index], direction: scaleDirection(list) }))
    .filter(({ list }) => list.isScale && used.has(list.code))
  const upward = scales.find(({ direction }) => direction === 1)
  return scales.flatMap(({ list, path, direction }) => {
    if (direction !== -1) return []
    const ends = { first: list.choices[0]?.label.vi ?? '', last: list.choices.at(-1)?.label.vi ?? '' }
    if (measured.has(list.code)) return [finding('audit-scale-reversed', list.code, path, ends)]
    if (upward === undefined) return []
    return [finding('audit-scales-opposed', list.code, path, { ...ends, other: upward.list.code }, upward.path)]
  })
}

function measuredLists(questionnaire: Questionnaire): Set<string> {
  const items = measuredItems(questionnaire)
  return new Set(
    placedQuestions(questionnaire).flatMap(({ thing }) => {
      if (thing.kind === 'grid') return thing.items.some(({ code }) => items.has(code)) ? thing.choices : []
      return thing.kind === 'single' && items.has(thing.code) ? thing.choices : []
    }),
  )
}

/** "Khác" without a line to write it on. */
function openOthers(questionnaire: Questionnaire): Finding[] {
  const lists = listsOf(questionnaire)
  const questions = placedQuestions(questionnaire)
  const texts = questions.flatMap(({ thing }) => (thing.kind === 'text' ? [thing] : []))
  return questions.flatMap(({ thing: question, path }) => {
    if (question.kind !== 'single' && question.kind !== 'multiple') return []
    const choices = lists.get(question.choices)?.choices ?? []
    return choices
      .filter(({ label }) => isOther(label.vi))
      .filter((choice) => !texts.some((text) => writtenOption(question, choices, text.askIf) === choice))
      .map(({ label }) => finding('audit-other-without-text', question.code, path, { choice: label.vi }))
  })
}
