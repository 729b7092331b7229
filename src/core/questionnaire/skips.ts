import { AppError } from '../errors.ts'
import { type Condition, compileCondition } from './condition.ts'
import type { Dictionary, Variable } from './dictionary.ts'
import { fieldOf, MISSING, missingKindOf, NOT_KEYED, withField } from './record.ts'

/** `draft`: a question that becomes asked is blank (not keyed yet); `final`: it is "not answered". */
type Stage = 'draft' | 'final'

export interface Skips {
  /**
   * The record with "not asked" (`-`) on exactly those conditional variables that the other answers don't call for.
   * One pass in the order of the paper; applying it twice changes nothing more.
   */
  readonly applyTo: (record: string, stage: Stage) => string
  /** Whether a variable or an open text is asked, given a record whose skips were applied. */
  readonly isAsked: (code: string, record: string) => boolean
}

/**
 * The skip rules of a questionnaire, compiled once. A rule may look back only: at variables before its own.
 * Throws AppError `bad-condition`, `unknown-variable` or `condition-looks-ahead` {where, variable, source}.
 */
export function compileSkips(dictionary: Dictionary): Skips {
  const rules = new Map<string, readonly Condition[]>()
  for (const variable of dictionary.variables) {
    if (variable.askIf.length === 0) continue
    const conditions = variable.askIf.map((source) => lookingBack(source, dictionary, variable))
    rules.set(variable.code, conditions)
  }
  for (const text of dictionary.texts) {
    const conditions = text.askIf.map((source) => compileCondition(source, dictionary))
    if (conditions.length > 0) rules.set(text.code, conditions)
  }
  const isAsked = (code: string, record: string): boolean =>
    (rules.get(code) ?? []).every((condition) => condition.evaluate(record))
  const conditional = dictionary.variables.filter((variable) => rules.has(variable.code))
  const apply = (record: string, stage: Stage): string =>
    conditional.reduce((now, variable) => withSkip(now, variable, isAsked(variable.code, now), stage), record)
  const read = [...rules.values()].flat().flatMap((condition) => condition.variables)
  const span = spanOf([...conditional, ...dictionary.variables.filter(({ code }) => read.includes(code))])
  return { isAsked, applyTo: span.width > LONGEST_KNOWN ? apply : remembering(apply, span) }
}

interface Span {
  readonly start: number
  readonly width: number
}

/** The stretch of the record that holds these variables. */
function spanOf(variables: readonly Variable[]): Span {
  const start = Math.min(...variables.map((variable) => variable.start))
  const end = Math.max(...variables.map((variable) => variable.start + variable.width))
  return variables.length === 0 ? { start: 0, width: 0 } : { start, width: end - start }
}

const LONGEST_KNOWN = 60
const MOST_KNOWN = 5000

/** The few answers that skips look at and change take few values, so an import of a million forms works out each once. */
function remembering(apply: Skips['applyTo'], { start, width }: Span): Skips['applyTo'] {
  const known: Record<Stage, Map<string, string>> = { draft: new Map(), final: new Map() }
  return (record, stage) => {
    const before = record.slice(start, start + width)
    let after = known[stage].get(before)
    if (after === undefined) {
      after = apply(record, stage).slice(start, start + width)
      if (known[stage].size < MOST_KNOWN) known[stage].set(before, after)
    }
    return after === before ? record : record.slice(0, start) + after + record.slice(start + width)
  }
}

function lookingBack(source: string, dictionary: Dictionary, variable: Variable): Condition {
  const condition = compileCondition(source, dictionary)
  const ahead = condition.variables.find((code) => (dictionary.byCode.get(code)?.start ?? 0) >= variable.start)
  if (ahead !== undefined)
    throw new AppError('condition-looks-ahead', { where: variable.code, variable: ahead, source })
  return condition
}

function withSkip(record: string, variable: Variable, isAsked: boolean, stage: Stage): string {
  if (!isAsked) return withField(record, variable, MISSING.notAsked)
  if (missingKindOf(fieldOf(record, variable)) !== 'notAsked') return record
  return withField(record, variable, stage === 'draft' ? NOT_KEYED : MISSING.notAnswered)
}
