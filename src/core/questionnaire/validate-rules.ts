import { AppError } from '../errors.ts'
import { type Condition, compileCondition } from './condition.ts'
import type { Dictionary } from './dictionary.ts'
import { type Lists, placedQuestions } from './placed.ts'
import { type Problem, problem } from './problem.ts'
import type { Questionnaire } from './questionnaire.ts'
import { findOutcomes, type Outcomes, type Reach } from './reach.ts'
import { type Maker, type Rule, type Rules, rulesOf } from './rules.ts'

/** All the rules of a questionnaire together may try so many combinations; what is left over has no verdict. */
export type Effort = 'whole' | 'typing'
const MOST_TRIED_IN_ALL: Record<Effort, number> = { whole: 300_000, typing: 30_000 }

/** How a rule that reads well comes out, null without a verdict. */
export interface JudgedRule {
  readonly rule: Rule
  readonly outcomes: Outcomes | null
}

/** Reads every ask-if and check: what is wrong with them, and how the sound ones can come out. */
export function judgeRules(
  questionnaire: Questionnaire,
  dictionary: Dictionary,
  lists: Lists,
  effort: Effort = 'whole',
): { problems: Problem[]; judged: JudgedRule[] } {
  const compile = compiler(dictionary)
  const rules = rulesOf(questionnaire, lists)
  const chains = chainFinder(rules, compile)
  const retired = new Set(questionnaire.retiredCodes)
  const reach: Reach = {
    ...{ dictionary, compile, entryMode: questionnaire.entryMode ?? 'strict' },
    ...{ maxTicks: maxTicksOf(questionnaire), left: MOST_TRIED_IN_ALL[effort] },
  }
  const problems: Problem[] = []
  const judged: JudgedRule[] = []
  for (const rule of rules.rules) {
    const condition = read(rule, compile, retired)
    const wrong = 'evaluate' in condition ? aheadProblems(rule, condition, rules.makers, chains) : [condition]
    problems.push(...wrong)
    if (!('evaluate' in condition) || wrong.length > 0) continue
    const given = rule.given.flatMap((source) => compiledOrNone(source, compile))
    const outcomes = findOutcomes({ condition, given, isAnswered: rule.kind === 'check' }, reach)
    judged.push({ rule, outcomes })
    problems.push(...outcomeProblems(rule, outcomes))
  }
  return { problems, judged }
}

type Compile = (source: string) => Condition

/** Each source is read once, however many rules and reaches ask for it. Throws as `compileCondition`. */
function compiler(dictionary: Dictionary): Compile {
  const known = new Map<string, Condition>()
  return (source) => {
    const condition = known.get(source) ?? compileCondition(source, dictionary)
    known.set(source, condition)
    return condition
  }
}

function compiledOrNone(source: string, compile: Compile): Condition[] {
  try {
    return [compile(source)]
  } catch {
    return [] // told where that rule stands
  }
}

function read(rule: Rule, compile: Compile, retired: ReadonlySet<string>): Condition | Problem {
  try {
    return compile(rule.source)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const isRetired = error.code === 'unknown-variable' && retired.has(String(error.params.variable))
    return problem(isRetired ? 'condition-retired' : error.code, rule.code, rule.path, error.params)
  }
}

/** What a rule asks about must be answered before it: a later question may be a slip of order, or a circle. */
function aheadProblems(
  rule: Rule,
  { variables }: Condition,
  makers: Rules['makers'],
  chains: (from: Maker, to: string) => string[] | null,
): Problem[] {
  return variables.flatMap((variable) => {
    const maker = makers.get(variable)
    if (maker === undefined || maker.order < rule.before) return []
    const params = { source: rule.source, variable }
    const chain = rule.kind === 'ask' ? chains(maker, rule.code) : null
    return chain === null
      ? [problem('condition-looks-ahead', rule.code, rule.path, params, maker.path)]
      : [
          problem(
            'condition-cycle',
            rule.code,
            rule.path,
            { ...params, chain: [rule.code, ...chain].join(' → ') },
            maker.path,
          ),
        ]
  })
}

const MOST_LINKS = 1000

/** The way from a question through the ask-ifs it depends on to another, both ends named; null when there is none. */
function chainFinder({ rules, makers }: Rules, compile: Compile): (from: Maker, to: string) => string[] | null {
  const asksAbout = new Map<string, string[]>()
  const link = (code: string, others: readonly string[]): void => {
    asksAbout.set(code, [...(asksAbout.get(code) ?? []), ...others])
  }
  for (const { code, grid } of makers.values()) if (grid !== null) link(code, [grid])
  for (const { kind, code, source } of rules) {
    if (kind !== 'ask') continue
    const names = compiledOrNone(source, compile).flatMap(({ variables }) => variables)
    link(
      code,
      names.flatMap((name) => makers.get(name)?.code ?? []),
    )
  }
  return (from, to) => {
    const ways = new Map<string, readonly string[]>([[from.code, [from.code]]])
    for (const [last, way] of ways) {
      if (last === to) return [...way]
      if (ways.size > MOST_LINKS) return null
      for (const next of asksAbout.get(last) ?? []) if (!ways.has(next)) ways.set(next, [...way, next])
    }
    return null
  }
}

/** By question, of how many options at most may be ticked; those without a limit are not among them. */
export function maxTicksOf(questionnaire: Questionnaire): Map<string, number> {
  return new Map(
    placedQuestions(questionnaire).flatMap(({ thing: question }) =>
      question.kind === 'multiple' && question.max !== undefined ? [[question.code, question.max] as const] : [],
    ),
  )
}

function outcomeProblems(rule: Rule, outcomes: Outcomes | null): Problem[] {
  if (outcomes === null || outcomes.canHold) return []
  const params = { source: rule.source }
  if (rule.kind === 'ask') return [problem('condition-never', rule.code, rule.path, params)]
  return outcomes.canFail ? [problem('check-never-holds', rule.code, rule.path, params)] : []
}
