import type { ASTNode } from '@marcbachmann/cel-js'
import { AppError } from '../../core/errors.ts'
import { childrenOf, namesIn, parseCondition } from '../../core/questionnaire/condition-syntax.ts'

/** What one of our variables is called in a form. */
export interface FormVariable {
  /** The question's name. */
  readonly name: string
  /** Of a multiple choice: the option that the variable is. */
  readonly option: string | null
  readonly kind: 'choice' | 'flag' | 'number' | 'date'
  /** The codes of a choice. */
  readonly codes: readonly string[]
  readonly hasDecimals: boolean
}

export type FormVariables = ReadonlyMap<string, FormVariable>

interface Written {
  readonly text: string
  readonly level: number
}

const LEVEL = { or: 1, and: 2, equality: 3, relation: 4, sum: 5, product: 6, unary: 7, atom: 8 } as const

/**
 * One of our conditions as XPath, true of the same answers; `self` is the question that XPath calls `.`. Empty where it
 * can't be said, as in a half-written draft: what a form has no word for stands in our own columns.
 */
export function xpathOf(source: string, variables: FormVariables, self: string | null = null): string {
  try {
    return unlikeFormula(new Writer(variables, self).test(parseCondition(source)).text)
  } catch (error) {
    if (error instanceof Unwritable || error instanceof AppError) return ''
    throw error
  }
}

/** An expression must not begin as a formula does, and no apostrophe may stand before it either. */
export function unlikeFormula(expression: string): string {
  return /^[=+\-@]/.test(expression) ? `(${expression})` : expression
}

class Unwritable extends Error {}

class Writer {
  readonly #variables: FormVariables
  readonly #self: string | null

  constructor(variables: FormVariables, self: string | null) {
    this.#variables = variables
    this.#self = self
  }

  test(node: ASTNode): Written {
    switch (node.op) {
      case '&&':
      case '||': {
        const [left, right] = node.args.map((side) => this.test(side))
        if (left === undefined || right === undefined) throw new Unwritable()
        return node.op === '&&' ? binary('and', left, right, LEVEL.and) : binary('or', left, right, LEVEL.or)
      }
      case '!_':
        return call('not', this.test(node.args))
      case 'value':
        return call(node.args === true ? 'true' : 'false')
      case 'in':
        return this.#oneOf(...node.args)
      default:
        return this.#comparison(node)
    }
  }

  #oneOf(left: ASTNode, list: ASTNode): Written {
    if (list.op !== 'list') throw new Unwritable()
    const tests = list.args.map((one) => this.#compared('==', left, one))
    if (tests.length === 0) return call('false')
    return tests.reduce((all, test) => binary('or', all, test, LEVEL.or))
  }

