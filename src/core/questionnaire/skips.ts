import { AppError } from '../errors.ts'
import { type Condition, compileCondition } from './condition.ts'
import type { Dictionary, Variable } from './dictionary.ts'
import type { EntryMode } from './questionnaire.ts'
import { answerOf, fieldOf, MISSING, missingKindOf, NOT_KEYED, withField } from './record.ts'

/** `draft`: a question that becomes asked is blank (not keyed yet); `final`: it is "not answered". */
type Stage = 'draft' | 'final'

export interface Skips {
  /**
   * The record with "not asked" (`-`) on exactly those conditional variables that the other answers don't call for; as on
   * paper, on those of them that nothing is ticked at. One pass in the order of the paper; applying it twice changes
   * nothing more.
   */
  readonly applyTo: (record: string, stage: Stage) => string
  /** Whether the other answers call for a variable or an open text, given a record whose skips were applied. */
  readonly isAsked: (code: string, record: string) => boolean
  /**
   * What carries an answer that the others don't call for, in the order of the paper, open texts last: codes of variables
   * and of open texts, of a multiple choice the question's. None where the path is strict. `record`: skips applied.
   */
  readonly notCalledFor: (record: string, texts: Readonly<Record<string, string>>) => readonly string[]
}

/** What nothing was found in: one for all clean forms of an import. */
const NONE: readonly string[] = []

/**
 * The skip rules of a questionnaire, compiled once. A rule may look back only: at variables before its own. An answer
 * that is kept although nobody should have given it counts as an answer for the rules after it, too.
 * Throws AppError `bad-condition`, `unknown-variable` or `condition-looks-ahead` {where, variable, source}.
 */
export function compileSkips(dictionary: Dictionary, entryMode: EntryMode = 'strict'): Skips {
  const rules = rulesOf(dictionary)
  const isAsked = (code: string, record: string): boolean =>
    rules.get(code)?.every((rule) => rule.evaluate(record)) ?? true
  const conditional = dictionary.variables.filter((variable) => rules.has(variable.code))
  const isKept = entryMode === 'strict' ? () => false : tickTest(conditional)
  const apply = (record: string, stage: Stage): string =>
    conditional.reduce(
      (now, variable) => withSkip(now, variable, isAsked(variable.code, now) || isKept(variable, now), stage),
      record,
    )
  const unasked = (record: string): readonly string[] => {
    const wrong = conditional.filter((variable) => isKept(variable, record) && !isAsked(variable.code, record))
    return wrong.length === 0 ? NONE : [...new Set(wrong.map(placeOf))]
  }
  const read = [...rules.values()].flat().flatMap((condition) => condition.variables)
  const span = spanOf([...conditional, ...dictionary.variables.filter(({ code }) => read.includes(code))])
  const isShort = span.width <= LONGEST_KNOWN
  const unaskedIn = isShort ? rememberingSpan(unasked, span) : unasked
  const texts = dictionary.texts.filter(({ code }) => rules.has(code))
  return {
    isAsked,
    applyTo: isShort ? remembering(apply, span) : apply,
    notCalledFor: (record, words) => {
      if (entryMode === 'strict') return NONE
      const written = texts.filter(({ code }) => (words[code] ?? '').trim() !== '' && !isAsked(code, record))
      const closed = unaskedIn(record)
      return written.length === 0 ? closed : [...closed, ...written.map(({ code }) => code)]
    },
  }
}

function rulesOf(dictionary: Dictionary): Map<string, readonly Condition[]> {
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
  return rules
}

/** Where a variable is keyed: in its own row, or as one option of its question. */
function placeOf({ kind, code, questionCode }: Variable): string {
  return kind === 'flag' ? questionCode : code
}

/** Whether the paper shows a tick or a figure where a variable is keyed; of a multiple choice, at any of its options. */
function tickTest(conditional: readonly Variable[]): (variable: Variable, record: string) => boolean {
  const places = Map.groupBy(conditional, placeOf)
  return (variable, record) => (places.get(placeOf(variable)) ?? []).some((one) => hasTick(one, record))
}

/** An illegible answer and several ticks are marks on the paper; "refused" and "not answered" are the want of one. */
function hasTick(variable: Variable, record: string): boolean {
  const field = fieldOf(record, variable)
  const missing = missingKindOf(field)
  if (missing !== null) return missing === 'illegible' || missing === 'multipleTicks'
  const answer = answerOf(field)
  return answer !== null && !(variable.kind === 'flag' && answer === '0')
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
function remembering(apply: Skips['applyTo'], span: Span): Skips['applyTo'] {
  const { start, width } = span
  const spanAfter = (stage: Stage) =>
    rememberingSpan((record) => apply(record, stage).slice(start, start + width), span)
  const after: Record<Stage, (record: string) => string> = { draft: spanAfter('draft'), final: spanAfter('final') }
  return (record, stage) => {
    const now = after[stage](record)
    return record.startsWith(now, start) ? record : record.slice(0, start) + now + record.slice(start + width)
  }
}

function rememberingSpan<T>(workOut: (record: string) => T, { start, width }: Span): (record: string) => T {
  const known = new Map<string, T>()
  return (record) => {
    const before = record.slice(start, start + width)
    let found = known.get(before)
    if (found === undefined) {
      found = workOut(record)
      if (known.size < MOST_KNOWN) known.set(before, found)
    }
    return found
  }
}

function lookingBack(source: string, dictionary: Dictionary, variable: Variable): Condition {
  const condition = compileCondition(source, dictionary)
  const ahead = condition.variables.find((code) => (dictionary.byCode.get(code)?.start ?? 0) >= variable.start)
  if (ahead !== undefined)
    throw new AppError('condition-looks-ahead', { where: variable.code, variable: ahead, source })
  return condition
}

function withSkip(record: string, variable: Variable, isOpen: boolean, stage: Stage): string {
  if (!isOpen) return withField(record, variable, MISSING.notAsked)
  if (missingKindOf(fieldOf(record, variable)) !== 'notAsked') return record
  return withField(record, variable, stage === 'draft' ? NOT_KEYED : MISSING.notAnswered)
}
