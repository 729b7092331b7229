import { NotCarried } from './not-carried.ts'
import { type Arithmetic, COMPARISONS, type Comparison, parseXPath, type XPath } from './xpath.ts'

/** What a name of a form stands for among our variables. */
export interface Answer {
  readonly code: string
  readonly kind: 'choice' | 'flags' | 'number' | 'date'
  /** Of choices: our code by the form's name. */
  readonly choices: ReadonlyMap<string, string>
  readonly hasDecimals: boolean
}

export interface AnswerScope {
  /** Throws NotCarried for a name that has no closed answer. */
  readonly find: (name: string) => Answer
  /** What `.` stands for. */
  readonly self: Answer | null
}

interface Written {
  readonly text: string
  readonly level: number
}

/** A number, as `text` divided by a constant: whole numbers divide without a rest in CEL, so quotients are never written. */
interface Quotient extends Written {
  readonly divisor: number
}

const LEVEL = { or: 1, and: 2, comparison: 3, sum: 4, product: 5, unary: 6, atom: 7 } as const

/**
 * An expression of a form as our condition, true of the same answers. An answer that isn't there is '' in a form, and so
 * `!=` is true of it there. Throws NotCarried.
 */
export function celOf(source: string, scope: AnswerScope): string {
  return new Translation(scope).test(parseXPath(source)).text
}

/** The parts of `a and b and c`. Throws NotCarried. */
export function celOfParts(parts: readonly XPath[], scope: AnswerScope): string {
  const translation = new Translation(scope)
  return joined(
    parts.map((part) => translation.test(part)),
    '&&',
  ).text
}

class Translation {
  readonly #scope: AnswerScope

  constructor(scope: AnswerScope) {
    this.#scope = scope
  }

  test(node: XPath): Written {
    switch (node.op) {
      case 'or':
      case 'and': {
        const sides = [this.test(node.left), this.test(node.right)]
        return joined(sides, node.op === 'or' ? '||' : '&&')
      }
      case 'call':
        return this.#testOfCall(node.name, node.args)
      default:
        if (!isComparison(node)) throw new NotCarried('rule-comparison')
        return this.#comparison(node.op, node.left, node.right)
    }
  }

