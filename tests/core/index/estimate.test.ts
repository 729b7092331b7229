import { describe, expect, test } from 'vitest'
import { computeIndices, type IndexQuestion } from '../../../src/core/index/compute.ts'
import type { NodeEstimate } from '../../../src/core/index/estimate.ts'
import type { AnswerRow } from '../../../src/core/index/survey-answers.ts'
import type { SchemeNode } from '../../../src/core/questionnaire/questionnaire.ts'
import { answerRow, gridQuestionnaire, inner, keptOf, planOf } from '../../support/index-data.ts'

type Asked = Partial<Omit<IndexQuestion, 'plan'>>

/** Estimates of the whole by node id, over records written as codes of the items in order. */
function estimates(root: SchemeNode, rows: readonly AnswerRow[], asked: Asked = {}): Record<string, NodeEstimate> {
  const { plan, dictionary } = planOf(gridQuestionnaire(5, root))
  const [whole] = computeIndices(keptOf(dictionary.recordWidth, rows), {
    plan,
    formula: 'satisfied-share',
    aggregate: 'pooled',
    useWeights: true,
    populations: new Map(),
    by: [],
    ...asked,
  })
  return Object.fromEntries(plan.nodes.map(({ id }, place) => [id, whole?.estimates[place] as NodeEstimate])) // one a node
}

const ONE = inner('SIPAS', { items: ['a'] })
const TWO = inner('SIPAS', { items: ['a', 'b'] })
const times = (count: number, record: string) => Array.from({ length: count }, () => record)
const rowsOf = (records: string[], rest: Partial<AnswerRow> = {}) =>
  records.map((record, number) => answerRow(number, record, rest))

describe('published and worked by hand', () => {
  // One question, n = 31: 10 very satisfied, 16 satisfied, 5 neutral.
  const rows = rowsOf([...times(10, '5'), ...times(16, '4'), ...times(5, '3')])

  test('satisfied-share of n = 31 is 26/31 = 83,87', () => {
    const { SIPAS } = estimates(ONE, rows)
    expect(SIPAS?.index).toBe((100 * 26) / 31)
    expect(SIPAS?.index?.toFixed(2)).toBe('83.87')
    // p(1-p)/(n-1) = (26/31)(5/31)/30
    expect(SIPAS?.standardError).toBeCloseTo(100 * Math.sqrt(((26 / 31) * (5 / 31)) / 30), 12)
  })

  test('mean-score of n = 31 is (50 + 64 + 15)/(5 · 31) = 83,23', () => {
    const { SIPAS } = estimates(ONE, rows, { formula: 'mean-score' })
    expect(SIPAS?.index).toBe((100 * 129) / 155)
    expect(SIPAS?.index?.toFixed(2)).toBe('83.23')
  })

  test('missing answers count nowhere in the index; not asked is not even missing', () => {
    // a: 5 4 . ? # * - 1 → 2 of 3 satisfied, 4 missing; b: all answered 3 but one
    const records = ['53', '43', '.3', '?3', '#3', '*3', '-3', '15']
    const { a, SIPAS } = estimates(TWO, rowsOf(records))
    expect(a).toMatchObject({ n: 3, answers: 3, missing: 4, index: 200 / 3 })
    expect(SIPAS).toMatchObject({ n: 8, answers: 11, missing: 4, index: 300 / 11 })
  })

  test('all-satisfied asks every answer that a respondent gave', () => {
    // 55 yes, 5. yes, 53 no, .. without an answer → 2 of 3
    const { SIPAS, a, b } = estimates(TWO, rowsOf(['55', '5.', '53', '..']), { formula: 'all-satisfied' })
    expect(SIPAS).toMatchObject({ n: 3, answers: 5, missing: 3, index: 200 / 3 })
    expect(a?.index).toBe(100)
    expect(b?.index).toBe(50)
  })

  test('mean-of-children: the mean of the children, by their weights, without those that have no answers', () => {
    const root = inner('SIPAS', {
      children: [inner('A', { items: ['a', 'b'] }, 3), inner('B', { items: ['c'] }), inner('C', { items: ['d'] }, 7)],
    })
    // a: 2/2, b: 1/2 → A = 75; B = 0 (1 of 2 rows answers); C has none → (3·75 + 1·0)/4 = 56,25
    const { SIPAS, A } = estimates(root, rowsOf(['551.', '52..']), { aggregate: 'mean-of-children' })
    expect(A?.index).toBe(75)
    expect(SIPAS?.index).toBe(56.25)
  })

  test('mean-of-children: the standard error by hand', () => {
    // a and b answered by all, plain means: z = ((a−Ra) + (b−Rb))/2/n; share of (a+b)/2 over 4 respondents: 1, ½, ½, 0
    const { SIPAS } = estimates(TWO, rowsOf(['55', '51', '15', '11']), { aggregate: 'mean-of-children' })
    expect(SIPAS?.index).toBe(50)
    // deviations ½, 0, 0, −½ → n/(n−1) · (½² + ½²)/n² = 4/3 · 0.5/16
    expect(SIPAS?.standardError).toBeCloseTo(100 * Math.sqrt((4 / 3) * (0.5 / 16)), 12)
  })

  test('weights: 3 satisfied of weight 1, 1 unsatisfied of weight 2 → 60; switched off → 75', () => {
    const rows = [...times(3, '5'), '1'].map((record, i) => answerRow(i, record, { weight: record === '1' ? 2 : 1 }))
    expect(estimates(ONE, rows).SIPAS?.index).toBe(60)
    expect(estimates(ONE, rows, { useWeights: false }).SIPAS?.index).toBe(75)
  })
})

