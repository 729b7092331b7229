import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { differencesOf } from '../../../src/core/index/compare-kept.ts'
import { computeIndices, type IndexQuestion } from '../../../src/core/index/compute.ts'
import type { KeptAnswers } from '../../../src/core/index/kept-answers.ts'
import type { AnswerRow } from '../../../src/core/index/survey-answers.ts'
import { AGGREGATES, FORMULAS } from '../../../src/core/questionnaire/questionnaire.ts'
import { answerRow, gridQuestionnaire, inner, keptOf, planOf, testId } from '../../support/index-data.ts'

const ROOT = inner('SIPAS', {
  children: [inner('A', { items: ['a', 'b'] }, 2), inner('B', { children: [inner('C', { items: ['c', 'd'] })] })],
})
const { dictionary, plan } = planOf(gridQuestionnaire(5, ROOT))
const WIDTH = dictionary.recordWidth

const record = fc.array(fc.constantFrom(...'12345.?-'), { minLength: 4, maxLength: 4 }).map((codes) => codes.join(''))
const weight = fc.oneof(fc.constant(1), fc.double({ min: 0.01, max: 50, noNaN: true }))
const upTo = (max: number) => fc.nat({ max })
const keys = fc.record({
  agency: upTo(3),
  sector: upTo(2),
  unit: upTo(4),
  stratum: upTo(2),
  cluster: upTo(3),
  group: upTo(2),
})
const body = fc.record({ keys, record, weight, isValid: fc.boolean() })
const rowOf = (number: number, { keys, record, weight, isValid }: Body): AnswerRow =>
  answerRow(number, record, { ...keys, weight, isValid })
type Body = typeof body extends fc.Arbitrary<infer T> ? T : never

const rows = (count: { minLength: number; maxLength: number }) =>
  fc.array(body, count).map((bodies) => bodies.map((one, number) => rowOf(number, one)))

function ask(kept: KeptAnswers, asked: Partial<IndexQuestion> = {}) {
  return computeIndices(kept, {
    plan,
    formula: 'mean-score',
    aggregate: 'pooled',
    useWeights: true,
    populations: new Map([[1, 500]]),
    by: [],
    ...asked,
  })
}

/** The same numbers but for rounding. Domains come in any order. */
function expectSame(left: ReturnType<typeof ask>, right: ReturnType<typeof ask>): void {
  const sorted = (domains: typeof left) => domains.toSorted((a, b) => (a.codes.join() < b.codes.join() ? -1 : 1))
  const [a, b] = [sorted(left), sorted(right)]
  expect(a.map(({ codes }) => codes)).toEqual(b.map(({ codes }) => codes))
  a.forEach(({ estimates }, place) => {
    estimates.forEach((estimate, node) => {
      const other = b[place]?.estimates[node]
      expect({ ...estimate, ...NUMBERLESS }).toEqual({ ...other, ...NUMBERLESS })
      for (const name of ['index', 'standardError', 'lower95', 'upper95'] as const) {
        const [one, two] = [estimate[name], other?.[name] ?? null]
        expect(one === null).toBe(two === null)
        if (one !== null && two !== null) expect(Math.abs(one - two)).toBeLessThanOrEqual(1e-9 + 1e-11 * Math.abs(one))
      }
    })
  })
}
const NUMBERLESS = { index: 0, standardError: 0, lower95: 0, upper95: 0 }

