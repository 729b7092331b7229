import { AppError } from '../errors.ts'
import { optionCode } from './compare-versions.ts'
import { referencedVariables } from './condition.ts'
import { NAMES_OF_CEL } from './condition-syntax.ts'
import { type Dictionary, layOut } from './dictionary.ts'
import { type Lists, listsOf, type Placed, placedCodes, placedQuestions } from './placed.ts'
import { type Path, type Problem, problem, repeatedCodes } from './problem.ts'
import {
  type ChoiceList,
  type Question,
  type Questionnaire,
  questionnaireDraftSchema,
  questionnaireSchema,
  variableCodeSchema,
} from './questionnaire.ts'
import { type Effort, judgeRules } from './validate-rules.ts'
import { schemeProblems } from './validate-schemes.ts'
import { pathOf, shapeProblems, whereOf } from './validate-shape.ts'

/**
 * Reads a questionnaire from anything, for example an imported JSON document. Throws AppError `bad-questionnaire`
 * {where: path in the document} when the shape is wrong, `questionnaire-scheme-too-deep`, or the code of the first problem of `validateQuestionnaire`.
 */
export function parseQuestionnaire(document: unknown): Questionnaire {
  const questionnaire = shaped(document, questionnaireSchema)
  const [first] = validateQuestionnaire(questionnaire)
  if (first !== undefined) throw new AppError(first.code, first.params)
  return questionnaire
}

/**
 * The same for a document that is still being written: only its shape and size are looked at. Throws AppError
 * `bad-questionnaire`, `questionnaire-scheme-too-deep` and those of refuseTooLarge.
 */
export function parseQuestionnaireDraft(document: unknown): Questionnaire {
  const draft = shaped(document, questionnaireDraftSchema)
  refuseTooLarge(draft)
  return draft
}

/**
 * No draft is larger than what can be published, or no screen could show it. Throws AppError `questionnaire-too-large`,
 * `questionnaire-too-many-rules`.
 */
export function refuseTooLarge(draft: Questionnaire): void {
  const [first] = sizeProblems(draft, placedQuestions(draft), listsOf(draft))
  if (first !== undefined) throw new AppError(first.code, first.params)
}

function shaped(document: unknown, schema: typeof questionnaireSchema): Questionnaire {
  const parsed = schema.safeParse(document)
  if (parsed.success) return parsed.data
  const deep = shapeProblems(document, parsed.error.issues).find(({ code }) => code === 'questionnaire-scheme-too-deep')
  if (deep !== undefined) throw new AppError(deep.code, deep.params)
  throw new AppError('bad-questionnaire', { where: pathOf(parsed.error.issues[0]).join('.') || '/' })
}

/** SQLite shows at most 2000 columns, the keys among them. Notes count, too. */
const MOST_ANSWERS = 1900
const MOST_RULES = 5000

/**
 * Everything that stops a draft, however half-written, from being published; never throws. An empty list means that
 * `parseQuestionnaire` reads the document. `typing` tries a tenth as many answers: a rule of many questions that can never
 * hold may be told only by the `whole`.
 */
export function findQuestionnaireProblems(document: unknown, effort: Effort = 'whole'): Problem[] {
  const published = questionnaireSchema.safeParse(document)
  if (published.success) return validateQuestionnaire(published.data, effort)
  const draft = questionnaireDraftSchema.safeParse(document)
  const problems = shapeProblems(document, published.error.issues)
  const more = draft.success ? validateQuestionnaire(draft.data, effort) : []
  return [...problems, ...more.filter((one) => !problems.some((known) => isSame(one, known)))]
}

/** An empty factor is told by its shape and by its content. */
function isSame(one: Problem, other: Problem): boolean {
  return one.code === other.code && one.place.path.join() === other.place.path.join()
}

/**
 * Everything that the shape alone cannot say: codes used twice or retired, lists and items that don't exist, rules that
 * look ahead or can't come true. An empty list means that the questionnaire can be published.
 */
export function validateQuestionnaire(questionnaire: Questionnaire, effort: Effort = 'whole'): Problem[] {
  const questions = placedQuestions(questionnaire)
  const lists = listsOf(questionnaire)
  const tooLarge = sizeProblems(questionnaire, questions, lists)
  if (tooLarge.length > 0) return tooLarge
  const dictionary = layOut(questionnaire)
  const problems = [
    ...questionnaire.choiceLists.flatMap(choiceListProblems),
    ...repeatedCodes(questionnaire.choiceLists.map(({ code }, index) => ({ code, path: listPath(index) }))).map(
      ({ code, path, first }) => problem('questionnaire-list-repeated', code, path, {}, first),
    ),
    ...questions.flatMap((question) => unknownListProblems(question, lists)),
    ...codeProblems(questionnaire, questions, lists),
    ...optionProblems(dictionary, questionnaire, questions, lists),
    ...questions.flatMap((question) => limitProblems(question, lists)),
    ...judgeRules(questionnaire, dictionary, lists, effort).problems,
    ...schemeProblems(questionnaire.schemes, dictionary),
  ]
  return problems.map((one) => (one.where === '' ? withWhere(one, whereOf(questionnaire, one.place)) : one))
}

/** What stops a document from being kept even as a draft: something in it is larger than the format holds. */
export function findDraftProblems(document: unknown): Problem[] {
  const draft = questionnaireDraftSchema.safeParse(document)
  return draft.success ? [] : shapeProblems(document, draft.error.issues)
}

