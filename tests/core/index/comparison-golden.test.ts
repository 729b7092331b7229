import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { slopesOf } from '../../../src/app/trend-slopes.ts'
import { designEffectsOf } from '../../../src/core/index/design-effect.ts'
import { differenceBetween, differencesWithin, type NodeDifference } from '../../../src/core/index/difference.ts'
import type { CodeTests } from '../../../src/core/index/domains.ts'
import { holmAdjusted } from '../../../src/core/index/holm.ts'
import { estimateSelections, overlapOf } from '../../../src/core/index/selections.ts'
import { slopeFactors } from '../../../src/core/index/slope.ts'
import { twoSidedP } from '../../../src/core/index/student-t.ts'
import type { Aggregate, Formula } from '../../../src/core/questionnaire/questionnaire.ts'
import { closeTo, goldenQuestionnaire, goldenSurvey } from '../../support/golden-survey.ts'
import { GOLDEN_FOLDER } from '../../support/index-data.ts'

/** Node, value, standard error, lower and upper bound, p, as make-comparisons.R writes them. */
type Row = [string, number, number, number, number, number]

interface Method {
  scheme: string
  formula: Formula
  aggregate: Aggregate
}
/** Codes by key column; nothing = everybody. */
type GoldenSide = Partial<Record<'agency' | 'sector' | 'respondent_group', string[]>> | []

const golden: {
  madeBy: string
  within: (Method & { file: string; design: string; weights: string; a: GoldenSide; b: GoldenSide; rows: Row[] })[]
  between: (Method & { a: string; b: string; agency: string; rows: Row[] })[]
  effects: (Method & {
    file: string
    design: string
    weights: string
    agency: string[]
    rows: [string, number | string][]
  })[]
  independent: { at: number[]; index: number[]; se: number[]; slope: number; standardError: number }[]
  slopes: (Method & { file: string; weights: string; agencies: string[]; at: number[]; rows: Row[] })[]
  holm: { p: number[]; adjusted: number[] }[]
  students: [number, number, number][]
} = JSON.parse(readFileSync(join(GOLDEN_FOLDER, 'comparisons.json'), 'utf8'))

type Loaded = ReturnType<typeof goldenSurvey>

function sideOf({ keys }: Loaded, side: GoldenSide): CodeTests {
  const tests = Object.entries(side).map(([name, codes]: [string, string[]]) => {
    const column = name === 'respondent_group' ? 'group' : (name as 'agency' | 'sector')
    const wanted = codes.map((code) => keys[column].of(code))
    return [column, (code: number) => wanted.includes(code)] as const
  })
  return Object.fromEntries(tests)
}

function estimated(loaded: Loaded, { formula, aggregate }: Method, useWeights: boolean, sides: readonly CodeTests[]) {
  const { kept, plan, populations } = loaded
  const question = { plan, formula, aggregate, useWeights, populations }
  const found = estimateSelections(
    kept,
    question,
    sides.map((keys) => ({ keys, mask: null })),
  )
  const [a, b] = found.sides
  if (a === undefined) throw new Error('a side is estimated')
  return { ...found, a, b: b ?? a }
}

function expectRows(loaded: Loaded, differences: readonly NodeDifference[], rows: readonly Row[]): void {
  expect(rows.length).toBeGreaterThan(0)
  for (const [node, value, standardError, lower95, upper95, p] of rows) {
    const found = differences[loaded.plan.nodes.findIndex(({ id }) => id === node)]
    if (typeof value !== 'number') {
      // A point without any variance has no weight among the others.
      expect(found?.difference, node).toBeNull()
      continue
    }
    // A difference may nearly vanish: what it is made of is exact to 1e-9, and so is it beside its standard error.
    expect(Math.abs((found?.difference ?? Number.NaN) - value), node).toBeLessThanOrEqual(1e-9 * standardError)
    closeTo(found?.standardError, standardError, `${node} standard error`)
    for (const [actual, expected] of [
      [found?.lower95, lower95],
      [found?.upper95, upper95],
    ]) {
      expect(Math.abs((actual ?? Number.NaN) - (expected ?? 0)), node).toBeLessThanOrEqual(1e-9 * standardError)
    }
    expect(Math.abs((found?.p ?? Number.NaN) - p), `${node} p`).toBeLessThanOrEqual(1e-8 * p)
    expect(found?.note).toBeNull()
  }
}

