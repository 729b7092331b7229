import type { ASTNode } from '@marcbachmann/cel-js'
import { type Language, textIn, wordsFor } from '../words.ts'
import { COMPARISONS, childrenOf, literalNumber } from './condition-syntax.ts'
import type { Dictionary, Variable } from './dictionary.ts'
import type { Choice } from './questionnaire.ts'

/** One comparison as the paper would say it; null where it can't be said. */
export function comparisonInWords(node: ASTNode, dictionary: Dictionary, language: Language): string | null {
  const read = readComparison(node, dictionary)
  if (read === null) return null
  const { variable, op, other } = read
  const number = numberOf(variable)
  if (other.op === 'value' && other.args === null) {
    return wordsFor(op === '==' ? 'condition.unanswered' : 'condition.answered', language, { number })
  }
  if (other.op === 'id') return betweenVariables(variable, op, dictionary.byCode.get(other.args), language)
  const values = (other.op === 'list' ? other.args : [other]).map(literalNumber).filter((value) => value !== null)
  if (values.length !== (other.op === 'list' ? other.args.length : 1) || values.length === 0) return null
  switch (variable.kind) {
    case 'flag':
      return flagInWords(variable, op, values, language)
    case 'choice':
      return choiceInWords(variable, op, values, language)
    case 'number':
      return valuesInWords(
        'condition.number',
        number,
        op,
        values.map((value) => numberText(value, language)),
        language,
      )
    case 'date': {
      const days = values.flatMap((value) => dayText(value) ?? [])
      return days.length === values.length ? valuesInWords('condition.day', number, op, days, language) : null
    }
  }
}

/** `n >= 18 && n <= 60` → `câu 5 từ 18 đến 60`; null where the two are no such range of a number or a day. */
export function rangeInWords(parts: readonly ASTNode[], dictionary: Dictionary, language: Language): string | null {
  const [from, to] = parts.map((part) => readComparison(part, dictionary))
  if (!from || !to || from.variable !== to.variable || from.op !== '>=' || to.op !== '<=') return null
  const { variable } = from
  const [low, high] = [literalNumber(from.other), literalNumber(to.other)]
  if (low === null || high === null || (variable.kind !== 'number' && variable.kind !== 'date')) return null
  const [least, most] =
    variable.kind === 'date' ? [dayText(low), dayText(high)] : [numberText(low, language), numberText(high, language)]
  if (least === null || most === null) return null
  const key = variable.kind === 'date' ? 'condition.day.between' : 'condition.number.between'
  return wordsFor(key, language, { number: numberOf(variable), least, most })
}

type Operator = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in'

interface Comparison {
  readonly variable: Variable
  readonly op: Operator
  readonly other: ASTNode
}

const TURNED: Readonly<Record<string, Operator>> = {
  '==': '==',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
}

/** With the variable at the left: `3 < x` is `x > 3`. */
function readComparison(node: ASTNode, dictionary: Dictionary): Comparison | null {
  const [left, right] = childrenOf(node)
  if (!COMPARISONS.has(node.op) || left === undefined || right === undefined) return null
  const isTurned = left.op !== 'id'
  const [name, other] = isTurned ? [right, left] : [left, right]
  const op = isTurned ? TURNED[node.op] : (node.op as Operator) // COMPARISONS holds no other
  const variable = name.op === 'id' ? dictionary.byCode.get(name.args) : undefined
  return variable === undefined || op === undefined ? null : { variable, op, other }
}

/** The number on paper; where none is written yet, the code. */
function numberOf(variable: Variable): string {
  return variable.number.replace(/^\.|\.$/, '') || variable.code
}

function holds(op: Operator, value: number, others: readonly number[]): boolean {
  const [other = Number.NaN] = others
  switch (op) {
    case '==':
      return value === other
    case '!=':
      return value !== other
    case '<':
      return value < other
    case '<=':
      return value <= other
    case '>':
      return value > other
    case '>=':
      return value >= other
    case 'in':
      return others.includes(value)
  }
}

function flagInWords(variable: Variable, op: Operator, values: readonly number[], language: Language): string | null {
  const [isUnticked, isTicked] = [holds(op, 0, values), holds(op, 1, values)]
  if (isTicked === isUnticked) return null
  const params = { number: numberOf(variable), answer: textIn(variable.label, language) }
  return wordsFor(isTicked ? 'condition.ticked' : 'condition.notTicked', language, params)
}

/** By the answers that make it true: one, those from a level of a scale upwards or downwards, or several by name. */
function choiceInWords(variable: Variable, op: Operator, values: readonly number[], language: Language): string | null {
  const { choices } = variable
  const number = numberOf(variable)
  const quoted = (choice: Choice): string => `“${textIn(choice.label, language)}”`
  if (op === '!=') {
    const not = choices.find(({ code }) => Number(code) === values[0])
    return not === undefined ? null : wordsFor('condition.isNot', language, { number, answer: quoted(not) })
  }
  const named = choices.filter(({ code }) => holds(op, Number(code), values))
  const [first] = named
  const last = named.at(-1)
  if (first === undefined || last === undefined || named.length === choices.length) return null
  if (named.length > 1 && variable.isScale && op !== 'in') {
    const isUpward = last === choices.at(-1)
    const key = isUpward ? 'condition.atLeast' : 'condition.atMost'
    return wordsFor(key, language, { number, answer: quoted(isUpward ? first : last) })
  }
  return wordsFor('condition.is', language, { number, answer: listed(named.map(quoted), language) })
}

/** `A, B hoặc C`. */
function listed(words: readonly string[], language: Language): string {
  return [words.slice(0, -1).join(', '), words.at(-1)]
    .filter((part) => part !== '')
    .join(wordsFor('condition.or', language))
}

const NAMES = { '==': 'is', '!=': 'isNot', '<': 'below', '<=': 'upTo', '>': 'above', '>=': 'from', in: 'is' } as const

function valuesInWords(
  kind: 'condition.number' | 'condition.day' | 'condition.other' | 'condition.otherDay',
  number: string,
  op: Operator,
  values: readonly string[],
  language: Language,
): string {
  return wordsFor(`${kind}.${NAMES[op]}`, language, { number, value: listed(values, language) })
}

/** Two numbers, two days or two answers on a scale. */
function betweenVariables(
  variable: Variable,
  op: Operator,
  other: Variable | undefined,
  language: Language,
): string | null {
  const isAlike = other?.kind === variable.kind && (variable.kind !== 'choice' || (variable.isScale && other.isScale))
  if (other === undefined || !isAlike || variable.kind === 'flag' || op === 'in') return null
  const kind = variable.kind === 'date' ? 'condition.otherDay' : 'condition.other'
  return valuesInWords(kind, numberOf(variable), op, [numberOf(other)], language)
}

function numberText(value: number, language: Language): string {
  return value.toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB', { maximumFractionDigits: 10 })
}

/** 20260701 → `01/07/2026`, null where it is no day. */
function dayText(value: number): string | null {
  const [, year, month, day] = String(value).match(/^(\d{4})(\d{2})(\d{2})$/) ?? []
  return year === undefined ? null : `${day}/${month}/${year}`
}
