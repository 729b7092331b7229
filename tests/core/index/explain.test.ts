import { evaluate } from '@marcbachmann/cel-js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { arithmeticText, arithmeticValue, type NumberForms } from '../../../src/core/index/explain.ts'
import { type InventedAnswers, inventAnswers, workedExample } from '../../../src/core/index/worked-example.ts'
import { buildDictionary } from '../../../src/core/questionnaire/dictionary.ts'
import {
  AGGREGATES,
  type Aggregate,
  FORMULAS,
  type Formula,
  type SchemeNode,
} from '../../../src/core/questionnaire/questionnaire.ts'
import { gridQuestionnaire, inner } from '../../support/index-data.ts'

const OFFICE: NumberForms = {
  count: (value) => value.toLocaleString('vi-VN'),
  index: (value) => value.toLocaleString('vi-VN', { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
}
/** Every digit, and as CEL doubles, so that the text can be worked out by a reader that is not ours. */
const EXACT: NumberForms = { count: asDouble, index: asDouble }

function asDouble(value: number): string {
  return Number.isInteger(value) ? `${value}.0` : String(value)
}

function exampleOf(levels: number, root: SchemeNode, formula: Formula, aggregate: Aggregate, rows: InventedAnswers[]) {
  const questionnaire = gridQuestionnaire(levels, root)
  const [scheme] = questionnaire.schemes
  if (scheme === undefined) throw new Error('no scheme')
  const example = workedExample({ ...scheme, formula, aggregate }, buildDictionary(questionnaire), rows)
  if (example === null) throw new Error('the items share a scale')
  return example.map(({ node, estimate, arithmetic }) => ({
    id: node.id,
    index: estimate.index,
    arithmetic,
    text: arithmetic === null ? null : `${arithmeticText(arithmetic, OFFICE)} = ${OFFICE.index(estimate.index ?? NaN)}`,
  }))
}

const textsOf = (...given: Parameters<typeof exampleOf>) =>
  Object.fromEntries(exampleOf(...given).map(({ id, text }) => [id, text]))

test('the worked example of the method: 31 respondents, 83,87 and 83,23', () => {
  const levels = [...new Array(10).fill(5), ...new Array(16).fill(4), ...new Array(5).fill(3)]
  const rows = levels.map((level: number) => ({ a: level }))
  const one = inner('R', { items: ['a'] })
  expect(textsOf(5, one, 'satisfied-share', 'pooled', rows)).toEqual({
    R: '100 · 26/31 = 83,87',
    a: '100 · 26/31 = 83,87',
  })
  const score = '100 · (10 · 5 + 16 · 4 + 5 · 3)/(5 · 31) = 83,23'
  expect(textsOf(5, one, 'mean-score', 'pooled', rows)).toEqual({ R: score, a: score })
})

const TREE = inner('R', {
  children: [inner('A', { items: ['a', 'b'] }, 2), inner('B', { items: ['c'] }), inner('C', { items: ['d'] })],
})
/** By hand: a 5, 4; b 3 and none; c 4, 2; nobody answered d. */
const ROWS: InventedAnswers[] = [
  { a: 5, b: 3, c: 4 },
  { a: 4, c: 2 },
]

test.each([
  [
    'satisfied-share',
    'pooled',
    { R: '100 · 3/5 = 60,00', A: '100 · 2/3 = 66,67', B: '100 · 1/2 = 50,00', b: '100 · 0/1 = 0,00' },
  ],
  // A = (100 + 0)/2, B = 50; A counts twice, C not at all.
  [
    'satisfied-share',
    'mean-of-children',
    { R: '(2 · 50,00 + 1 · 50,00)/(2 + 1) = 50,00', A: '(100,00 + 0,00)/2 = 50,00', B: '50,00 = 50,00', C: null },
  ],
  ['mean-score', 'pooled', { R: '100 · (5 + 3 + 4 + 4 + 2)/(5 · 5) = 72,00', A: '100 · (5 + 3 + 4)/(5 · 3) = 80,00' }],
  [
    'mean-score',
    'mean-of-children',
    {
      R: '(2 · 75,00 + 1 · 60,00)/(2 + 1) = 70,00',
      A: '(90,00 + 60,00)/2 = 75,00',
      c: '100 · (4 + 2)/(5 · 2) = 60,00',
    },
  ],
  // The first ticked a 3, the second a 2: nobody is satisfied with all; the second is with all of A that was answered.
  ['all-satisfied', 'mean-of-children', { R: '100 · 0/2 = 0,00', A: '100 · 1/2 = 50,00', d: null }],
] as const)('%s, %s: the arithmetic by hand', (formula, aggregate, wanted) => {
  expect(textsOf(5, TREE, formula, aggregate, ROWS)).toMatchObject(wanted)
})

test('a child that nobody answered is named as left out', () => {
  const [root] = exampleOf(5, TREE, 'mean-score', 'mean-of-children', ROWS)
  expect(root?.arithmetic?.leftOut).toEqual(['C'])
})

/** A tree over the items i0, i1 …: each number is a factor with so many items, each list an inner node. */
type Shape = number | readonly Shape[]
const { shape } = fc.letrec<{ shape: Shape }>((tie) => ({
  shape: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    fc.integer({ min: 1, max: 3 }),
    fc.array(tie('shape'), { minLength: 1, maxLength: 3 }),
  ),
}))

function treeOf(of: Shape, weights: readonly number[]): SchemeNode {
  let item = 0
  let id = 0
  const nodeOf = (part: Shape): SchemeNode => {
    const weight = weights[id % weights.length] ?? 1
    const name = `N${id++}`
    return typeof part === 'number'
      ? inner(name, { items: Array.from({ length: part }, () => `i${item++}`) }, weight)
      : inner(name, { children: part.map(nodeOf) }, weight)
  }
  return nodeOf(of)
}

test('the arithmetic and its text come to what the engine says, whatever the scheme and the answers', () => {
  const weights = fc.array(fc.constantFrom(0.5, 1, 1, 2, 3.7), { minLength: 1, maxLength: 5 })
  const answers = fc.array(
    fc.array(fc.option(fc.double({ min: 0, max: 1, noNaN: true })), { minLength: 27, maxLength: 27 }),
  )
  fc.assert(
    fc.property(
      shape,
      weights,
      fc.integer({ min: 2, max: 11 }),
      answers,
      fc.constantFrom(...FORMULAS),
      fc.constantFrom(...AGGREGATES),
      (of, weighing, levels, drawn, formula, aggregate) => {
        const rows = drawn.map((cells) =>
          Object.fromEntries(
            cells.flatMap((cell, item) =>
              cell === null ? [] : [[`i${item}`, 1 + Math.min(levels - 1, Math.floor(cell * levels))]],
            ),
          ),
        )
        for (const { index, arithmetic } of exampleOf(levels, treeOf(of, weighing), formula, aggregate, rows)) {
          expect(arithmetic === null).toBe(index === null)
          if (arithmetic === null || index === null) continue
          expect(Math.abs(arithmeticValue(arithmetic) - index)).toBeLessThan(1e-9)
          const text = arithmeticText(arithmetic, EXACT).replaceAll('·', '*')
          expect(Math.abs(Number(evaluate(text)) - index), text).toBeLessThan(1e-9)
        }
      },
    ),
    { numRuns: 300 },
  )
})

test('a scheme that can’t be computed yet has no example', () => {
  const questionnaire = gridQuestionnaire(5, inner('R', { items: ['a', 'b'] }), ['kind'])
  const [scheme] = questionnaire.schemes
  if (scheme === undefined) throw new Error('no scheme')
  const over = (root: SchemeNode, of = questionnaire) => workedExample({ ...scheme, root }, buildDictionary(of), ROWS)
  expect(over(inner('R', { items: ['a'] }))).not.toBeNull()
  expect(over(inner('R', {}))).toBeNull()
  expect(over(inner('R', { items: ['a', 'kind'] }))).toBeNull() // three unordered choices
  expect(over(inner('R', { items: ['a', 'gone'] }))).toBeNull()
  const lists = questionnaire.choiceLists.map((list) => ({ ...list, choices: list.choices.slice(1) }))
  expect(over(inner('R', { items: ['a'] }), { ...questionnaire, choiceLists: lists })).toBeNull() // levels 2…5
})

test('invented answers are levels of the scale, the same for a seed, others for another', () => {
  const { variables } = buildDictionary(gridQuestionnaire(4, inner('R', { items: ['a', 'b', 'c', 'd', 'e'] })))
  const drawn = inventAnswers(variables, 8, 1)
  expect(inventAnswers(variables, 8, 1)).toEqual(drawn)
  expect(inventAnswers(variables, 8, 2)).not.toEqual(drawn)
  const levels = inventAnswers(variables, 500, 3).flatMap((answers) => Object.values(answers))
  expect([...new Set(levels)].sort()).toEqual([1, 2, 3, 4])
  expect(levels.length).toBeGreaterThan(2200)
  expect(levels.length).toBeLessThan(2500)
})
