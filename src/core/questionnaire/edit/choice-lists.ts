import { assert } from '../../assert.ts'
import type { Choice, ChoiceList, Question, Questionnaire } from '../questionnaire.ts'
import { freeCode } from './codes.ts'
import { mapSame } from './map-same.ts'
import { mapConditions, renameReferences } from './references.ts'

const NO_TEXT = { vi: '', en: '' }

/** Questions that answer with a list. */
export function usersOf(questionnaire: Questionnaire, list: string): Question[] {
  return questionnaire.sections
    .flatMap(({ questions }) => questions)
    .filter((question) => 'choices' in question && question.choices === list)
}

/** A list made for one question carries its code and serves it alone; it comes, is renamed and goes with it. */
export function isOwnList(questionnaire: Questionnaire, question: Question): boolean {
  return (
    'choices' in question &&
    question.choices === question.code &&
    usersOf(questionnaire, question.choices).length === 1 &&
    questionnaire.choiceLists.some(({ code }) => code === question.code)
  )
}

/** Two blank options to begin with. */
export function blankList(code: string): ChoiceList {
  return { code, isScale: false, choices: ['1', '2'].map((choice) => ({ code: choice, label: NO_TEXT })) }
}

/** Adds a list under its own code, or that code with a number behind it where it is taken. */
export function addList(
  questionnaire: Questionnaire,
  list: ChoiceList,
): { questionnaire: Questionnaire; code: string } {
  const code = freeCode(list.code, new Set(questionnaire.choiceLists.map((one) => one.code)))
  return { questionnaire: { ...questionnaire, choiceLists: [...questionnaire.choiceLists, { ...list, code }] }, code }
}

export function removeList(questionnaire: Questionnaire, index: number): Questionnaire {
  return { ...questionnaire, choiceLists: questionnaire.choiceLists.toSpliced(index, 1) }
}

/** The questionnaire with one list changed. */
export function withList(
  questionnaire: Questionnaire,
  index: number,
  change: (list: ChoiceList) => ChoiceList,
): Questionnaire {
  const list = questionnaire.choiceLists[index]
  assert(list !== undefined, `no choice list at ${index}`)
  return { ...questionnaire, choiceLists: questionnaire.choiceLists.with(index, change(list)) }
}

/** Questions follow their list to its new code, unless another list has one of the two codes. */
export function renameList(questionnaire: Questionnaire, index: number, code: string): Questionnaire {
  const before = questionnaire.choiceLists[index]?.code ?? ''
  const renamed = withList(questionnaire, index, (list) => ({ ...list, code }))
  const others = questionnaire.choiceLists.filter((_, at) => at !== index).map((list) => list.code)
  if (before === '' || code === '' || others.includes(before) || others.includes(code)) return renamed
  return withQuestions(renamed, (question) =>
    'choices' in question && question.choices === before ? { ...question, choices: code } : question,
  )
}

/**
 * What the published version before offered where this list is used now: in its list of that code, and in the lists that
 * the questions answered with, and the options retired before that. Answers with these codes are kept, so that none of
 * them may come to mean something else.
 */
export function publishedChoices(
  questionnaire: Questionnaire,
  list: ChoiceList,
  earlier: Questionnaire | null,
): readonly Choice[] {
  if (earlier === null) return []
  const users = usersOf(questionnaire, list.code)
  const questions = new Set(users.map(({ code }) => code))
  const offered = earlier.choiceLists
    .filter((one) => usersOf(earlier, one.code).some(({ code }) => one.code === list.code || questions.has(code)))
    .flatMap(({ choices }) => choices)
  const retired = users.flatMap((question) => retiredOptions(question, earlier.retiredCodes ?? []))
  return [...offered, ...retired.map((code) => ({ code, label: NO_TEXT }))]
}

/** Among retired codes an option stands as `q=5`, of an item as `q9_01=5`; of a multiple choice it had a column, `q2_5`. */
function retiredOptions(question: Question, retired: readonly string[]): string[] {
  const codes = question.kind === 'grid' ? question.items.map(({ code }) => code) : [question.code]
  const heads = codes.map((code) => `${code}${question.kind === 'multiple' ? '_' : '='}`)
  return heads.flatMap((head) =>
    retired.filter((code) => code.startsWith(head)).flatMap((code) => code.slice(head.length).match(/^\d{1,2}$/) ?? []),
  )
}

