import type { ASTNode } from '@marcbachmann/cel-js'
import { AppError } from '../errors.ts'
import { compileCondition } from './condition.ts'
import { childrenOf, literalNumber, parseCondition } from './condition-syntax.ts'
import type { Dictionary, Variable } from './dictionary.ts'

/** The common conditions as rows that a person picks together; what is written otherwise stays text. */

const ROW_COMPARISONS = ['==', '!=', '<', '<=', '>', '>='] as const
export type RowComparison = (typeof ROW_COMPARISONS)[number]

export interface RuleRow {
  readonly variable: string
  readonly comparison: RowComparison
  /** A number (of a choice: its code, of an option: 1 ticked, 0 not); another variable's code; null = no answer. */
  readonly value: number | string | null
}

export interface RuleRows {
  /** Whether all rows must hold (`&&`) or any of them (`||`); `all` for a single row. */
  readonly join: 'all' | 'any'
  readonly rows: readonly RuleRow[]
}

/** The condition of the rows; empty for none. */
export function writeRows({ join, rows }: RuleRows): string {
  return rows
    .map(({ variable, comparison, value }) => `${variable} ${comparison} ${value}`)
    .join(join === 'all' ? ' && ' : ' || ')
}

/**
 * The rows that say exactly what the condition says, so that writing them evaluates alike; null for one that is wrong, or
 * right and beyond rows (brackets that mix `&&` and `||`, `!`, arithmetic, lists, a code that its question doesn't have).
 */
export function readRows(source: string, dictionary: Dictionary): RuleRows | null {
  if (source.trim() === '') return { join: 'all', rows: [] }
  if (!isSound(source, dictionary)) return null
  const ast = parseCondition(source)
  const comparisons = ast.op === '||' ? joinedBy('||', ast) : joinedBy('&&', ast)
  const rows = comparisons.map((node) => rowOf(node, dictionary))
  if (rows.includes(null)) return null
  const join = ast.op === '||' ? 'any' : 'all'
  return { join, rows: rows.filter((row) => row !== null) }
}

/** The row to begin with when a variable is picked: one that holds for some answers and not for others. */
export function firstRow({ code, kind, choices, min }: Variable): RuleRow {
  if (kind === 'date') return { variable: code, comparison: '!=', value: null }
  const value = kind === 'flag' ? 1 : kind === 'number' ? (min ?? 0) : Number(choices[0]?.code ?? 1)
  return { variable: code, comparison: '==', value }
}

/** What a number or date may be held against besides a value: others of its kind. */
export function comparesWith(variable: Variable, other: Variable): boolean {
  return (variable.kind === 'number' || variable.kind === 'date') && variable.kind === other.kind
}

function isSound(source: string, dictionary: Dictionary): boolean {
  try {
    compileCondition(source, dictionary)
    return true
  } catch (error) {
    if (error instanceof AppError) return false
    throw error
  }
}

function joinedBy(sign: '&&' | '||', node: ASTNode): ASTNode[] {
  return node.op === sign ? childrenOf(node).flatMap((child) => joinedBy(sign, child)) : [node]
}

function rowOf(node: ASTNode, dictionary: Dictionary): RuleRow | null {
  const comparison = ROW_COMPARISONS.find((sign) => sign === node.op)
  const [left, right] = childrenOf(node)
  if (comparison === undefined || left?.op !== 'id' || right === undefined) return null
  const variable = dictionary.byCode.get(left.args)
  const value = operandOf(right)
  if (variable === undefined || value === undefined) return null
  const row = { variable: variable.code, comparison, value }
  return fits(row, variable, dictionary) ? row : null
}

/** Undefined for what is neither a number, a name nor null. */
function operandOf(node: ASTNode): RuleRow['value'] | undefined {
  if (node.op === 'id') return node.args
  if (node.op === 'value' && node.args === null) return null
  const number = literalNumber(node)
  if (number === null || (Number.isInteger(number) && !Number.isSafeInteger(number))) return undefined
  return String(number).includes('e') ? undefined : number // what needs an exponent is no answer to a form
}

function fits({ comparison, value }: RuleRow, variable: Variable, dictionary: Dictionary): boolean {
  if (value === null) return comparison === '==' || comparison === '!='
  if (typeof value === 'string') {
    const other = dictionary.byCode.get(value)
    return other !== undefined && comparesWith(variable, other)
  }
  if (variable.kind === 'flag') return comparison === '==' && (value === 0 || value === 1)
  return variable.kind !== 'choice' || variable.choices.some(({ code }) => Number(code) === value)
}
