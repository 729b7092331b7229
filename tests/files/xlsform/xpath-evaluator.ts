import type { XPath } from '../../../src/files/xlsform/xpath.ts'

type Value = string | number | boolean

/** Answers of a form as a form tool holds them: texts, '' for none, ticked options divided by spaces. */
export type FormAnswers = Readonly<Record<string, string>>

/** XPath 1.0 with the functions of ODK that we write, by the words of both specifications. */
export function evaluate(node: XPath, answers: FormAnswers, self = ''): Value {
  const of = (one: XPath): Value => evaluate(one, answers, self)
  switch (node.op) {
    case 'number':
      return Number(node.value)
    case 'text':
      return node.value
    case 'name':
      return answers[node.value] ?? ''
    case 'self':
      return self
    case 'minus':
      return -toNumber(of(node.of))
    case 'and':
      return toBoolean(of(node.left)) && toBoolean(of(node.right))
    case 'or':
      return toBoolean(of(node.left)) || toBoolean(of(node.right))
    case 'call':
      return call(node.name, node.args.map(of))
    case '=':
    case '!=':
      return isEqual(of(node.left), of(node.right)) === (node.op === '=')
    default:
      return compute(node.op, toNumber(of(node.left)), toNumber(of(node.right)))
  }
}

function compute(op: string, a: number, b: number): Value {
  const results: Record<string, Value> = {
    '<': a < b,
    '<=': a <= b,
    '>': a > b,
    '>=': a >= b,
    '+': a + b,
    '-': a - b,
    '*': a * b,
    div: a / b,
    mod: a % b,
  }
  return results[op] ?? Number.NaN
}

/** "If at least one is a boolean … a number … otherwise both are strings." */
function isEqual(a: Value, b: Value): boolean {
  if (typeof a === 'boolean' || typeof b === 'boolean') return toBoolean(a) === toBoolean(b)
  if (typeof a === 'number' || typeof b === 'number') return toNumber(a) === toNumber(b)
  return a === b
}

function toNumber(value: Value): number {
  if (typeof value !== 'string') return Number(value)
  return /^\s*-?(\d+(\.\d*)?|\.\d+)\s*$/.test(value) ? Number(value) : Number.NaN
}

function toBoolean(value: Value): boolean {
  return typeof value === 'number' ? value !== 0 && !Number.isNaN(value) : Boolean(value)
}

function call(name: string, [first = '', second = '']: readonly Value[]): Value {
  const ticked = String(first).split(' ').filter(Boolean)
  switch (name) {
    case 'true':
    case 'false':
      return name === 'true'
    case 'not':
      return !toBoolean(first)
    case 'number':
      return toNumber(first)
    case 'int':
      return Math.trunc(toNumber(first))
    case 'selected':
      return ticked.includes(String(second))
    case 'count-selected':
      return ticked.length
    case 'format-date':
      return String(first).replaceAll('-', '')
    default:
      throw new Error(`no function ${name}`)
  }
}
