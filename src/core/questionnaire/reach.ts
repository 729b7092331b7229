import type { Condition } from './condition.ts'
import type { Dictionary, Variable } from './dictionary.ts'
import type { EntryMode } from './questionnaire.ts'
import { usesIn, type Values, valuesOf } from './reach-values.ts'
import { answerOf, emptyRecord, fieldOf, MISSING, withField } from './record.ts'

/** How a condition can come out over all the forms that respondents could fill in. */
export interface Outcomes {
  readonly canHold: boolean
  readonly canFail: boolean
}

export interface Reach {
  readonly dictionary: Dictionary
  /** Throws as `compileCondition`. */
  readonly compile: (source: string) => Condition
  /** As on paper a check meets answers to questions that weren't asked; whether a question is ever asked is the same. */
  readonly entryMode: EntryMode
  /** The most ticks a multiple choice takes, by the code of its question, where that is limited. */
  readonly maxTicks: ReadonlyMap<string, number>
  /** Combinations that may still be tried; shared by all rules of a questionnaire, so that none can stop the screen. */
  left: number
}

interface Question {
  readonly condition: Condition
  /** Hold as well: the rule of the grid an item stands in. */
  readonly given: readonly Condition[]
  /** Every variable of the condition has an answer, as a check wants it. */
  readonly isAnswered: boolean
}

const MOST_TRIED = 200_000
const MOST_VARIABLES = 100

/**
 * Tries every combination of answers, "no answer" included, of the variables that a condition depends on, directly or
 * through the skip rules of those variables. Null where that gives no verdict: 200,000 steps were not enough, or a date,
 * a long range in an arithmetic expression or an unfinished list hides values that nobody tried.
 *
 * Values that no comparison tells apart are tried once, so `age >= 18` costs three values instead of 121.
 */
export function findOutcomes(question: Question, reach: Reach): Outcomes | null {
  const conditions = [question.condition, ...question.given]
  const needed = stepsTo(
    conditions.flatMap(({ variables }) => variables),
    reach,
  )
  if (needed === null) return null
  const sources = [...conditions, ...needed.flatMap((step) => step.rules)].map(({ source }) => source)
  const uses = usesIn(sources)
  const steps = needed.map((step) => ({ ...step, ...valuesOf(step.variable, uses.get(step.variable.code) ?? null) }))
  const found = { canHold: false, canFail: false }
  const end = Math.max(reach.left - MOST_TRIED, 0)
  for (const record of recordsOf(steps, 0, emptyRecord(reach.dictionary), question, reach)) {
    if (question.given.every((rule) => rule.evaluate(record))) {
      found[question.condition.evaluate(record) ? 'canHold' : 'canFail'] = true
    }
    if ((found.canHold && found.canFail) || reach.left <= end) break
  }
  const isExact = reach.left > end && steps.every((step) => step.isComplete)
  return isExact || (found.canHold && found.canFail) ? found : null
}

interface Step {
  readonly variable: Variable
  readonly rules: readonly Condition[]
}

/** The variables to fill in, in the order of the paper; null when a rule on the way is no rule that looks back. */
function stepsTo(names: readonly string[], { dictionary, compile }: Reach): Step[] | null {
  const steps = new Map<string, Step>()
  const open = [...names]
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const variable = dictionary.byCode.get(name)
    if (variable === undefined || steps.size === MOST_VARIABLES) return null
    if (steps.has(name)) continue
    try {
      const rules = variable.askIf.map(compile)
      const reads = rules.flatMap((rule) => rule.variables)
      if (reads.some((code) => (dictionary.byCode.get(code)?.start ?? variable.start) >= variable.start)) return null
      steps.set(name, { variable, rules })
      open.push(...reads)
    } catch {
      return null // told where that rule stands
    }
  }
  return [...steps.values()].sort((a, b) => a.variable.start - b.variable.start)
}

/** Every way of filling in the variables from `at` on, skips kept; everything else stays not keyed. */
function* recordsOf(
  steps: readonly (Step & Values)[],
  at: number,
  record: string,
  question: Question,
  reach: Reach,
): Generator<string> {
  reach.left -= 1
  const step = steps[at]
  if (step === undefined) {
    yield record
    return
  }
  const { variable, rules, answers } = step
  const mustAnswer = question.isAnswered && question.condition.variables.includes(variable.code)
  const isOpen = question.isAnswered && reach.entryMode === 'as-on-paper'
  const isAsked = isOpen || rules.every((rule) => rule.evaluate(record))
  const missing = mustAnswer ? [] : [isAsked ? MISSING.notAnswered : MISSING.notAsked]
  for (const value of isAsked ? [...answers, ...missing] : missing) {
    const next = withField(record, variable, value)
    if (!isOverTicked(variable, next, reach)) yield* recordsOf(steps, at + 1, next, question, reach)
  }
}

function isOverTicked(variable: Variable, record: string, { dictionary, maxTicks }: Reach): boolean {
  const most = variable.kind === 'flag' ? maxTicks.get(variable.questionCode) : undefined
  if (most === undefined) return false
  const isTicked = (one: Variable): boolean =>
    one.questionCode === variable.questionCode && answerOf(fieldOf(record, one)) === '1'
  return dictionary.variables.filter(isTicked).length > most
}