/** Told alone, since looking at all of such a document would take minutes. */
function sizeProblems(questionnaire: Questionnaire, questions: readonly Placed<Question>[], lists: Lists): Problem[] {
  const [answers, rules] = [
    sum(questions, ({ thing }) => answersOf(thing, lists)),
    sum(questions, ({ thing }) => rulesOf(thing)),
  ]
  return [
    ...(answers > MOST_ANSWERS
      ? [problem('questionnaire-too-large', questionnaire.code, [], { limit: MOST_ANSWERS })]
      : []),
    ...(rules > MOST_RULES
      ? [problem('questionnaire-too-many-rules', questionnaire.code, [], { limit: MOST_RULES })]
      : []),
  ]
}

function sum<Thing>(things: readonly Thing[], of: (thing: Thing) => number): number {
  return things.reduce((total, thing) => total + of(thing), 0)
}

/** At least one: what a draft has not filled in yet is on the screen all the same. */
function answersOf(question: Question, lists: Lists): number {
  if (question.kind === 'grid') return Math.max(1, question.items.length)
  return question.kind === 'multiple' ? Math.max(1, lists.get(question.choices)?.choices.length ?? 1) : 1
}

function rulesOf(question: Question): number {
  const asked = [question, ...(question.kind === 'grid' ? question.items : [])]
  return asked.filter(({ askIf }) => askIf !== undefined).length + (question.checks?.length ?? 0)
}

function withWhere(one: Problem, where: string): Problem {
  return { ...one, where, params: { ...one.params, where } }
}

const listPath = (index: number): Path => ['choiceLists', index]

function unknownListProblems({ thing: question, path }: Placed<Question>, lists: Lists): Problem[] {
  if (!('choices' in question) || lists.has(question.choices)) return []
  if (question.choices === '') return [problem('questionnaire-list-missing', question.code, [...path, 'choices'])]
  return [problem('questionnaire-list-unknown', question.code, [...path, 'choices'], { list: question.choices })]
}

function choiceListProblems(list: ChoiceList, listIndex: number): Problem[] {
  const codes = list.choices.map((choice) => choice.code)
  const placed = codes.map((code, index) => ({
    code: /^\d+$/.test(code) ? String(Number(code)) : code, // 1 and 01 are the same field once padded
    path: [...listPath(listIndex), 'choices', index, 'code'],
  }))
  const isCounted = codes.every((code, index) => code === String(index + 1))
  const levels = { levels: codes.length }
  return [
    ...repeatedCodes(placed).map(({ code, path, first }) =>
      problem('questionnaire-choice-repeated', list.code, path, { choice: code }, first),
    ),
    ...(list.isScale && !isCounted
      ? [problem('questionnaire-scale-codes', list.code, listPath(listIndex), levels)]
      : []),
  ]
}

/** Key columns of the exchanged tables (CSV, XLSX) and dimensions of the index: no variable may be called so. */
const RESERVED: ReadonlySet<string> = new Set(
  'serial agency sector unit stratum cluster weight group respondent_group batch collected_on questionnaire_version constructor'.split(
    ' ',
  ),
)

function codeProblems(questionnaire: Questionnaire, questions: readonly Placed<Question>[], lists: Lists): Problem[] {
  const codes = questions.flatMap((question) => placedCodes(question, lists))
  const written = [...new Map(codes.map((one) => [one.code, one])).values()]
  const retired = new Set(questionnaire.retiredCodes)
  return [
    ...repeatedCodes(codes).map(({ code, path, first }) =>
      problem('questionnaire-code-repeated', code, path, {}, first),
    ),
    ...written
      .filter(({ code }) => isReservedCode(code))
      .map(({ code, path }) => problem('questionnaire-code-reserved', code, path)),
    ...written
      .filter(({ code }) => retired.has(code))
      .map(({ code, path }) => problem('questionnaire-code-retired', code, path)),
  ]
}

/** An option that an earlier version had and gave up: its old answers would be counted under the new words. */
function optionProblems(
  { variables }: Dictionary,
  questionnaire: Questionnaire,
  questions: readonly Placed<Question>[],
  lists: Lists,
): Problem[] {
  const retired = new Set(questionnaire.retiredCodes)
  if (retired.size === 0) return []
  const paths = new Map(questions.flatMap((one) => placedCodes(one, lists)).map(({ code, path }) => [code, path]))
  return variables.flatMap(({ code, choices }) =>
    choices
      .filter((choice) => retired.has(optionCode(code, choice.code)))
      .map((choice) => problem('questionnaire-option-retired', code, paths.get(code) ?? [], { choice: choice.code })),
  )
}

/** A word of the condition language (`in`, `null`, `int` …) can't be a code either: no condition could name it. */
export function isReservedCode(code: string): boolean {
  if (RESERVED.has(code) || NAMES_OF_CEL.has(code)) return true
  if (!variableCodeSchema.safeParse(code).success) return false // told by its shape
  try {
    return referencedVariables(code)[0] !== code
  } catch {
    return true
  }
}

function limitProblems({ thing: question, path }: Placed<Question>, lists: Lists): Problem[] {
  if (question.kind === 'number' && question.min > question.max) {
    const { min, max } = question
    return [problem('questionnaire-range-reversed', question.code, [...path, 'min'], { min, max })]
  }
  if (question.kind === 'number' && leastAnswer(question) > question.max) {
    const { min, max, decimals } = question
    return [problem('questionnaire-range-empty', question.code, [...path, 'min'], { min, max, decimals })]
  }
  if (question.kind !== 'multiple' || question.max === undefined) return []
  const options = lists.get(question.choices)?.choices.length ?? question.max
  return question.max > options
    ? [problem('questionnaire-max-too-many', question.code, [...path, 'max'], { max: question.max, options })]
    : []
}

/** The first number of so many decimals from `min` on. */
function leastAnswer({ min, decimals }: Extract<Question, { kind: 'number' }>): number {
  const nearest = Number(min.toFixed(decimals))
  return nearest >= min ? nearest : Number((nearest + 10 ** -decimals).toFixed(decimals))
}