describe(`comparisons agree with ${golden.madeBy}`, () => {
  for (const { file, design, weights, a, b, rows, ...method } of golden.within) {
    const title = `${file} (${design}), ${method.formula}, ${method.aggregate}: ${JSON.stringify(a)} − ${JSON.stringify(b)}`
    test(title, () => {
      const loaded = goldenSurvey(file, goldenQuestionnaire(method.scheme))
      const sides = [sideOf(loaded, a), sideOf(loaded, b)]
      const found = estimated(loaded, method, weights === 'on', sides)
      expectRows(loaded, differencesWithin(found.estimation, found.a, found.b), rows)
      const back = differencesWithin(found.estimation, found.b, found.a)
      expect(back.map(({ difference }) => difference)).toEqual(
        differencesWithin(found.estimation, found.a, found.b).map(({ difference }) => -(difference ?? 0)),
      )
      if (!Array.isArray(a) && Array.isArray(b))
        expect(overlapOf(found.estimation, found.a, found.b)).toBeGreaterThan(0)
    })
  }

  for (const { a, b, agency, rows, ...method } of golden.between) {
    test(`${a} − ${b}, ${agency}, ${method.formula}, ${method.aggregate}: two surveys`, () => {
      const both = [a, b].map((file) => {
        const loaded = {
          ...goldenSurvey(file, goldenQuestionnaire(method.scheme)),
          populations: new Map<number, number>(),
        }
        const side = agency === 'whole' ? {} : sideOf(loaded, { agency: [agency] })
        const { estimation, a: only } = estimated(loaded, method, true, [side])
        return { loaded, estimates: only.estimates, degreesOfFreedom: estimation.design.degreesOfFreedom }
      })
      const [one, other] = both
      if (one === undefined || other === undefined) throw new Error('two surveys')
      const degreesOfFreedom = one.degreesOfFreedom + other.degreesOfFreedom
      const differences = one.estimates.map((estimate, index) =>
        differenceBetween(estimate, other.estimates[index] ?? estimate, degreesOfFreedom),
      )
      expectRows(one.loaded, differences, rows)
    })
  }

  for (const { file, design, weights, agency, rows, ...method } of golden.effects) {
    test(`${file} (${design}), ${method.formula}, ${agency.join(', ')}: design effects`, () => {
      const loaded = goldenSurvey(file, goldenQuestionnaire(method.scheme))
      const { estimation, a } = estimated(loaded, method, weights === 'on', [sideOf(loaded, { agency })])
      const [effects] = designEffectsOf(estimation, [a.ratios], [a.estimates])
      expect(rows.length).toBe(loaded.plan.nodes.length)
      for (const [node, designEffect] of rows) {
        const place = loaded.plan.nodes.findIndex(({ id }) => id === node)
        // Answers all alike: R divides 0 by 0.
        if (typeof designEffect !== 'number') {
          expect(effects?.[place], node).toEqual({ designEffect: null, effectiveN: null })
          continue
        }
        closeTo(effects?.[place]?.designEffect, designEffect, node)
        closeTo(effects?.[place]?.effectiveN, (a.estimates[place]?.n ?? 0) / designEffect, `${node} effective n`)
      }
    })
  }

  test('the slope of independent points, as lm with weights', () => {
    for (const { at, index, se, slope, standardError } of golden.independent) {
      const factors = slopeFactors(at.map((time, place) => ({ at: time, standardError: se[place] ?? 0 }))) ?? []
      const sum = (term: (factor: number, place: number) => number) =>
        factors.reduce((total, factor, place) => total + term(factor, place), 0)
      closeTo(
        sum((factor, place) => factor * (index[place] ?? 0)),
        slope,
        'slope',
      )
      closeTo(Math.sqrt(sum((factor, place) => (factor * (se[place] ?? 0)) ** 2)), standardError, 'standard error')
    }
  })

  for (const { file, weights, agencies, at, rows, ...method } of golden.slopes) {
    test(`${file}, ${method.formula}: the slope over groups of one survey has their covariance`, () => {
      const loaded = goldenSurvey(file, goldenQuestionnaire(method.scheme))
      const sides = agencies.map((code) => sideOf(loaded, { agency: [code] }))
      const found = estimated(loaded, method, weights === 'on', sides)
      const placeOf = (node: string) => loaded.plan.nodes.findIndex(({ id }) => id === node)
      const points = found.sides.map((side, place) => ({
        at: at[place] ?? 0,
        estimation: found.estimation,
        side,
        placeOf,
      }))
      const nodes = loaded.plan.nodes.map(({ id }) => id)
      const slopes = slopesOf(points, nodes, 1).map(({ perYear, ...slope }) => ({
        ...slope,
        difference: perYear,
        note: null,
      }))
      expectRows(loaded, slopes, rows)
    })
  }

  test("Holm's adjustment", () => {
    for (const { p, adjusted } of golden.holm) {
      holmAdjusted(p).forEach((value, place) => {
        expect(value).toBeCloseTo(adjusted[place] ?? Number.NaN, 14)
      })
    }
    expect(holmAdjusted([0.01, null, 0.04])).toEqual([0.02, null, 0.04])
  })

  test("the tails of Student's t, to 1e-12", () => {
    for (const [t, df, p] of golden.students) {
      expect(Math.abs(twoSidedP(t, df) / p - 1), `t = ${t}, df = ${df}`).toBeLessThan(1e-12)
    }
  })
})