/** So many levels at the head of a scale are `published`: their numbers stand in answers, so they keep their places. */
export function fixedLevels(list: ChoiceList, published: readonly Choice[]): number {
  return list.isScale ? list.choices.filter(({ code }) => published.some((one) => one.code === code)).length : 0
}

/**
 * A new option at the end, with the code after the highest of the list and of those that were `published`; none once the
 * codes of two digits are used up.
 */
export function addChoice(list: ChoiceList, published: readonly Choice[] = []): ChoiceList {
  const known = list.isScale ? list.choices : [...list.choices, ...published]
  const highest = Math.max(0, ...known.map(({ code }) => Number(code) || 0))
  if (highest >= 99 || list.choices.length >= 99) return list
  return { ...list, choices: [...list.choices, { code: String(highest + 1), label: NO_TEXT }] }
}

/** A new option after the one at `at`; the very same list when it is full. */
export function addChoiceAfter(list: ChoiceList, at: number, published: readonly Choice[]): ChoiceList {
  const added = addChoice(list, published)
  return added === list ? list : moveChoice(added, added.choices.length - 1, at + 1)
}

export function removeChoice(list: ChoiceList, index: number): ChoiceList {
  return counted({ ...list, choices: list.choices.toSpliced(index, 1) })
}

/** An option takes its code along; the levels of a scale are counted anew, since their order is what they mean. */
export function moveChoice(list: ChoiceList, from: number, to: number): ChoiceList {
  const moved = list.choices[from]
  if (moved === undefined || to < 0 || to >= list.choices.length) return list
  return counted({ ...list, choices: list.choices.toSpliced(from, 1).toSpliced(to, 0, moved) })
}

export function setIsScale(list: ChoiceList, isScale: boolean): ChoiceList {
  return counted({ ...list, isScale })
}

/** Levels of a scale have the codes 1, 2, 3 … */
function counted(list: ChoiceList): ChoiceList {
  if (!list.isScale) return list
  return { ...list, choices: list.choices.map((choice, index): Choice => ({ ...choice, code: String(index + 1) })) }
}

/**
 * Gives one option another code. Rules that name it follow: the column of a multiple choice (`q2_7`), and a comparison
 * with the code (`q4 == 3`). They stay as they are while two options share one of the codes.
 */
export function renameChoice(questionnaire: Questionnaire, index: number, at: number, code: string): Questionnaire {
  const list = questionnaire.choiceLists[index]
  const before = list?.choices[at]?.code ?? ''
  const renamed = withList(questionnaire, index, (one) => ({
    ...one,
    choices: mapSame(one.choices, (choice, position) => (position === at ? { ...choice, code } : choice)),
  }))
  const others = list?.choices.filter((_, position) => position !== at).map((choice) => choice.code) ?? []
  if (list === undefined || !/^\d+$/.test(code) || others.includes(code) || others.includes(before)) return renamed
  const users = usersOf(questionnaire, list.code)
  const columns = users
    .filter(({ kind }) => kind === 'multiple')
    .map((question): [string, string] => [`${question.code}_${before}`, `${question.code}_${code}`])
  const compared = new Set(
    users.flatMap((one) => (one.kind === 'grid' ? one.items.map((item) => item.code) : [one.code])),
  )
  return withQuestions(renameReferences(renamed, new Map(columns)), (question) =>
    mapConditions(question, (source) => renameCompared(source, compared, before, code)),
  )
}

const COMPARISON = /([A-Za-z_]\w*)(\s*(?:==|!=|<=|>=|<|>)\s*)(\d+)\b|([A-Za-z_]\w*)(\s+in\s*\[)([^\]]*)(\])/g

function renameCompared(source: string, codes: ReadonlySet<string>, before: string, after: string): string {
  return source.replace(COMPARISON, (whole, name, sign, value, listed, open, values: string | undefined, close) => {
    if (codes.has(name) && value === before) return `${name}${sign}${after}`
    if (!codes.has(listed) || values === undefined) return whole
    return `${listed}${open}${values.replace(/\d+/g, (one) => (one === before ? after : one))}${close}`
  })
}

function withQuestions(questionnaire: Questionnaire, change: (question: Question) => Question): Questionnaire {
  const sections = mapSame(questionnaire.sections, (section) => {
    const questions = mapSame(section.questions, change)
    return questions === section.questions ? section : { ...section, questions }
  })
  return { ...questionnaire, sections }
}
