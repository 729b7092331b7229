import { compileCondition } from './condition.ts'
import type { Dictionary, Variable } from './dictionary.ts'
import type { Check, Question, Questionnaire, Text } from './questionnaire.ts'
import { answerOf, fieldOf, MISSING, NOT_KEYED } from './record.ts'

/** A check that a form doesn't fulfil. */
export interface Violation {
  /** The code of the question that carries the check. */
  readonly question: string
  /** Its number on paper. */
  readonly number: string
  /** What its condition looks at, in order of first use. */
  readonly variables: readonly string[]
  readonly severity: Check['severity']
  readonly message: Text
}

export interface Checks {
  /**
   * In the order of the paper. A check is violated only when every variable of its condition has an answer, so a
   * draft, a skipped question or an illegible answer never violates one. Division by zero counts as violated.
   */
  readonly violatedBy: (record: string) => readonly Violation[]
  /**
   * Where an answer is expected of everyone who is asked and there is none, in the order of the paper: codes of
   * variables, and of the question where that is a multiple choice or an open text. Blank and "not answered" are none;
   * "refused", "illegible" and "several ticks" say what came of the question. `record`: with its skips applied.
   */
  readonly unansweredIn: (record: string, texts: Readonly<Record<string, string>>) => readonly string[]
}

/** What nothing was found in: one for all clean forms of an import. */
const NO_VIOLATIONS: readonly Violation[] = []
const NO_CODES: readonly string[] = []

/** The checks and required answers of a questionnaire, compiled once. Throws AppError as `compileCondition`. */
export function compileChecks(dictionary: Dictionary, questionnaire: Questionnaire): Checks {
  const questions = questionnaire.sections.flatMap((section) => section.questions)
  const checks = questions.flatMap((question) => checksOf(question, dictionary))
  const needs = questions
    .filter((question) => question.isRequired === true)
    .flatMap((question) => needsOf(question, dictionary))
  return {
    violatedBy: (record) => {
      const violated = checks.filter((check) => check.isViolated(record))
      return violated.length === 0 ? NO_VIOLATIONS : violated.map((check) => check.violation)
    },
    unansweredIn: (record, texts) => {
      const open = needs.filter((need) => need.isUnanswered(record, texts))
      return open.length === 0 ? NO_CODES : open.map((need) => need.code)
    },
  }
}

function checksOf(
  question: Question,
  dictionary: Dictionary,
): { violation: Violation; isViolated: (record: string) => boolean }[] {
  return (question.checks ?? []).map(({ severity, condition: source, message }) => {
    const condition = compileCondition(source, dictionary)
    const read = condition.variables.flatMap((code) => dictionary.byCode.get(code) ?? [])
    return {
      violation: {
        question: question.code,
        number: question.number,
        variables: condition.variables,
        severity,
        message,
      },
      isViolated: remembering(
        read,
        (record) =>
          read.every((variable) => answerOf(fieldOf(record, variable)) !== null) && !condition.evaluate(record),
      ),
    }
  })
}

const MOST_KNOWN = 5000

/**
 * A key changes one answer and a million imported forms give the same few: each combination of what a check looks at is
 * worked out once.
 */
function remembering(read: readonly Variable[], isViolated: (record: string) => boolean): typeof isViolated {
  const known = new Map<string, boolean>()
  return (record) => {
    let fields = ''
    for (const variable of read) fields += fieldOf(record, variable)
    let verdict = known.get(fields)
    if (verdict === undefined) {
      verdict = isViolated(record)
      if (known.size < MOST_KNOWN) known.set(fields, verdict)
    }
    return verdict
  }
}

interface Need {
  readonly code: string
  readonly isUnanswered: (record: string, texts: Readonly<Record<string, string>>) => boolean
}

function needsOf(question: Question, dictionary: Dictionary): Need[] {
  const { code } = question
  if (question.kind === 'text') {
    const rules = (question.askIf === undefined ? [] : [question.askIf]).map((source) =>
      compileCondition(source, dictionary),
    )
    const isAsked = (record: string): boolean => rules.every((rule) => rule.evaluate(record))
    return [{ code, isUnanswered: (record, texts) => (texts[code] ?? '').trim() === '' && isAsked(record) }]
  }
  const variables = dictionary.variables.filter((variable) => variable.questionCode === code)
  if (question.kind !== 'multiple') {
    return variables.map((variable) => ({ code: variable.code, isUnanswered: (record) => isOpen(record, variable) }))
  }
  const isUnticked = (record: string, flag: Variable): boolean =>
    isOpen(record, flag) || answerOf(fieldOf(record, flag)) === '0'
  return [{ code, isUnanswered: (record) => variables.every((flag) => isUnticked(record, flag)) }]
}

/** Asked, and nothing written: each field is filled with one sign. */
function isOpen(record: string, variable: Variable): boolean {
  const sign = record[variable.start]
  return sign === NOT_KEYED || sign === MISSING.notAnswered
}