  #testOfCall(name: string, args: readonly XPath[]): Written {
    const [first, second] = args
    if (name === 'true' || name === 'false') return { text: name, level: LEVEL.atom }
    if ((name === 'not' || name === 'boolean') && first !== undefined && second === undefined) {
      return name === 'not' ? not(this.test(first)) : this.test(first)
    }
    if (name === 'selected' && first !== undefined && second?.op === 'text') {
      const answer = this.#answer(first)
      if (answer === null) throw new NotCarried('rule-comparison')
      const choice = choiceOf(answer, second.value)
      return answer.kind === 'flags' ? is(`${answer.code}_${choice}`, '1') : is(answer.code, choice)
    }
    throw new NotCarried('rule-function', { name })
  }

  #comparison(op: Comparison, left: XPath, right: XPath): Written {
    if (this.#answer(left) === null && this.#answer(right) !== null) return this.#comparison(MIRRORED[op], right, left)
    const answer = this.#answer(left)
    if (answer !== null && right.op === 'text' && right.value === '') return emptiness(op, answer)
    const length = left.op === 'call' && left.name === 'string-length' ? this.#answer(left.args[0]) : null
    if (length !== null && right.op === 'number' && Number(right.value) === 0) return emptiness(op, length)
    const literal = answer === null ? null : literalOf(answer, right)
    if (answer !== null && literal !== null) {
      const isOrder = answer.kind === 'choice' && op !== '=' && op !== '!='
      return compared(op, { text: isOrder ? numeric(answer) : answer.code, level: LEVEL.atom }, literal)
    }
    const isDouble = this.#hasDecimals(left) || this.#hasDecimals(right)
    const isPlain = answer !== null && (right.op === 'number' || right.op === 'text')
    const b = this.#number(right, isDouble && !isPlain)
    const a = this.#number(left, isDouble)
    return compared(op, times(a, b.divisor, isDouble), times(b, a.divisor, isDouble))
  }

  /** The answer that a reference stands for; null for anything else. */
  #answer(node: XPath | undefined): Answer | null {
    if (node?.op === 'name') return this.#scope.find(node.value)
    if (node?.op === 'self') return this.#scope.self ?? fail('rule-comparison')
    return node?.op === 'call' && isCast(node.name, node.args) ? this.#answer(node.args[0]) : null
  }

  #hasDecimals(node: XPath): boolean {
    if (node.op === 'number' || node.op === 'text') return node.value.includes('.')
    if ('left' in node) return this.#hasDecimals(node.left) || this.#hasDecimals(node.right)
    return node.op === 'minus' ? this.#hasDecimals(node.of) : (this.#answer(node)?.hasDecimals ?? false)
  }

  #number(node: XPath, isDouble: boolean): Quotient {
    if (node.op === 'number' || node.op === 'text')
      return { text: numberText(node.value, isDouble), level: LEVEL.atom, divisor: 1 }
    if (node.op === 'minus') {
      const { text, level, divisor } = this.#number(node.of, isDouble)
      return { text: level === LEVEL.atom ? `-${text}` : `-(${text})`, level: LEVEL.unary, divisor }
    }
    if (node.op === 'call' && node.name === 'count-selected') return this.#count(node.args[0])
    const answer = this.#answer(node)
    if (answer !== null) return { text: numeric(answer), level: LEVEL.atom, divisor: 1 }
    if (!isArithmetic(node))
      throw new NotCarried(node.op === 'call' ? 'rule-function' : 'rule-comparison', nameOf(node))
    return this.#arithmetic(node.op, this.#number(node.left, isDouble), this.#number(node.right, isDouble), isDouble)
  }

  #arithmetic(op: Arithmetic, a: Quotient, b: Quotient, isDouble: boolean): Quotient {
    if (op === 'div') {
      const by = Number(b.text)
      if (!(by > 0 && Number.isInteger(by) && b.divisor === 1)) throw new NotCarried('rule-division')
      return { ...a, divisor: a.divisor * by }
    }
    if (op === '*') return { ...binary('*', a, b, LEVEL.product), divisor: a.divisor * b.divisor }
    if (op === 'mod') {
      if (a.divisor * b.divisor !== 1) throw new NotCarried('rule-division')
      return { ...binary('%', a, b, LEVEL.product), divisor: 1 }
    }
    const [left, right] = [times(a, b.divisor, isDouble), times(b, a.divisor, isDouble)]
    return { ...binary(op, left, right, LEVEL.sum), divisor: a.divisor * b.divisor }
  }

  #count(node: XPath | undefined): Quotient {
    const answer = this.#answer(node)
    if (answer?.kind !== 'flags') throw new NotCarried('rule-function', { name: 'count-selected' })
    return { ...ticks(answer), divisor: 1 }
  }
}

const MIRRORED: Readonly<Record<Comparison, Comparison>> = {
  '=': '=',
  '!=': '!=',
  '<': '>',
  '>': '<',
  '<=': '>=',
  '>=': '<=',
}

/** A change of type that our answers don't need. */
function isCast(name: string, [, format, ...more]: readonly XPath[]): boolean {
  if (name === 'format-date') return format?.op === 'text' && format.value === '%Y%m%d' && more.length === 0
  return ['number', 'int', 'string'].includes(name) && format === undefined
}

function isComparison(node: XPath): node is Extract<XPath, { left: XPath }> & { op: Comparison } {
  return COMPARISONS.some((sign) => sign === node.op)
}

function isArithmetic(node: XPath): node is Extract<XPath, { left: XPath }> & { op: Arithmetic } {
  return ['+', '-', '*', 'div', 'mod'].includes(node.op)
}

function nameOf(node: XPath): Record<string, string> {
  return node.op === 'call' ? { name: node.name } : {}
}

/** Whether anything was answered, asked as `= ''`, `!= ''`, or of the length of the answer. */
function emptiness(op: Comparison, answer: Answer): Written {
  if (op !== '=' && op !== '!=' && op !== '>') throw new NotCarried('rule-comparison')
  const isThere = op !== '='
  if (answer.kind !== 'flags') return { text: `${answer.code} ${isThere ? '!=' : '=='} null`, level: LEVEL.comparison }
  const some = compared('>', ticks(answer), { text: '0', level: LEVEL.atom })
  return isThere ? some : not(some)
}