describe('kept = recomputed, to the last bit', () => {
  const change = fc.record({ number: upTo(30), body, summed: fc.boolean() })

  test('after any new responses, corrections, voidings and restorings in any order', () => {
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 60 }), (changes) => {
        const kept = keptOf(WIDTH, [])
        const last = new Map<number, AnswerRow>()
        for (const { number, body, summed } of changes) {
          // Sums are made at any time, before or after the responses that they hold.
          if (summed) for (const formula of FORMULAS) kept.momentsOf(plan, formula, number % 2 === 0)
          const row = rowOf(number, body)
          kept.put(row)
          last.set(number, row)
        }
        for (const formula of FORMULAS) kept.momentsOf(plan, formula, true)
        const ordered = [...last].toSorted(([a], [b]) => a - b).map(([, row]) => row)
        expect(differencesOf(kept, keptOf(WIDTH, ordered))).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  test('a difference is seen', () => {
    const [one, two] = [keptOf(WIDTH, [answerRow(1, '5555')]), keptOf(WIDTH, [answerRow(1, '5554')])]
    expect(differencesOf(one, two)).toEqual(['records'])
    const other = keptOf(WIDTH, [answerRow(1, '5555')])
    const moments = one.momentsOf(plan, 'mean-score', true)
    expect(differencesOf(one, other)).toEqual([])
    moments.inner[0] = 9
    expect(differencesOf(one, other)).toEqual(['main mean-score false'])
  })

  test('rows are found by id, wherever they were put', () => {
    const kept = keptOf(
      WIDTH,
      [5, 1, 3].map((number) => answerRow(number, '5555', { agency: number })),
    )
    expect([...kept.answers.keys.agency.subarray(0, 3)]).toEqual([1, 3, 5])
    expect(kept.answers.find(testId(3))).toEqual({ row: 1, isKnown: true })
    expect(kept.answers.find(testId(4))).toEqual({ row: 2, isKnown: false })
    expect(kept.answers.find(testId(9))).toEqual({ row: 3, isKnown: false })
  })
})

describe('what must not matter', () => {
  const question = fc.record({
    formula: fc.constantFrom(...FORMULAS),
    aggregate: fc.constantFrom(...AGGREGATES),
    by: fc.subarray(['agency', 'sector', 'stratum', 'group']),
  })
  const many = rows({ minLength: 5, maxLength: 60 })

  test('the order of the responses', () => {
    fc.assert(
      fc.property(many, question, fc.infiniteStream(fc.nat()), (all, asked, numbers) => {
        const shuffled = all
          .map((row, index) => ({ row, place: numbers.next().value ?? index }))
          .toSorted((a, b) => a.place - b.place)
          .map(({ row }, index) => ({ ...row, id: testId(index) }))
        expectSame(ask(keptOf(WIDTH, all), asked), ask(keptOf(WIDTH, shuffled), asked))
      }),
    )
  })

  test('the unit in which weights are counted', () => {
    fc.assert(
      fc.property(many, question, fc.double({ min: 0.001, max: 1000, noNaN: true }), (all, asked, factor) => {
        // 2 instead of 1: a plain share of a few answers would have the interval of Wilson.
        const [once, scaled] = [2, 2 * factor].map((by) => all.map((row) => ({ ...row, weight: row.weight * by })))
        fc.pre(factor !== 0.5)
        expectSame(ask(keptOf(WIDTH, once ?? []), asked), ask(keptOf(WIDTH, scaled ?? []), asked))
      }),
    )
  })

  test('whether a group is a kept key, a further column, or a filter', () => {
    fc.assert(
      fc.property(many, question, (all, { formula, aggregate }) => {
        const kept = keptOf(WIDTH, all)
        const asked = { formula, aggregate }
        const byKey = ask(kept, { ...asked, by: ['group'] })
        const codes = kept.answers.keys.group.subarray(0, kept.answers.count)
        expectSame(byKey, ask(kept, { ...asked, by: ['column'], columns: [{ name: 'column', codes }] }))
        for (const { codes: domain, estimates } of byKey) {
          const only = ask(kept, { ...asked, only: { group: domain[0] } })
          expectSame([{ codes: [], designEffects: null, estimates }], only)
          expectSame(only, ask(kept, { ...asked, mask: Uint8Array.from(codes, (code) => Number(code === domain[0])) }))
        }
      }),
    )
  })
})

test('counts of groups add up to the whole, and its pooled index is their mean by answers', () => {
  fc.assert(
    fc.property(rows({ minLength: 1, maxLength: 60 }), (all) => {
      const kept = keptOf(
        WIDTH,
        all.map((row) => ({ ...row, agency: row.agency + 1, weight: 1 })),
      )
      const [whole] = ask(kept)
      const groups = ask(kept, { by: ['agency'] })
      plan.nodes.forEach((_, node) => {
        const total = whole?.estimates[node]
        const parts = groups.map(({ estimates }) => estimates[node])
        for (const name of ['n', 'answers', 'missing'] as const) {
          expect(parts.reduce((sum, part) => sum + (part?.[name] ?? 0), 0)).toBe(total?.[name])
        }
        const mean =
          parts.reduce((sum, part) => sum + (part?.index ?? 0) * (part?.answers ?? 0), 0) / (total?.answers ?? 0)
        if (total?.index !== null) expect(mean).toBeCloseTo(total?.index ?? Number.NaN, 9)
      })
    }),
  )
})

test('a response without a value of a dimension is in no group of it', () => {
  const kept = keptOf(WIDTH, [
    answerRow(1, '5555', { agency: 1 }),
    answerRow(2, '5555'),
    answerRow(3, '5555', { sector: 1 }),
  ])
  expect(ask(kept, { by: ['agency'] }).map(({ codes }) => codes)).toEqual([[1]])
  expect(ask(kept, { by: ['agency', 'sector'] })).toEqual([])
})

test('a scale of any length: the share is of the two upper levels, the mean is of K', () => {
  for (const levels of [4, 11]) {
    const own = planOf(gridQuestionnaire(levels, inner('SIPAS', { items: ['a'] })))
    const width = own.dictionary.recordWidth
    const records = Array.from({ length: levels }, (_, level) => String(level + 1).padStart(width, '0'))
    const all = [...records, '.'.repeat(width), '-'.repeat(width)].map((text, number) => answerRow(number, text))
    const kept = keptOf(width, all)
    const index = (formula: IndexQuestion['formula']) => ask(kept, { plan: own.plan, formula })[0]?.estimates[0]
    expect(index('satisfied-share')).toMatchObject({ index: 200 / levels, answers: levels, missing: 1 })
    // (1 + 2 + … + K)/K² = (K + 1)/2K
    expect(index('mean-score')?.index).toBeCloseTo((100 * (levels + 1)) / (2 * levels), 12)
  }
})
