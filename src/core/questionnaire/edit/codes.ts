import { type Lists, listsOf, placedCodes } from '../placed.ts'
import { type Question, type Questionnaire, variableCodeSchema } from '../questionnaire.ts'
import { isReservedCode } from '../validate.ts'

/** The longest variable code, less the room that `_other` or `_12` may need behind it. */
const STEM_LONGEST = 24

/** The question's own code, then the columns it makes: items of a grid, options of a multiple choice. */
export function codesOf(question: Question, lists: Lists): string[] {
  return placedCodes({ thing: question, path: [] }, lists).map(({ code }) => code)
}

/** Every code in use, as often as it is used. */
export function allCodes(questionnaire: Questionnaire): string[] {
  const lists = listsOf(questionnaire)
  return questionnaire.sections.flatMap(({ questions }) => questions).flatMap((question) => codesOf(question, lists))
}

/** Codes that a new question must not take: those in use, and those that published versions have or had. */
export function takenCodes(questionnaire: Questionnaire, earlier: Questionnaire | null): Set<string> {
  return new Set([
    ...allCodes(questionnaire),
    ...(questionnaire.retiredCodes ?? []),
    ...(earlier === null ? [] : [...allCodes(earlier), ...(earlier.retiredCodes ?? [])]),
  ])
}

/** `q12` after `q11` and `q9_39`: the number after the highest of that form. */
export function proposeQuestionCode(taken: ReadonlySet<string>): string {
  const used = [...taken].map((code) => Number(code.match(/^q(\d{1,6})(_|$)/)?.[1] ?? 0))
  return `q${Math.max(0, ...used) + 1}`
}

/** `q9_01` for the first item of `q9`, then the number after the highest. */
export function proposeItemCode(question: string, taken: ReadonlySet<string>): string {
  const stem = `${question.slice(0, STEM_LONGEST)}_`
  const used = [...taken]
    .filter((code) => code.startsWith(stem))
    .map((code) => Number(code.slice(stem.length).match(/^\d{1,4}$/)?.[0] ?? 0))
  return stem + String(Math.max(0, ...used) + 1).padStart(2, '0')
}

/** `stem`, or `stem_2`, `stem_3` … whichever is free first. */
export function freeCode(stem: string, taken: ReadonlySet<string>): string {
  let code = stem
  for (let n = 2; taken.has(code); n += 1) code = `${stem}_${n}`
  return code
}

/** The code of "other, please write" beside a question: `q2_other`. */
export function proposeOtherCode(question: string, taken: ReadonlySet<string>): string {
  return freeCode(`${question.slice(0, STEM_LONGEST)}_other`, taken)
}

export type CodeProblem = 'empty' | 'long' | 'form' | 'repeated' | 'reserved' | 'retired'

/** What is wrong with the code of a question or item as it stands in the draft; null = nothing. */
export function findCodeProblem(
  code: string,
  questionnaire: Questionnaire,
  earlier: Questionnaire | null,
): CodeProblem | null {
  if (code === '') return 'empty'
  if (code.length > 31) return 'long'
  if (!variableCodeSchema.safeParse(code).success) return 'form'
  if (isReservedCode(code)) return 'reserved'
  if (allCodes(questionnaire).filter((one) => one === code).length > 1) return 'repeated'
  const retired = [...(questionnaire.retiredCodes ?? []), ...(earlier?.retiredCodes ?? [])]
  return retired.includes(code) ? 'retired' : null
}

/** Whether a published version has the code: then it never changes. */
export function isPublishedCode(code: string, earlier: Questionnaire | null): boolean {
  return earlier !== null && allCodes(earlier).includes(code)
}