  #comparison(node: ASTNode): Written {
    const op = COMPARISONS.find((sign) => sign === node.op)
    if (op === undefined || !Array.isArray(node.args)) throw new Unwritable()
    const [left, right] = node.args as [ASTNode, ASTNode] // every comparison of CEL has two sides
    return this.#compared(op, left, right)
  }

  #compared(op: (typeof COMPARISONS)[number], left: ASTNode, right: ASTNode): Written {
    if (isNull(left) || isNull(right)) return this.#emptiness(op, isNull(left) ? right : left)
    const told = this.#ticked(op, left, right) ?? this.#ticked(op, right, left)
    if (told !== null) return told
    const level = op === '==' || op === '!=' ? LEVEL.equality : LEVEL.relation
    // Two answers are two texts to XPath, `3` and `03`, unless one is made a number.
    const first = left.op === 'id' && right.op === 'id' ? call('number', this.#number(left)) : this.#side(left, right)
    const written = binary(op === '==' ? '=' : op, first, this.#side(right, left), level)
    // In XPath '' is unlike everything; with us nothing is true of an answer that isn't there.
    const names = op === '!=' ? [...new Set([...namesIn(left), ...namesIn(right)])] : []
    const guards = [
      ...names.map((name) => this.#isThere(name)),
      ...[left, right].flatMap((side) => this.#divisors(side)),
    ]
    return [...guards, written].reduce((all, test) => binary('and', all, test, LEVEL.and))
  }

  /** Nothing is true of a division by zero; XPath makes it infinite. */
  #divisors(node: ASTNode): Written[] {
    const inner = childrenOf(node).flatMap((child) => this.#divisors(child))
    if (node.op !== '/' && node.op !== '%') return inner
    const [, divisor] = node.args
    if (divisor.op === 'value' && Number(divisor.args) !== 0) return inner
    return [...inner, binary('!=', this.#number(divisor), { text: '0', level: LEVEL.atom }, LEVEL.equality)]
  }

  #emptiness(op: string, node: ASTNode): Written {
    if (node.op !== 'id' || (op !== '==' && op !== '!=')) throw new Unwritable()
    const isThere = this.#isThere(node.args)
    return op === '!=' ? isThere : { ...isThere, text: isThere.text.replace('!=', '=') }
  }

  #isThere(code: string): Written {
    return { text: `${this.#reference(this.#find(code))} != ''`, level: LEVEL.equality }
  }

  /** `q2_3 == 1` is said as people do: selected(${q2}, '3'). */
  #ticked(op: string, left: ASTNode, right: ASTNode): Written | null {
    if (op !== '==' || left.op !== 'id' || right.op !== 'value' || right.args !== 1n) return null
    const variable = this.#find(left.args)
    return variable.kind === 'flag' ? this.#selected(variable) : null
  }

  /** One side of a comparison, in the type of the other. */
  #side(node: ASTNode, other: ASTNode): Written {
    const variable = other.op === 'id' ? this.#find(other.args) : null
    const number = node.op === 'value' ? Number(node.args) : Number.NaN
    const choice = variable?.kind === 'choice' ? variable.codes.find((code) => Number(code) === number) : undefined
    return choice === undefined ? this.#number(node) : { text: `'${choice}'`, level: LEVEL.atom }
  }

  #number(node: ASTNode): Written {
    switch (node.op) {
      case 'id':
        return this.#variable(this.#find(node.args))
      case 'value':
        return { text: numberText(Number(node.args)), level: LEVEL.atom }
      case '-_':
        return { text: `-${inside(this.#number(node.args), LEVEL.unary)}`, level: LEVEL.unary }
      case '+':
      case '-':
      case '*':
      case '/':
      case '%': {
        const [left, right] = node.args
        return this.#arithmetic(node.op, left, right)
      }
      default:
        throw new Unwritable()
    }
  }

  #arithmetic(op: '+' | '-' | '*' | '/' | '%', left: ASTNode, right: ASTNode): Written {
    const level = op === '+' || op === '-' ? LEVEL.sum : LEVEL.product
    const sign = op === '/' ? 'div' : op === '%' ? 'mod' : op
    const written = binary(sign, this.#number(left), this.#number(right), level)
    // CEL divides whole numbers without the rest.
    return op === '/' && !this.#isDouble(left) && !this.#isDouble(right) ? call('int', written) : written
  }

  #isDouble(node: ASTNode): boolean {
    if (node.op === 'id') return this.#find(node.args).hasDecimals
    if (node.op === 'value') return typeof node.args === 'number'
    return childrenOf(node).some((child) => this.#isDouble(child))
  }

  #variable(variable: FormVariable): Written {
    if (variable.kind === 'flag') return call('number', this.#selected(variable))
    const reference = { text: this.#reference(variable), level: LEVEL.atom }
    return variable.kind === 'date' ? call('number', call('format-date', reference, DAY)) : reference
  }

  #selected(variable: FormVariable): Written {
    const option = { text: `'${variable.option}'`, level: LEVEL.atom }
    return call('selected', { text: this.#reference(variable), level: LEVEL.atom }, option)
  }

  #reference({ name }: FormVariable): string {
    return name === this.#self ? '.' : `\${${name}}`
  }

  #find(code: string): FormVariable {
    const variable = this.#variables.get(code)
    if (variable === undefined) throw new Unwritable()
    return variable
  }
}

const COMPARISONS = ['==', '!=', '<', '<=', '>', '>='] as const
const DAY: Written = { text: "'%Y%m%d'", level: LEVEL.atom }

function isNull(node: ASTNode): boolean {
  return node.op === 'value' && node.args === null
}

/** XPath knows no exponents. */
export function numberText(value: number): string {
  const text = String(value)
  return text.includes('e') ? value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 }) : text
}

function call(name: string, ...args: readonly Written[]): Written {
  return { text: `${name}(${args.map(({ text }) => text).join(', ')})`, level: LEVEL.atom }
}

function binary(sign: string, left: Written, right: Written, level: number): Written {
  return { text: `${inside(left, level)} ${sign} ${inside(right, level + 1)}`, level }
}

function inside({ text, level }: Written, least: number): string {
  return level < least ? `(${text})` : text
}
