import { type ASTNode, Environment, type ParseResult } from '@marcbachmann/cel-js'
import { serialize } from '@marcbachmann/cel-js/serialize'
import { AppError } from '../errors.ts'
import {
  badCondition,
  COMPARISONS,
  childrenOf,
  LIMITS,
  NAMES_OF_CEL,
  namesIn,
  parseCondition,
} from './condition-syntax.ts'
import type { Dictionary, Variable } from './dictionary.ts'
import { answerOf, fieldOf } from './record.ts'

/**
 * Conditions of skips, checks and filters: a small part of CEL (https://cel.dev), the same for everybody who reads it.
 * Allowed: `== != < <= > >= in`, `&& || !`, `+ - * / %`, numbers, texts, lists, `true`, `false`, `null`. No calls and no
 * macros, so the cost is bounded by the length of the source; nothing is ever evaluated as JavaScript.
 *
 * A choice, flag, date (yyyymmdd) or whole number is a CEL int, a number with decimals a double, a key a string
 * (or an int).
 * A missing or unkeyed answer is null, and **every comparison with it is false**, `!=` too (as a filter wants it);
 * only `x == null` and `x != null` ask whether there is an answer. Hence `!(x > 2)` is true of a missing x.
 */
export interface Condition {
  readonly source: string
  /** Variables and keys it refers to, in order of first use. */
  readonly variables: readonly string[]
  /** Never throws; a division by zero makes its comparison false. `keys` are those named at compilation. */
  readonly evaluate: (record: string, keys?: Readonly<Record<string, KeyValue>>) => boolean
}

/** A text; of a key that was compiled as a whole number a bigint. */
export type KeyValue = string | bigint | null

type Value = bigint | number | string | null
type Values = Record<string, Value>
type Test = (values: Values) => boolean

const OPERANDS: ReadonlySet<string> = new Set(['value', 'id', 'list', '+', '-', '*', '/', '%', '-_'])
const ALLOWED: ReadonlySet<string> = new Set(['&&', '||', '!_', ...COMPARISONS, ...OPERANDS])

/**
 * Compiles a condition over a dictionary's variables and, for filters, further keys: texts (`agency`, `sector` …) and whole
 * numbers (`version`).
 * Throws AppError `bad-condition` {source, position from 1} or `unknown-variable` {variable, source}.
 */
export function compileCondition(
  source: string,
  dictionary: Dictionary,
  keys: readonly string[] = [],
  wholeNumbers: readonly string[] = [],
): Condition {
  const ast = parseCondition(source)
  checkOperators(ast, ALLOWED, source)
  const names = namesIn(ast)
  const variables: Variable[] = []
  for (const name of names) {
    const variable = dictionary.byCode.get(name)
    if (variable !== undefined) variables.push(variable)
    else if (!keys.includes(name) && !wholeNumbers.includes(name))
      throw new AppError('unknown-variable', { variable: name, source })
  }
  const keysUsed = names.filter((name) => !dictionary.byCode.has(name))
  const test = testOf(ast, typedEnvironment(variables, keysUsed, wholeNumbers), source)
  return {
    source,
    variables: names,
    evaluate: (record, keyValues = {}) => {
      const values: Values = {}
      for (const variable of variables) values[variable.code] = answerValue(record, variable)
      for (const key of keysUsed) values[key] = keyValues[key] ?? null
      return test(values)
    },
  }
}

/** The names a condition refers to, without a dictionary. Throws AppError `bad-condition`. */
export function referencedVariables(source: string): string[] {
  return namesIn(parseCondition(source))
}

function typedEnvironment(
  variables: readonly Variable[],
  keys: readonly string[],
  wholeNumbers: readonly string[],
): Environment {
  const environment = new Environment({ limits: LIMITS, homogeneousAggregateLiterals: false })
  // Dynamic, so that a decimal may be compared with `2` as well as with `2.0`.
  for (const { code, decimals } of variables) environment.registerVariable(code, decimals > 0 ? 'dyn' : 'int')
  for (const key of keys) environment.registerVariable(key, wholeNumbers.includes(key) ? 'int' : 'string')
  return environment
}

/** Our part of the evaluation is the connectives and the nulls; each comparison is the library's. */
function testOf(node: ASTNode, environment: Environment, source: string): Test {
  if (node.op === '&&' || node.op === '||') {
    const [left, right] = node.args.map((child) => testOf(child, environment, source)) as [Test, Test] // two in, two out
    return node.op === '&&' ? (values) => left(values) && right(values) : (values) => left(values) || right(values)
  }
  if (node.op === '!_') {
    const inner = testOf(node.args, environment, source)
    return (values) => !inner(values)
  }
  if (node.op === 'value' && typeof node.args === 'boolean') {
    const value = node.args
    return () => value
  }
  if (!COMPARISONS.has(node.op)) throw badCondition(source, node)
  return nullTest(node) ?? comparison(node, environment, source)
}

/** `x == null` and `x != null`; null when the node is another comparison. */
function nullTest(node: ASTNode): Test | null {
  if (node.op !== '==' && node.op !== '!=') return null
  const [left, right] = node.args
  const isNull = (side: ASTNode): boolean => side.op === 'value' && side.args === null
  const name = isNull(right) && left.op === 'id' ? left.args : isNull(left) && right.op === 'id' ? right.args : null
  if (name === null) return null
  return node.op === '==' ? (values) => values[name] === null : (values) => values[name] !== null
}

function comparison(node: ASTNode, environment: Environment, source: string): Test {
  for (const child of childrenOf(node)) checkOperators(child, OPERANDS, source)
  const names = namesIn(node)
  const program = parsed(node, environment)
  if (!program?.check().valid || !canRun(program, environment, names)) throw badCondition(source, node)
  return (values) => {
    if (names.some((name) => values[name] === null)) return false
    try {
      return program(values) === true
    } catch {
      return false // division by zero: no answer to compare
    }
  }
}

/** Null for what the library's own serialiser can't write, a number such as `1e21`. */
function parsed(node: ASTNode, environment: Environment): ParseResult | null {
  try {
    return environment.parse(serialize(node))
  } catch {
    return null
  }
}

/** Dynamic operands pass the type check: a run on sample values shows `hours + 1` (needs `1.0`) while it can be mended. */
function canRun(program: ParseResult, environment: Environment, names: readonly string[]): boolean {
  const declared = new Map(environment.getDefinitions().variables.map(({ name, type }) => [name, type]))
  const sample = (name: string): Value => (declared.get(name) === 'dyn' ? 1.5 : declared.get(name) === 'int' ? 7n : '')
  try {
    program(Object.fromEntries(names.map((name) => [name, sample(name)])))
    return true
  } catch (error) {
    return (error as { code?: string }).code !== 'no_such_overload' // cel-js errors carry a code
  }
}

function checkOperators(node: ASTNode, allowed: ReadonlySet<string>, source: string): void {
  const isOfCel = node.op === 'id' && NAMES_OF_CEL.has(node.args)
  if (!allowed.has(node.op) || isOfCel) throw badCondition(source, node)
  for (const child of childrenOf(node)) checkOperators(child, allowed, source)
}

function answerValue(record: string, variable: Variable): Value {
  const answer = answerOf(fieldOf(record, variable))
  if (answer === null) return null
  const value = Number(answer)
  if (variable.decimals > 0) return Number.isFinite(value) ? value : null
  return Number.isInteger(value) ? BigInt(value) : null
}
