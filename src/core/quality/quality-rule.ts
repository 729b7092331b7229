/** The rules of the program. `form`: one form by itself, also looked at when it is saved; `survey`: forms together. */
export interface BuiltInRule {
  readonly code: BuiltInCode
  readonly scope: 'form' | 'survey'
  readonly parameter: Parameter | null
}

/** What the office may set; the word of `unit` stands behind the number. */
export interface Parameter {
  readonly unit: 'percent' | 'items' | 'milliseconds' | 'days' | 'answers' | 'score'
  readonly usual: number
  readonly least: number
  readonly most: number
}

export type BuiltInCode =
  | 'missing-share'
  | 'missing-required'
  | 'wrong-code'
  | 'out-of-range'
  | 'against-skip'
  | 'too-many-ticks'
  | 'check'
  | 'straight-lining'
  | 'too-fast'
  | 'date'
  | 'duplicate-serial'
  | 'near-duplicate'
  | 'quota'
  | 'outlier'

export const BUILT_IN_RULES: readonly BuiltInRule[] = [
  { code: 'missing-share', scope: 'form', parameter: { unit: 'percent', usual: 20, least: 0, most: 100 } },
  { code: 'missing-required', scope: 'form', parameter: null },
  { code: 'wrong-code', scope: 'form', parameter: null },
  { code: 'out-of-range', scope: 'form', parameter: null },
  { code: 'against-skip', scope: 'form', parameter: null },
  { code: 'too-many-ticks', scope: 'form', parameter: null },
  { code: 'check', scope: 'form', parameter: null },
  { code: 'straight-lining', scope: 'form', parameter: { unit: 'items', usual: 10, least: 3, most: 200 } },
  { code: 'too-fast', scope: 'form', parameter: { unit: 'milliseconds', usual: 100, least: 1, most: 60_000 } },
  { code: 'date', scope: 'form', parameter: { unit: 'days', usual: 31, least: 0, most: 3660 } },
  { code: 'duplicate-serial', scope: 'survey', parameter: null },
  { code: 'near-duplicate', scope: 'survey', parameter: { unit: 'answers', usual: 20, least: 5, most: 1000 } },
  { code: 'quota', scope: 'survey', parameter: { unit: 'percent', usual: 5, least: 0, most: 100 } },
  { code: 'outlier', scope: 'survey', parameter: { unit: 'score', usual: 3.5, least: 1, most: 100 } },
]

/** A rule as a survey wants it. Own rules have a condition that a sound form fulfils. */
export interface QualityRule {
  readonly code: string
  /** Of an own rule, else empty: the program names its own in the reader's language. */
  readonly name: string
  readonly condition: string | null
  /** The usual one of the rule when null. */
  readonly parameter: number | null
  readonly isActive: boolean
}

export const MOST_OWN_RULES = 50
/** Own rules are named by the program, so that their codes never meet one of the table. */
export const OWN_CODE = /^own-\d{1,4}$/

const byCode = new Map<string, BuiltInRule>(BUILT_IN_RULES.map((rule) => [rule.code, rule]))

export function builtInRule(code: string): BuiltInRule | null {
  return byCode.get(code) ?? null
}

/** Every rule of a survey: those of the program, changed where `stored` says so, then its own as they were made. */
export function rulesOf(stored: readonly QualityRule[]): QualityRule[] {
  const changed = new Map(stored.map((rule) => [rule.code, rule]))
  const builtIn = BUILT_IN_RULES.map(
    ({ code }) => changed.get(code) ?? { code, name: '', condition: null, parameter: null, isActive: true },
  )
  const own = stored.filter(({ condition }) => condition !== null)
  return [...builtIn, ...own.toSorted((one, other) => ownNumber(one) - ownNumber(other))]
}

/** Of a code that OWN_CODE fits. */
export function ownNumber({ code }: QualityRule): number {
  return Number(code.slice('own-'.length))
}

/** What a rule's parameter is for this survey; null for a rule without one. */
export function parameterOf({ code, parameter }: QualityRule): number | null {
  const usual = byCode.get(code)?.parameter?.usual
  return usual === undefined ? null : (parameter ?? usual)
}
