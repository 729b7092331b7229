import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { computeIndices } from '../../../src/core/index/compute.ts'
import type { Aggregate, Formula } from '../../../src/core/questionnaire/questionnaire.ts'
import { closeTo, goldenQuestionnaire, goldenSurvey } from '../../support/golden-survey.ts'
import { GOLDEN_FOLDER } from '../../support/index-data.ts'

/** Group, node, n, answers, missing, index, standard error, lower and upper bound, as make-golden.R writes them. */
type ExpectedRow = [string, string, number, number, number, number, number, number, number]

interface Case {
  file: string
  scheme: string
  by: string[]
  formula: Formula
  aggregate: Aggregate
  weights: 'on' | 'off'
  rows: ExpectedRow[]
}

const { cases, madeBy }: { cases: Case[]; madeBy: string } = JSON.parse(
  readFileSync(join(GOLDEN_FOLDER, 'expected.json'), 'utf8'),
)

describe(`indices agree with ${madeBy}`, () => {
  for (const { file, scheme, by, formula, aggregate, weights, rows } of cases) {
    test(`${file}, ${scheme}, ${formula}, ${aggregate}, weights ${weights}, by ${by.join(' × ') || 'nothing'}`, () => {
      const { kept, plan, populations, keys } = goldenSurvey(file, goldenQuestionnaire(scheme))
      const dimensions = by.map((name) =>
        name === 'respondent_group' ? 'group' : (name as 'agency' | 'sector' | 'stratum'),
      ) // as written by the script
      const useWeights = weights === 'on'
      const domains = computeIndices(kept, { plan, formula, aggregate, useWeights, populations, by: dimensions })
      const found = new Map(
        domains.flatMap(({ codes, estimates }) => {
          const group = dimensions.map((name, place) => keys[name].codeOf(codes[place] ?? 0)).join('|')
          return plan.nodes.map(({ id }, place) => [`${group} ${id}`, estimates[place]] as const)
        }),
      )
      expect(rows.length).toBeGreaterThan(0)
      if (aggregate === 'pooled') expect(found.size).toBe(rows.length)
      for (const [group, node, n, answers, missing, index, standardError, lower95, upper95] of rows) {
        const estimate = found.get(`${group} ${node}`)
        expect(estimate, `${group} ${node}`).toMatchObject({ n, answers, missing })
        closeTo(estimate?.index, index, `${group} ${node} index`)
        closeTo(estimate?.standardError, standardError, `${group} ${node} standard error`)
        if (estimate?.note === 'wilson') continue // R gives the t interval; Wilson's has its own test
        expect(estimate?.note).toBeNull()
        closeTo(estimate?.lower95, lower95, `${group} ${node} lower`)
        closeTo(estimate?.upper95, upper95, `${group} ${node} upper`)
      }
    })
  }
})
