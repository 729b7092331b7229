import fc from 'fast-check'
import { expect, test } from 'vitest'
import { differencesWithin, type NodeDifference } from '../../../src/core/index/difference.ts'
import type { NodeEstimate } from '../../../src/core/index/estimate.ts'
import type { KeptAnswers } from '../../../src/core/index/kept-answers.ts'
import { estimateSelections, type Selection } from '../../../src/core/index/selections.ts'
import { FORMULAS, type Formula } from '../../../src/core/questionnaire/questionnaire.ts'
import { answerRow, gridQuestionnaire, inner, keptOf, planOf } from '../../support/index-data.ts'

const ROOT = inner('SIPAS', {
  children: [
    inner('A', { children: [inner('AA', { items: ['a', 'b'] }), inner('AB', { items: ['c'] })] }, 2),
    inner('B', { items: ['d', 'e'] }),
  ],
})
const { plan, dictionary } = planOf(gridQuestionnaire(5, ROOT))

const AGENCIES = [1, 2, 3, 4, 5]
const level = fc.constantFrom('1', '2', '3', '4', '4', '5', '.')
const form = fc.record({
  record: fc.array(level, { minLength: 5, maxLength: 5 }).map((levels) => levels.join('')),
  agency: fc.constantFrom(...AGENCIES),
  sector: fc.integer({ min: 0, max: 2 }),
  stratum: fc.integer({ min: 1, max: 2 }),
  cluster: fc.constantFrom(0, 0, 1, 2, 3),
  weight: fc.constantFrom(0.5, 1, 1, 2.25),
  isFiltered: fc.boolean(),
})
const method = fc.record({
  formula: fc.constantFrom<Formula>(...FORMULAS),
  aggregate: fc.constantFrom('pooled' as const, 'mean-of-children' as const),
  useWeights: fc.boolean(),
  populations: fc.constantFrom(new Map<number, number>(), new Map([[1, 500]])),
})
const design = fc.record({ isClustered: fc.boolean(), isStratified: fc.boolean(), isMasked: fc.boolean() })

type Figures = Pick<NodeEstimate, 'index' | 'standardError' | 'lower95' | 'upper95'> | NodeDifference

/** Numbers to 1e-12, the rest to the letter. */
function same(one: Figures | undefined, other: Figures | undefined): void {
  for (const field of ['index', 'difference', 'standardError', 'lower95', 'upper95', 'p', 'n', 'note']) {
    const [left, right] = [one, other].map((figures) => (figures as Record<string, unknown> | undefined)?.[field])
    if (typeof left !== 'number' || typeof right !== 'number') expect(left).toBe(right)
    else expect(Math.abs(left - right)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(left)))
  }
}

test('every group against the rest and the whole is what each pair by itself is', () => {
  fc.assert(
    fc.property(
      fc.array(form, { minLength: 2, maxLength: 50 }),
      method,
      design,
      (forms, asked, { isClustered, isStratified, isMasked }) => {
        const rows = forms.map(({ record, isFiltered: _, ...keys }, number) =>
          answerRow(number, record, {
            ...keys,
            stratum: isStratified ? keys.stratum : 1,
            cluster: isClustered ? keys.cluster : 0,
          }),
        )
        const kept: KeptAnswers = keptOf(dictionary.recordWidth, rows)
        const mask = isMasked ? Uint8Array.from(forms, ({ isFiltered }) => Number(!isFiltered)) : null
        const selection = (test: (code: number) => boolean): Selection => ({ keys: { agency: test }, mask })
        const groups = AGENCIES.map((agency) => selection((code) => code === agency))
        const rests = AGENCIES.map((agency) => selection((code) => code !== agency))
        const whole: Selection = { keys: {}, mask }
        const question = { plan, ...asked }
        const many = estimateSelections(kept, question, [whole, ...groups, ...rests])
        const pairs = AGENCIES.flatMap((_, place) => [
          [1 + place, 1 + AGENCIES.length + place] as const,
          [1 + place, 0] as const,
        ])
        const selections = [whole, ...groups, ...rests]
        for (const [a, b] of pairs) {
          const [selectionA, selectionB, sideA, sideB] = [selections[a], selections[b], many.sides[a], many.sides[b]]
          if (!selectionA || !selectionB || !sideA || !sideB) throw new Error('two sides')
          const single = estimateSelections(kept, question, [selectionA, selectionB])
          const [oneA, oneB] = single.sides
          if (!oneA || !oneB) throw new Error('two sides')
          sideA.estimates.forEach((estimate, node) => {
            same(estimate, oneA.estimates[node])
          })
          sideB.estimates.forEach((estimate, node) => {
            same(estimate, oneB.estimates[node])
          })
          const differences = differencesWithin(single.estimation, oneA, oneB)
          differencesWithin(many.estimation, sideA, sideB).forEach((found, node) => {
            same(found, differences[node])
          })
        }
      },
    ),
    { numRuns: 100 },
  )
})
