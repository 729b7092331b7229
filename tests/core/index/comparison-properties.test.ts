import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { computeIndices } from '../../../src/core/index/compute.ts'
import { differencesWithin } from '../../../src/core/index/difference.ts'
import { estimateSelections } from '../../../src/core/index/selections.ts'
import type { AnswerRow } from '../../../src/core/index/survey-answers.ts'
import { FORMULAS, type Formula } from '../../../src/core/questionnaire/questionnaire.ts'
import { answerRow, gridQuestionnaire, inner, keptOf, planOf } from '../../support/index-data.ts'

const ROOT = inner('SIPAS', { children: [inner('A', { items: ['a', 'b'] }, 2), inner('B', { items: ['c'] })] })
const { plan, dictionary } = planOf(gridQuestionnaire(5, ROOT))

interface Form {
  record: string
  agency: number
  sector: number
  stratum: number
  cluster: number
  weight: number
}
const level = fc.constantFrom('1', '2', '3', '4', '5', '.')
const form = fc.record({
  record: fc.tuple(level, level, level).map((levels) => levels.join('')),
  agency: fc.integer({ min: 1, max: 3 }),
  sector: fc.integer({ min: 0, max: 2 }),
  stratum: fc.integer({ min: 1, max: 3 }),
  cluster: fc.constantFrom(0, 0, 1, 2, 3),
  weight: fc.constantFrom(0.5, 1, 1, 2.25),
})
const method = fc.record({
  formula: fc.constantFrom<Formula>(...FORMULAS),
  aggregate: fc.constantFrom('pooled' as const, 'mean-of-children' as const),
  useWeights: fc.boolean(),
})
type Method = { formula: Formula; aggregate: 'pooled' | 'mean-of-children'; useWeights: boolean }
const NOWHERE: ReadonlyMap<number, number> = new Map()

const rowsOf = (forms: readonly Form[]): AnswerRow[] =>
  forms.map(({ record, ...keys }, number) => answerRow(number, record, keys))

function differences(forms: readonly Form[], asked: Method, a: number, b: number, populations = NOWHERE) {
  const side = (agency: number) => ({
    keys: agency === 0 ? {} : { agency: (code: number) => code === agency },
    mask: null,
  })
  const found = estimateSelections(keptOf(dictionary.recordWidth, rowsOf(forms)), { plan, ...asked, populations }, [
    side(a),
    side(b),
  ])
  const [sideA, sideB] = found.sides
  if (sideA === undefined || sideB === undefined) throw new Error('two sides')
  return differencesWithin(found.estimation, sideA, sideB)
}

function indices(forms: readonly Form[], asked: Method) {
  const [whole] = computeIndices(keptOf(dictionary.recordWidth, rowsOf(forms)), {
    plan,
    ...asked,
    populations: NOWHERE,
    by: [],
  })
  return whole?.estimates ?? []
}

const near = (left: number | null | undefined, right: number | null | undefined): void => {
  if (left === null || left === undefined || right === null || right === undefined) expect(left).toBe(right)
  else expect(Math.abs(left - right)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(left), Math.abs(right)))
}
const forms = fc.array(form, { minLength: 2, maxLength: 40 })

describe('a difference', () => {
  test('turned round has the other sign and the same standard error', () => {
    fc.assert(
      fc.property(forms, method, fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 }), (all, asked, a, b) => {
        const back = differences(all, asked, b, a)
        differences(all, asked, a, b).forEach((there, place) => {
          near(there.difference, back[place]?.difference === null ? null : -(back[place]?.difference ?? 0))
          near(there.standardError, back[place]?.standardError)
          near(there.p, back[place]?.p)
        })
      }),
    )
  })

  test('of a side with itself is 0 for certain', () => {
    fc.assert(
      fc.property(forms, method, fc.integer({ min: 0, max: 3 }), (all, asked, a) => {
        for (const { difference, standardError } of differences(all, asked, a, a)) {
          if (difference !== null) expect(difference).toBe(0)
          if (standardError !== null) expect(standardError).toBe(0)
        }
      }),
    )
  })

  test('does not depend on the order of the forms, nor on how units, strata and groups are numbered', () => {
    const renumber = fc.constantFrom([0, 1, 2, 3], [0, 3, 1, 2], [0, 2, 3, 1])
    fc.assert(
      fc.property(
        forms,
        method,
        fc.infiniteStream(fc.nat()),
        renumber,
        renumber,
        (all, asked, keys, clusters, strata) => {
          const order = new Map(all.map((one) => [one, keys.next().value as number]))
          const shuffled = [...all].sort((left, right) => (order.get(left) ?? 0) - (order.get(right) ?? 0))
          const relabelled = shuffled.map((one) => ({
            ...one,
            cluster: (clusters[one.cluster] ?? 0) * 7,
            stratum: strata[one.stratum] ?? 1,
          }))
          const other = differences(relabelled, asked, 1, 0)
          differences(all, asked, 1, 0).forEach((there, place) => {
            near(there.difference, other[place]?.difference)
            near(there.standardError, other[place]?.standardError)
            expect(there.note).toBe(other[place]?.note)
          })
        },
      ),
    )
  })

  test('of groups that share no stratum and no unit adds their variances', () => {
    const apart = (one: Form): Form => ({
      ...one,
      stratum: one.agency,
      cluster: one.cluster === 0 ? 0 : one.cluster + 10 * one.agency,
    })
    fc.assert(
      fc.property(forms, method, (all, asked) => {
        const side = (agency: number) => ({ keys: { agency: (code: number) => code === agency }, mask: null })
        const kept = keptOf(dictionary.recordWidth, rowsOf(all.map(apart)))
        const found = estimateSelections(kept, { plan, ...asked, populations: NOWHERE }, [side(1), side(2)])
        const [a, b] = found.sides
        if (a === undefined || b === undefined) throw new Error('two sides')
        differencesWithin(found.estimation, a, b).forEach(({ standardError }, place) => {
          const [one, two] = [a.estimates[place]?.standardError ?? null, b.estimates[place]?.standardError ?? null]
          if (one !== null && two !== null) near(standardError, Math.hypot(one, two))
        })
      }),
    )
  })
})

describe('an index', () => {
  test('is the same whether strata of equal weights are kept apart or merged', () => {
    fc.assert(
      fc.property(forms, method, (all, asked) => {
        const merged = indices(
          all.map((one) => ({ ...one, stratum: 1 })),
          asked,
        )
        indices(all, asked).forEach(({ index }, place) => {
          near(index, merged[place]?.index)
        })
      }),
    )
  })

  test('never falls when an answer rises', () => {
    fc.assert(
      fc.property(forms, method, fc.nat(), fc.integer({ min: 0, max: 2 }), (all, asked, which, slot) => {
        const place = which % all.length
        const raised = all.map((one, number) => {
          const answer = one.record[slot] ?? '.'
          if (number !== place || answer === '.' || answer === '5') return one
          return { ...one, record: one.record.slice(0, slot) + String(Number(answer) + 1) + one.record.slice(slot + 1) }
        })
        const after = indices(raised, asked)
        indices(all, asked).forEach(({ index }, node) => {
          if (index !== null) expect(after[node]?.index ?? -1).toBeGreaterThanOrEqual(index - 1e-9)
        })
      }),
    )
  })
})
