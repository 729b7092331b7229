import type { ErrorCode, ErrorParams } from '../errors.ts'

/** One thing to mend before publishing; `where` is the code of the question, choice list, node or scheme it stands at. */
export interface Problem {
  readonly code: ErrorCode
  readonly where: string
  /** For the message of `code`; holds `where` too. */
  readonly params: ErrorParams
}

export function problem(code: ErrorCode, where: string, params: ErrorParams = {}): Problem {
  return { code, where, params: { ...params, where } }
}

/** Each value that occurs more than once, once. */
export function repeated(values: readonly string[]): string[] {
  const seen = new Set<string>()
  return [...new Set(values.filter((value) => seen.size === seen.add(value).size))]
}