describe('where no standard error can be had, the note says why', () => {
  const none = { standardError: null, lower95: null, upper95: null }

  test('no answers', () => {
    expect(estimates(ONE, rowsOf(['.', '.'])).SIPAS).toMatchObject({ ...none, index: null, note: 'no-answers' })
    expect(estimates(ONE, []).SIPAS).toMatchObject({ n: 0, index: null, note: 'no-answers' })
  })

  test('a single response', () => {
    expect(estimates(ONE, rowsOf(['5', '.'])).SIPAS).toMatchObject({ ...none, index: 100, note: 'single-response' })
  })

  test('a stratum with a single sampled unit', () => {
    const rows = ['5', '1', '4', '2'].map((record, i) => answerRow(i, record, { stratum: i === 0 ? 1 : 2 }))
    expect(estimates(ONE, rows).SIPAS).toMatchObject({ ...none, index: 50, note: 'single-unit-stratum' })
  })

  test('such a stratum does no harm to a domain outside it, nor when it was taken whole', () => {
    const rows = ['5', '1', '4', '2'].map((record, i) => answerRow(i, record, { stratum: i === 0 ? 1 : 2, agency: i }))
    const others = estimates(ONE, rows, { mask: Uint8Array.of(0, 1, 1, 1) }).SIPAS
    expect(others?.note).toBeNull()
    expect(others?.standardError).toBeGreaterThan(0)
    expect(estimates(ONE, rows, { populations: new Map([[1, 1]]) }).SIPAS?.standardError).toBeGreaterThan(0)
  })

  test('all answers from one cluster', () => {
    const rows = ['5', '1', '.', '.'].map((record, i) => answerRow(i, record, { cluster: i < 2 ? 1 : i }))
    expect(estimates(ONE, rows).SIPAS).toMatchObject({ ...none, index: 50, note: 'single-sampled-unit' })
  })

  test('more units sampled than the stratum has', () => {
    const rows = rowsOf(['5', '1', '4'], { stratum: 1 })
    const { SIPAS } = estimates(ONE, rows, { populations: new Map([[1, 2]]) })
    expect(SIPAS).toMatchObject({ ...none, note: 'population-below-sample' })
  })

  test('a whole population has no sampling error', () => {
    const { SIPAS } = estimates(ONE, rowsOf(['5', '1', '4'], { stratum: 1 }), { populations: new Map([[1, 3]]) })
    expect(SIPAS).toMatchObject({ index: 200 / 3, standardError: 0, lower95: 200 / 3, upper95: 200 / 3, note: null })
  })
})

