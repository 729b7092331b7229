import { AppError } from '../errors.ts'
import { compileCondition, referencedVariables } from './condition.ts'
import { buildDictionary } from './dictionary.ts'
import { type Problem, problem, repeated } from './problem.ts'
import {
  type ChoiceList,
  type Question,
  type Questionnaire,
  questionnaireDraftSchema,
  questionnaireSchema,
} from './questionnaire.ts'
import { schemeProblems } from './validate-schemes.ts'

/**
 * Reads a questionnaire from anything, for example an imported JSON document. Throws AppError `bad-questionnaire`
 * {where: path in the document} when the shape is wrong, or the code of the first problem of `validateQuestionnaire`.
 */
export function parseQuestionnaire(document: unknown): Questionnaire {
  const questionnaire = shaped(document, questionnaireSchema)
  const [first] = validateQuestionnaire(questionnaire)
  if (first !== undefined) throw new AppError(first.code, first.params)
  return questionnaire
}

/** The same for a document that is still being written: only its shape is looked at. Throws AppError `bad-questionnaire`. */
export function parseQuestionnaireDraft(document: unknown): Questionnaire {
  return shaped(document, questionnaireDraftSchema)
}

function shaped(document: unknown, schema: typeof questionnaireSchema): Questionnaire {
  const parsed = schema.safeParse(document)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const path = [...(issue?.path ?? []), ...(issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [])]
  throw new AppError('bad-questionnaire', { where: path.length === 0 ? '/' : path.join('.') })
}

/** SQLite shows at most 2000 columns, the keys among them. */
const MOST_VARIABLES = 1900

/**
 * Everything that the shape alone cannot say: codes used twice, lists and items that don't exist, conditions that look
 * ahead. An empty list means that the questionnaire can be published.
 */
export function validateQuestionnaire(questionnaire: Questionnaire): Problem[] {
  const questions = questionnaire.sections.flatMap((section) => section.questions)
  const lists = new Map(questionnaire.choiceLists.map((list) => [list.code, list]))
  const unknownLists = questions.flatMap((question) => unknownListProblems(question, lists))
  const problems = [
    ...questionnaire.choiceLists.flatMap(choiceListProblems),
    ...repeated(questionnaire.choiceLists.map((list) => list.code)).map((code) =>
      problem('questionnaire-list-repeated', code),
    ),
    ...unknownLists,
    ...codeProblems(questions, lists),
    ...questions.flatMap((question) => limitProblems(question, lists)),
  ]
  // Without its lists no dictionary can be laid out, and conditions and schemes are read through the dictionary.
  if (unknownLists.length > 0) return problems
  const dictionary = buildDictionary(questionnaire)
  return [
    ...problems,
    ...(dictionary.variables.length > MOST_VARIABLES
      ? [problem('questionnaire-too-large', questionnaire.code, { limit: MOST_VARIABLES })]
      : []),
    ...conditionProblems(questionnaire, questions, lists),
    ...schemeProblems(questionnaire.schemes, dictionary),
  ]
}

type Lists = ReadonlyMap<string, ChoiceList>

function unknownListProblems(question: Question, lists: Lists): Problem[] {
  if (!('choices' in question) || lists.has(question.choices)) return []
  return [problem('questionnaire-list-unknown', question.code, { list: question.choices })]
}

function choiceListProblems(list: ChoiceList): Problem[] {
  const codes = list.choices.map((choice) => choice.code)
  const twice = repeated(codes.map((code) => String(Number(code)))) // 1 and 01 are the same field once padded
  const isCounted = codes.every((code, index) => code === String(index + 1))
  return [
    ...twice.map((choice) => problem('questionnaire-choice-repeated', list.code, { choice })),
    ...(list.isScale && !isCounted ? [problem('questionnaire-scale-codes', list.code, { levels: codes.length })] : []),
  ]
}

/** The question's own code, then the columns it makes: items of a grid, options of a multiple choice. */
function codesOf(question: Question, lists: Lists): string[] {
  if (question.kind === 'grid') return [question.code, ...question.items.map((item) => item.code)]
  if (question.kind !== 'multiple') return [question.code]
  const choices = lists.get(question.choices)?.choices ?? []
  return [question.code, ...choices.map((choice) => `${question.code}_${choice.code}`)]
}

/** Key columns of the exchanged tables (CSV, XLSX) and dimensions of the index: no variable may be called so. */
const RESERVED: ReadonlySet<string> = new Set(
  'serial agency sector unit stratum cluster weight group respondent_group collected_on'.split(' '),
)

function codeProblems(questions: readonly Question[], lists: Lists): Problem[] {
  const codes = questions.flatMap((question) => codesOf(question, lists))
  return [
    ...repeated(codes).map((code) => problem('questionnaire-code-repeated', code)),
    ...[...new Set(codes)].filter(isReserved).map((code) => problem('questionnaire-code-reserved', code)),
  ]
}

/** A word of the condition language (`in`, `null` …) can't be a code either: no condition could name it. */
function isReserved(code: string): boolean {
  if (RESERVED.has(code)) return true
  try {
    return referencedVariables(code)[0] !== code
  } catch {
    return true
  }
}

function limitProblems(question: Question, lists: Lists): Problem[] {
  if (question.kind === 'number' && question.min > question.max) {
    return [problem('questionnaire-range-reversed', question.code, { min: question.min, max: question.max })]
  }
  if (question.kind !== 'multiple' || question.max === undefined) return []
  const options = lists.get(question.choices)?.choices.length ?? question.max
  return question.max > options
    ? [problem('questionnaire-max-too-many', question.code, { max: question.max, options })]
    : []
}

interface Asked {
  readonly code: string
  readonly askIf: string | undefined
  readonly makes: readonly string[]
}

/** Every place that may carry a condition, in the order of the paper, with the codes that exist once it is answered. */
function conditionPlaces(question: Question, lists: Lists): Asked[] {
  if (question.kind !== 'grid') {
    return [{ code: question.code, askIf: question.askIf, makes: codesOf(question, lists) }]
  }
  const items = question.items.map((item) => ({ code: item.code, askIf: item.askIf, makes: [item.code] }))
  return [{ code: question.code, askIf: question.askIf, makes: [] }, ...items]
}

function conditionProblems(questionnaire: Questionnaire, questions: readonly Question[], lists: Lists): Problem[] {
  const dictionary = buildDictionary(questionnaire)
  const before = new Set<string>()
  const problems: Problem[] = []
  for (const place of questions.flatMap((question) => conditionPlaces(question, lists))) {
    const source = place.askIf
    if (source !== undefined) {
      try {
        const ahead = compileCondition(source, dictionary).variables.find((code) => !before.has(code))
        if (ahead !== undefined) {
          problems.push(problem('condition-looks-ahead', place.code, { source, variable: ahead }))
        }
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        problems.push(problem(error.code, place.code, error.params))
      }
    }
    for (const code of place.makes) before.add(code)
  }
  return problems
}
