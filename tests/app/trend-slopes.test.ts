import { describe, expect, test } from 'vitest'
import { slopesOf } from '../../src/app/trend-slopes.ts'
import { spanMiddle } from '../../src/core/index/days.ts'
import { estimateSelections } from '../../src/core/index/selections.ts'
import { studentT975 } from '../../src/core/index/student-t.ts'
import type { AnswerRow } from '../../src/core/index/survey-answers.ts'
import { answerRow, gridQuestionnaire, inner, keptOf, planOf } from '../support/index-data.ts'

const { plan, dictionary } = planOf(gridQuestionnaire(5, inner('SIPAS', { items: ['a'] })))

/** So many of the forms of a group satisfied; the first group has number `from`. */
function rowsOf(groups: readonly (readonly [satisfied: number, forms: number])[]): AnswerRow[] {
  const rows: AnswerRow[] = []
  groups.forEach(([satisfied, forms], place) => {
    for (let number = 0; number < forms; number++) {
      rows.push(answerRow(rows.length + 1, number < satisfied ? '5' : '1', { group: place + 1 }))
    }
  })
  return rows
}

/** A point for each group of one survey. */
function pointsOf(rows: readonly AnswerRow[], times: readonly number[]) {
  const { estimation, sides } = estimateSelections(
    keptOf(dictionary.recordWidth, rows),
    { plan, formula: 'satisfied-share', aggregate: 'pooled', useWeights: false, populations: new Map() },
    times.map((_, place) => ({ keys: { group: (code: number) => code === place + 1 }, mask: null })),
  )
  const placeOf = (node: string): number => plan.nodes.findIndex(({ id }) => id === node)
  return sides.map((side, place) => ({ at: times[place] ?? 0, estimation, side, placeOf }))
}

const MONTHS = [0, 1, 2].map((month) => spanMiddle(2026 * 12 + month, 'month'))

describe('a slope', () => {
  test('has its whole interval: from month to month points a year pass a hundred', () => {
    // 30, 50 and 70 of 100 in three months: 20 points a month.
    const points = pointsOf(rowsOf([[30, 100], [50, 100], [70, 100]]), MONTHS) // biome-ignore format: a table
    const [slope] = slopesOf(points, ['SIPAS'], 30)
    expect(slope?.perYear).toBeCloseTo(240, 6)
    // Weights 1/0.21, 1/0.25, 1/0.21; a domain of 300 forms: n/(n − 1) in each variance.
    const standardError = 100 * 12 * Math.sqrt(((300 / 299) * (2 * 0.21)) / 100 / 4)
    expect(slope?.standardError).toBeCloseTo(standardError, 6)
    expect(slope?.lower95).toBeCloseTo(240 - studentT975(299) * standardError, 6)
    expect(slope?.upper95).toBeCloseTo(240 + studentT975(299) * standardError, 6)
    expect(slope?.verdict).toBe('higher')
  })

  test('has the degrees of freedom of the surveys it goes through alone', () => {
    const through = pointsOf(rowsOf([[4, 8], [5, 8], [6, 8]]), MONTHS) // biome-ignore format: a table
    const tooFew = pointsOf(rowsOf([[1, 3], [200, 400]]).slice(0, 3), [2025.5]) // biome-ignore format: a table
    const [alone] = slopesOf(through, ['SIPAS'], 5)
    const [beside] = slopesOf([...tooFew, ...through], ['SIPAS'], 5)
    expect(beside).toEqual(alone)
  })
})
