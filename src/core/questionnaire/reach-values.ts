import type { ASTNode } from '@marcbachmann/cel-js'
import { COMPARISONS, childrenOf, literalNumber, parseCondition } from './condition-syntax.ts'
import type { Variable } from './dictionary.ts'
import { padField } from './record.ts'

/** The numbers a variable is compared with, null when it stands in any other expression, such as `a + b > 3`. */
export type Uses = ReadonlyMap<string, readonly number[] | null>

export function usesIn(sources: readonly string[]): Uses {
  const uses = new Map<string, readonly number[] | null>()
  const visit = (node: ASTNode): void => {
    const compared = COMPARISONS.has(node.op) ? plainComparison(node) : null
    if (compared !== null) note(uses, compared.name, compared.numbers)
    else if (node.op === 'id') note(uses, node.args, null)
    else for (const child of childrenOf(node)) visit(child)
  }
  for (const source of new Set(sources)) visit(parseCondition(source))
  return uses
}

function note(uses: Map<string, readonly number[] | null>, name: string, numbers: readonly number[] | null): void {
  const known = uses.get(name)
  uses.set(name, numbers === null || known === null ? null : [...(known ?? []), ...numbers])
}

/** `x < 3`, `3 < x`, `x in [1, 2]` or `x == null`; null for any other comparison. */
function plainComparison(node: ASTNode): { name: string; numbers: number[] } | null {
  const [left, right] = childrenOf(node)
  if (left?.op === 'id' && right !== undefined) return withNumbers(left.args, right)
  if (right?.op === 'id' && left !== undefined && node.op !== 'in') return withNumbers(right.args, left)
  return null
}

function withNumbers(name: string, other: ASTNode): { name: string; numbers: number[] } | null {
  if (other.op === 'value' && other.args === null) return { name, numbers: [] }
  const numbers = (other.op === 'list' ? other.args : [other]).map(literalNumber).filter((one) => one !== null)
  return numbers.length === (other.op === 'list' ? other.args.length : 1) ? { name, numbers } : null
}

export interface Values {
  /** Padded for the record. */
  readonly answers: readonly string[]
  /** Whether every possible value comes out as one of these does. */
  readonly isComplete: boolean
}

const MOST_VALUES = 1000

/** The values of a variable worth trying: one of each kind that no comparison tells apart. */
export function valuesOf(variable: Variable, compared: readonly number[] | null): Values {
  const { values, isAll } = domainOf(variable, compared ?? [])
  const isOneOfAKind = compared === null || variable.kind === 'flag' // a tick counts against the most ticks
  const kindOf = (value: number): string =>
    isOneOfAKind ? String(value) : compared.map((other) => Math.sign(value - other)).join()
  const oneOfEach = new Map(values.map((value) => [kindOf(value), value]))
  return {
    answers: [...oneOfEach.values()].map((value) => padField(variable, value.toFixed(variable.decimals))),
    isComplete: isAll || (variable.kind === 'number' && compared !== null && values.length > 0),
  }
}

/** Every value; of a date or a long range its ends and what lies at and beside each number it is compared with. */
function domainOf(variable: Variable, compared: readonly number[]): { values: number[]; isAll: boolean } {
  if (variable.kind === 'choice' || variable.kind === 'flag') {
    const codes = variable.choices.map((choice) => choice.code).filter((code) => /^\d+$/.test(code))
    return { values: codes.map(Number), isAll: codes.length > 0 && codes.length === variable.choices.length }
  }
  const [min, max] = [variable.min ?? 1900_01_01, variable.max ?? 2100_12_31] // a date has no range of its own
  const unit = 10 ** variable.decimals
  const [low, high] = [Math.ceil(min * unit - 1e-9), Math.floor(max * unit + 1e-9)] // 0.7 * 10 is above 7
  const count = Math.max(high - low + 1, 0)
  if (variable.kind === 'number' && count <= MOST_VALUES) {
    return { values: Array.from({ length: count }, (_, index) => (low + index) / unit), isAll: count > 0 }
  }
  const beside = compared.flatMap((other) => [Math.floor(other * unit), Math.ceil(other * unit)])
  const near = beside.flatMap((one) => [one - 1, one, one + 1]).filter((one) => one >= low && one <= high)
  return { values: [...new Set([low, ...near, high])].map((one) => one / unit), isAll: false }
}
