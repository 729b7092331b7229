import type { ErrorCode, ErrorParams } from '../errors.ts'

/** From the root of the document, for example `['sections', 1, 'questions', 0, 'label', 'vi']`; indices from 0. */
export type Path = readonly (string | number)[]

/** What a screen needs to jump to the thing that a problem or finding is about. */
export interface Place {
  readonly kind: 'form' | 'list' | 'choice' | 'section' | 'question' | 'item' | 'scheme' | 'node'
  /** To the thing itself; codes would not do, since a draft's may be empty or the same. */
  readonly path: Path
  /** The property of the thing, for example `label.vi`, `askIf` or `checks.0.condition`; empty for the whole. */
  readonly field: string
}

/** One thing to mend before publishing. */
export interface Problem {
  readonly code: ErrorCode
  /** The code of the question, choice list, node or scheme it stands at; without one, its number or the way to it. */
  readonly where: string
  /** For the message of `code`; holds `where` too. */
  readonly params: ErrorParams
  readonly place: Place
  /** The other end of a problem between two places: the first use of a repeated code, the question asked about. */
  readonly other?: Place
}

export function problem(
  code: ErrorCode,
  where: string,
  path: Path,
  params: ErrorParams = {},
  otherPath?: Path,
): Problem {
  const found = { code, where, params: { ...params, where }, place: placeOf(path) }
  return otherPath === undefined ? found : { ...found, other: placeOf(otherPath) }
}

/** The innermost kind of thing a path leads into. */
const THINGS: readonly (readonly [Place['kind'], RegExp])[] = [
  ['item', /^sections\.\d+\.questions\.\d+\.items\.\d+/],
  ['question', /^sections\.\d+\.questions\.\d+/],
  ['section', /^sections\.\d+/],
  ['choice', /^choiceLists\.\d+\.choices\.\d+/],
  ['list', /^choiceLists\.\d+/],
  ['node', /^schemes\.\d+\.root(\.children\.\d+)*/],
  ['scheme', /^schemes\.\d+/],
]
const FORM = ['form', /^/] as const

export function placeOf(path: Path): Place {
  const text = path.join('.')
  const [kind, pattern] = THINGS.find(([, one]) => one.test(text)) ?? FORM
  const thing = text.match(pattern)?.[0] ?? ''
  const depth = thing === '' ? 0 : thing.split('.').length
  return { kind, path: path.slice(0, depth), field: path.slice(depth).join('.') }
}

/** Each code that stands at more than one place, once, with its first two places. Codes not yet written are no codes. */
export function repeatedCodes(placed: readonly { readonly code: string; readonly path: Path }[]): {
  readonly code: string
  readonly path: Path
  readonly first: Path
}[] {
  const first = new Map<string, Path>()
  const second = new Map<string, Path>()
  for (const { code, path } of placed) {
    if (code === '') continue
    if (!first.has(code)) first.set(code, path)
    else if (!second.has(code)) second.set(code, path)
  }
  return [...second].map(([code, path]) => ({ code, path, first: first.get(code) ?? path }))
}
