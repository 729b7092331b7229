import { type ASTNode, Environment } from '@marcbachmann/cel-js'
import { AppError } from '../errors.ts'

/** The syntax of conditions: what is written, before it meets a dictionary. `condition.ts` says what is allowed in them. */

export const LIMITS = { maxAstNodes: 300, maxDepth: 40, maxListElements: 100 }
const UNTYPED = new Environment({ unlistedVariablesAreDyn: true, limits: LIMITS })
export const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=', 'in'])

/** Names that CEL itself gives a meaning, `int` or `type` for example: they read well but no variable can have them. */
export const NAMES_OF_CEL: ReadonlySet<string> = new Set(UNTYPED.getDefinitions().variables.map(({ name }) => name))

/** Throws AppError `bad-condition` {source, position from 1}. */
export function parseCondition(source: string): ASTNode {
  try {
    return UNTYPED.parse(source).ast
  } catch (error) {
    throw badCondition(source, error)
  }
}

export function badCondition(source: string, at: unknown): AppError {
  const start = Number((at as { range?: { start?: number } } | null)?.range?.start ?? 0) // cel-js errors and nodes carry a range
  return new AppError('bad-condition', { source, position: start + 1 })
}

/** The variables and keys an expression refers to, once each, in order of first use. */
export function namesIn(node: ASTNode): string[] {
  if (node.op === 'id') return [node.args]
  return [...new Set(childrenOf(node).flatMap(namesIn))]
}

export function childrenOf(node: ASTNode): ASTNode[] {
  const args: readonly unknown[] = Array.isArray(node.args) ? node.args.flat(2) : [node.args]
  return args.filter((arg): arg is ASTNode => typeof arg === 'object' && arg !== null && 'op' in arg)
}

/** The value of a number as it is written, `-3` too; null for any other expression. */
export function literalNumber(node: ASTNode): number | null {
  if (node.op === '-_') {
    const value = literalNumber(node.args)
    return value === null ? null : -value
  }
  const isNumber = node.op === 'value' && (typeof node.args === 'bigint' || typeof node.args === 'number')
  return isNumber ? Number(node.args) : null
}