describe('few answers and nearly equal ones', () => {
  test('a plain share of fewer than 30 answers has the interval of Wilson', () => {
    const eight = rowsOf([...times(8, '5'), ...times(2, '1')])
    const { SIPAS } = estimates(ONE, eight)
    expect(SIPAS?.note).toBe('wilson')
    expect(SIPAS?.lower95).toBeCloseTo(49.01624715366418, 10) // R: prop.test(8, 10, correct = FALSE)
    expect(SIPAS?.upper95).toBeCloseTo(94.33178485456247, 10)
    expect(SIPAS?.standardError).toBeCloseTo(100 * Math.sqrt((0.8 * 0.2) / 9), 12)
  })

  test('weights, strata, clusters, a mean, several items or 30 answers take the t interval', () => {
    const ten = [...times(8, '5'), ...times(2, '1')]
    const noteOf = (rows: AnswerRow[], asked: Asked = {}) => estimates(ONE, rows, asked).SIPAS?.note
    expect(noteOf(ten.map((record, i) => answerRow(i, record, { weight: 1 + i / 10 })))).toBeNull()
    expect(noteOf(ten.map((record, i) => answerRow(i, record, { stratum: i % 2 })))).toBeNull()
    expect(noteOf(ten.map((record, i) => answerRow(i, record, { cluster: i % 5 })))).toBeNull()
    expect(noteOf(rowsOf(ten, { stratum: 1 }), { populations: new Map([[1, 50]]) })).toBeNull()
    expect(noteOf(rowsOf(ten), { formula: 'mean-score' })).toBeNull()
    expect(noteOf(rowsOf([...ten, ...ten, ...ten]))).toBeNull()
    expect(estimates(TWO, rowsOf(ten.map((record) => record + record))).SIPAS?.note).toBeNull()
    expect(estimates(TWO, rowsOf(ten.map((record) => record + record)), { formula: 'all-satisfied' }).SIPAS?.note).toBe(
      'wilson',
    )
  })

  test('equal answers have a standard error of exactly 0, also with weights that no double holds', () => {
    for (const formula of ['satisfied-share', 'mean-score', 'all-satisfied'] as const) {
      for (const aggregate of ['pooled', 'mean-of-children'] as const) {
        for (const record of ['11', '22', '33', '44', '55', '5.']) {
          const rows = times(50, record).map((text, i) =>
            answerRow(i, text, { weight: 0.1 + (i % 7) / 3, stratum: i % 3 }),
          )
          expect(estimates(TWO, rows, { formula, aggregate }).SIPAS?.standardError).toBe(0)
        }
      }
    }
  })

  test('answers that differ between strata only have a standard error of exactly 0', () => {
    const rows = times(60, '').map((_, i) =>
      answerRow(i, i % 2 === 0 ? '55' : '32', { weight: i % 2 === 0 ? 1 / 3 : 0.7, stratum: 1 + (i % 2) }),
    )
    for (const aggregate of ['pooled', 'mean-of-children'] as const) {
      expect(estimates(TWO, rows, { formula: 'mean-score', aggregate }).SIPAS?.standardError).toBe(0)
    }
  })

  test('weights whose sums no double holds give a note, never NaN or infinity', () => {
    // 1e308 + 1e308 is no double any more; of 1e200 the square is none; that of 1e-200 is 0, and is divided by.
    const weights = [
      [1e308, 1e308, 1, 2],
      [1e200, 3e200, 1e199, 2e200],
      [1e-200, 3e-200, 1e-199, 2e-200],
    ]
    for (const [at, some] of weights.entries()) {
      const rows = some.map((weight, i) => answerRow(i, i % 2 === 0 ? '5' : '2', { weight }))
      const { SIPAS } = estimates(ONE, rows)
      expect(
        Object.values(SIPAS ?? {}).filter((value) => typeof value === 'number' && !Number.isFinite(value)),
      ).toEqual([])
      expect(SIPAS).toMatchObject({ n: 4, standardError: null, note: 'beyond-numbers' })
      if (at === 0) expect(SIPAS?.index).toBeNull()
    }
  })

  test('a small difference is seen beside a stratum of a single unit that has no answer', () => {
    const rows = [...rowsOf(times(99, '5'), { stratum: 1 }), answerRow(99, '1', { stratum: 1, weight: 1e-5 })]
    const alone = estimates(ONE, rows)
    const beside = estimates(ONE, [...rows, answerRow(100, '.', { stratum: 2 })])
    expect(alone.SIPAS?.standardError).toBeGreaterThan(0)
    expect(beside.SIPAS?.standardError).toBe(alone.SIPAS?.standardError)
  })

  test('one answer of small weight apart from many equal ones is not lost in rounding', () => {
    // 1000 responses of the group in two strata, the odd one in the first; 300 others, outside the group, in the second.
    const small = 0.0001
    const weights = times(1000, '').map((_, i) => (i === 0 ? small : 1 + (i % 10) / 7))
    const stratumOf = (i: number) => (i < 400 ? 1 : 2)
    const rows = times(1300, '').map((_, i) =>
      answerRow(i, i === 0 ? '1' : '5', { weight: weights[i] ?? 1, stratum: stratumOf(i) }),
    )
    // With W = Σw, R = 1 − ε/W: z = wε/W² for the equal ones, −εR/W for the odd one, 0 for those outside.
    const total = weights.reduce((sum, weight) => sum + weight, 0)
    const z = weights.map((weight, i) => (i === 0 ? -small * (1 - small / total) : (weight * small) / total) / total)
    const variance = [1, 2].reduce((sum, stratum) => {
      const units = stratum === 1 ? 400 : 900
      const own = z.filter((_, i) => stratumOf(i) === stratum)
      const mean = own.reduce((a, b) => a + b, 0) / units
      const squares = own.reduce((a, b) => a + (b - mean) ** 2, 0) + (units - own.length) * mean ** 2
      return sum + (units / (units - 1)) * squares
    }, 0)
    const mask = Uint8Array.from(rows, (_, i) => Number(i < 1000))
    for (const aggregate of ['pooled', 'mean-of-children'] as const) {
      const { SIPAS } = estimates(ONE, rows, { aggregate, mask })
      expect((SIPAS?.standardError ?? 0) / (100 * Math.sqrt(variance))).toBeCloseTo(1, 9)
    }
  })
})
