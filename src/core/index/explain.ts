import type { Aggregate, Formula } from '../questionnaire/questionnaire.ts'
import { classAt, type SchemePlan } from './scheme-plan.ts'
import type { SurveyAnswers } from './survey-answers.ts'

/** Factors to be multiplied. */
type Product = readonly number[]

/**
 * How a node's index comes about, as one fraction: the sum of some products over the sum of others. Worked out from the
 * answers one by one, apart from the engine (compute.ts), so that the two can be held against each other.
 */
export interface Arithmetic {
  /** A share or a score is taken of 100; a mean of the children's indices is an index already. */
  readonly isOfHundred: boolean
  /** Of a mean of children the last factor of each product is a child's index, the one before it its weight. */
  readonly numerator: readonly Product[]
  readonly denominator: readonly Product[]
  /** Ids of children without any answer: their parent's mean goes without them. */
  readonly leftOut: readonly string[]
}

/** So many answers are still written one by one; more are counted by level. */
const MOST_SINGLE = 12

/** What a formula makes of the levels that each respondent ticked on a node, on a scale of 1…`levels`. */
const FRACTIONS: Record<Formula, (respondents: readonly number[][], levels: number) => Omit<Arithmetic, 'leftOut'>> = {
  'satisfied-share': (respondents, levels) => {
    const ticked = respondents.flat()
    const satisfied = ticked.filter((level) => level >= levels - 1)
    return { isOfHundred: true, numerator: [[satisfied.length]], denominator: [[ticked.length]] }
  },
  'mean-score': (respondents, levels) => {
    const ticked = respondents.flat()
    const numerator = ticked.length > MOST_SINGLE ? countedByLevel(ticked) : ticked.map((level) => [level])
    return { isOfHundred: true, numerator, denominator: [[levels, ticked.length]] }
  },
  'all-satisfied': (respondents, levels) => {
    const satisfied = respondents.filter((ticked) => ticked.every((level) => level >= levels - 1))
    return { isOfHundred: true, numerator: [[satisfied.length]], denominator: [[respondents.length]] }
  },
}

/**
 * The arithmetic of every node, in the scheme's order; null without answers. Respondents count alike (no weights). As in
 * the engine, aggregation doesn't touch `all-satisfied`.
 */
export function explainIndices(
  plan: SchemePlan,
  formula: Formula,
  aggregate: Aggregate,
  answers: SurveyAnswers,
): (Arithmetic | null)[] {
  const respondents = levelsByRespondent(plan, answers)
  const isMean = aggregate === 'mean-of-children' && formula !== 'all-satisfied'
  const found = new Array<Arithmetic | null>(plan.nodes.length).fill(null)
  for (const [index, node] of [...plan.nodes.entries()].reverse()) {
    const ticked = respondents.map((levels) => levels.slice(node.from, node.to).filter((level) => level > 0))
    const withAnswers = ticked.filter((levels) => levels.length > 0)
    if (withAnswers.length === 0) continue
    found[index] =
      isMean && node.slot < 0
        ? meanOfChildren(plan, index, found)
        : { ...FRACTIONS[formula](withAnswers, plan.levels), leftOut: [] }
  }
  return found
}

/** The index that the arithmetic comes to, 0-100, unrounded. */
export function arithmeticValue({ isOfHundred, numerator, denominator }: Arithmetic): number {
  return ((isOfHundred ? 100 : 1) * sumOf(numerator)) / sumOf(denominator)
}

/** How numbers are written: whole numbers and weights; indices. */
export interface NumberForms {
  readonly count: (value: number) => string
  readonly index: (value: number) => string
}

/** `100 · (10 · 5 + 16 · 4 + 5 · 3)/(5 · 31)`, `100 · 26/31`, `(2 · 83,87 + 83,23)/(2 + 1)`. */
export function arithmeticText({ isOfHundred, numerator, denominator }: Arithmetic, forms: NumberForms): string {
  const upper = numerator.map((product) =>
    product.map((factor, place) => (!isOfHundred && place === product.length - 1 ? forms.index : forms.count)(factor)),
  )
  const lower = denominator.map((product) => product.map(forms.count))
  if (!isOfHundred && upper.length === 1) return upper.join() // an only child's index is its parent's
  const fraction = `${sumText(upper)}/${sumText(lower)}`
  return isOfHundred ? `${forms.count(100)} · ${fraction}` : fraction
}

/** By row and slot: the level ticked, 0 for none. */
function levelsByRespondent(plan: SchemePlan, answers: SurveyAnswers): number[][] {
  return Array.from({ length: answers.count }, (_, row) =>
    plan.slots.map((_, slot) => {
      const found = classAt(plan, answers.records, row * answers.recordWidth, slot)
      return found < plan.levels ? found + 1 : 0
    }),
  )
}

/** From the highest level down: how many × the level. */
function countedByLevel(ticked: readonly number[]): Product[] {
  const levels = [...new Set(ticked)].sort((a, b) => b - a)
  return levels.map((level) => [ticked.filter((one) => one === level).length, level])
}

function meanOfChildren(plan: SchemePlan, parent: number, found: readonly (Arithmetic | null)[]): Arithmetic {
  const children = plan.nodes.flatMap((node, index) =>
    node.parent === parent ? [{ node, arithmetic: found[index] ?? null }] : [],
  )
  const parts = children.flatMap(({ node, arithmetic }) =>
    arithmetic === null ? [] : [{ weight: node.weight, index: arithmeticValue(arithmetic) }],
  )
  const isPlain = parts.every(({ weight }) => weight === parts[0]?.weight)
  return {
    isOfHundred: false,
    numerator: parts.map(({ weight, index }) => (isPlain ? [index] : [weight, index])),
    denominator: isPlain ? [[parts.length]] : parts.map(({ weight }) => [weight]),
    leftOut: children.filter(({ arithmetic }) => arithmetic === null).map(({ node }) => node.id),
  }
}

function sumOf(products: readonly Product[]): number {
  return products.reduce((sum, product) => sum + product.reduce((value, factor) => value * factor, 1), 0)
}

/** In brackets where a fraction would otherwise be read wrongly. */
function sumText(products: readonly (readonly string[])[]): string {
  const text = products.map((factors) => factors.join(' · ')).join(' + ')
  return products.length > 1 || (products[0]?.length ?? 0) > 1 ? `(${text})` : text
}