/** A constant beside a choice or a date, where it means one of our codes; null where both sides are numbers. */
function literalOf(answer: Answer, node: XPath): Written | null {
  const text = constantOf(node)
  if (text === null || answer.kind === 'number') return null
  if (answer.kind === 'choice') return { text: String(Number(choiceOf(answer, text))), level: LEVEL.atom }
  const [, year, month, day] = (answer.kind === 'date' && /^(\d{4})-?(\d\d)-?(\d\d)$/.exec(text)) || []
  if (year === undefined) throw new NotCarried('rule-comparison')
  return { text: `${year}${month}${day}`, level: LEVEL.atom }
}

function constantOf(node: XPath): string | null {
  if (node.op === 'number' || node.op === 'text') return node.value
  return node.op === 'call' && node.name === 'date' && node.args[0]?.op === 'text' ? node.args[0].value : null
}

/** By name; `1` also stands for a choice named `01`. */
function choiceOf({ code, choices }: Answer, name: string): string {
  const alike = [...choices].find(([known]) => /^\d+$/.test(name) && known !== '' && Number(known) === Number(name))
  return choices.get(name) ?? alike?.[1] ?? fail('rule-choice-unknown', { name: code, value: name.slice(0, 40) })
}

/** The code of a choice is the number that the form means only where the form's own names are these numbers. */
function numeric({ kind, code, choices }: Answer): string {
  const isOwn = kind === 'choice' && [...choices].every(([name, choice]) => Number(name) === Number(choice))
  return kind === 'number' || isOwn ? code : fail('rule-comparison')
}

function ticks({ code, choices }: Answer): Written {
  const flags = [...choices.values()].map((choice) => `${code}_${choice}`)
  return { text: flags.join(' + '), level: flags.length > 1 ? LEVEL.sum : LEVEL.atom }
}

function numberText(value: string, isDouble: boolean): string {
  const number = value.trim() === '' ? Number.NaN : Number(value)
  const text = String(number)
  if (!/^-?\d+(\.\d+)?$/.test(text)) throw new NotCarried('rule-comparison')
  return isDouble && !text.includes('.') ? `${text}.0` : text
}

/** XPath's `!=` is true of an answer that isn't there; ours is not, so it is said by `!`. */
function compared(op: Comparison, left: Written, right: Written): Written {
  if (op === '!=') return not(compared('=', left, right))
  return binary(op === '=' ? '==' : op, left, right, LEVEL.comparison)
}

function is(left: string, right: string): Written {
  return { text: `${left} == ${Number(right)}`, level: LEVEL.comparison }
}

function times(quotient: Quotient, factor: number, isDouble: boolean): Quotient {
  if (factor === 1) return quotient
  const by = { text: isDouble ? `${factor}.0` : String(factor), level: LEVEL.atom }
  return { ...binary('*', quotient, by, LEVEL.product), divisor: 1 }
}

/** Left-associative: an equal level needs parentheses on the right only; a comparison needs them on both sides. */
function binary(sign: string, left: Written, right: Written, level: number): Written {
  const isComparison = level === LEVEL.comparison
  const text = `${inside(left, isComparison ? level + 1 : level)} ${sign} ${inside(right, level + 1)}`
  return { text, level }
}

function joined(tests: readonly Written[], sign: '&&' | '||'): Written {
  const level = sign === '||' ? LEVEL.or : LEVEL.and
  const [only] = tests
  if (tests.length === 1 && only !== undefined) return only
  return { text: tests.map((test) => inside(test, level)).join(` ${sign} `), level }
}

function not({ text }: Written): Written {
  return { text: `!(${text})`, level: LEVEL.unary }
}

function inside({ text, level }: Written, least: number): string {
  return level < least ? `(${text})` : text
}

function fail(...args: ConstructorParameters<typeof NotCarried>): never {
  throw new NotCarried(...args)
}
