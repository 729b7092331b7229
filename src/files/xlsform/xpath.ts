import { NotCarried } from './not-carried.ts'

export const COMPARISONS = ['=', '!=', '<=', '<', '>=', '>'] as const
export type Comparison = (typeof COMPARISONS)[number]
export type Arithmetic = '+' | '-' | '*' | 'div' | 'mod'

/** The part of XPath that forms are written in: no paths but `${name}` and `.`. */
export type XPath =
  | { readonly op: 'number' | 'text' | 'name'; readonly value: string }
  | { readonly op: 'self' }
  | { readonly op: 'call'; readonly name: string; readonly args: readonly XPath[] }
  | { readonly op: 'minus'; readonly of: XPath }
  | { readonly op: 'and' | 'or' | Comparison | Arithmetic; readonly left: XPath; readonly right: XPath }

type Binary = Extract<XPath, { left: XPath }>['op']

const LONGEST = 5000
const DEEPEST = 50
const TOKEN =
  /\s*(?:(\$\{\s*([^{}\s]+)\s*\})|(\d+(?:\.\d*)?|\.\d+)|"([^"]*)"|'([^']*)'|([A-Za-z_][\w-]*(?::[A-Za-z_][\w-]*)?)|(!=|<=|>=|[=<>+*(),.-]))/y

/** Loosest first; all are left-associative. */
const LEVELS: readonly (readonly Binary[])[] = [
  ['or'],
  ['and'],
  ['=', '!='],
  ['<=', '<', '>=', '>'],
  ['+', '-'],
  ['*', 'div', 'mod'],
]

interface Token {
  readonly kind: 'number' | 'text' | 'name' | 'word' | 'sign'
  readonly value: string
}

/** An expression of a form as a tree. Throws NotCarried `rule-syntax`, `rule-too-long`, `rule-too-deep`. */
export function parseXPath(source: string): XPath {
  if (source.length > LONGEST) throw new NotCarried('rule-too-long', { limit: LONGEST })
  const tokens = tokensOf(source)
  let at = 0
  let depth = 0

  const isNext = (value: string): boolean => {
    const token = tokens[at]
    return token !== undefined && token.kind !== 'text' && token.kind !== 'name' && token.value === value
  }
  const expect = (value: string): void => {
    if (!isNext(value)) throw syntax()
    at += 1
  }
  const binary = (level: number): XPath => {
    const signs = LEVELS[level]
    if (signs === undefined) return unary()
    let left = binary(level + 1)
    for (let op = signs.find(isNext); op !== undefined; op = signs.find(isNext)) {
      at += 1
      left = { op, left, right: binary(level + 1) }
    }
    return left
  }
  const unary = (): XPath => {
    if (!isNext('-')) return primary()
    at += 1
    return { op: 'minus', of: nested(unary) }
  }
  const primary = (): XPath => {
    const token = tokens[at]
    if (token === undefined) throw syntax()
    at += 1
    if (token.kind === 'number' || token.kind === 'text' || token.kind === 'name') {
      return { op: token.kind, value: token.value }
    }
    if (token.kind === 'word') return { op: 'call', name: token.value, args: list() }
    if (token.value === '.') return { op: 'self' }
    if (token.value !== '(') throw syntax()
    const inner = nested(() => binary(0))
    expect(')')
    return inner
  }
  const list = (): XPath[] => {
    expect('(')
    const args: XPath[] = []
    while (!isNext(')')) {
      if (args.length > 0) expect(',')
      args.push(nested(() => binary(0)))
    }
    at += 1
    return args
  }
  const nested = (read: () => XPath): XPath => {
    depth += 1
    if (depth > DEEPEST) throw new NotCarried('rule-too-deep')
    const node = read()
    depth -= 1
    return node
  }

  const tree = binary(0)
  if (at < tokens.length) throw syntax()
  return tree
}

function tokensOf(source: string): Token[] {
  const tokens: Token[] = []
  const text = source.trimEnd()
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < text.length) {
    const found = TOKEN.exec(text)
    if (found === null) throw syntax()
    const [, isName, name = '', number, double, single, word, sign = ''] = found
    if (isName !== undefined) tokens.push({ kind: 'name', value: name })
    else if (number !== undefined) tokens.push({ kind: 'number', value: number })
    else if (double !== undefined || single !== undefined) tokens.push({ kind: 'text', value: double ?? single ?? '' })
    else if (word !== undefined) tokens.push({ kind: 'word', value: word })
    else tokens.push({ kind: 'sign', value: sign })
  }
  return tokens
}

function syntax(): NotCarried {
  return new NotCarried('rule-syntax')
}
