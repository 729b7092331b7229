import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { assert } from '../../../src/core/assert.ts'
import { estimateChoices } from '../../../src/core/index/choice-estimate.ts'
import { sumChoices } from '../../../src/core/index/choice-sums.ts'
import { computeIndices } from '../../../src/core/index/compute.ts'
import { designOf } from '../../../src/core/index/design.ts'
import { domainsOf } from '../../../src/core/index/domains.ts'
import { computeImportance } from '../../../src/core/index/importance.ts'
import { BUILT_IN_QUESTIONNAIRES } from '../../../src/core/questionnaire/built-in/index.ts'
import type { Dictionary, Variable } from '../../../src/core/questionnaire/dictionary.ts'
import { goldenSurvey } from '../../support/golden-survey.ts'
import { answerRow, GOLDEN_FOLDER, gridQuestionnaire, inner, keptOf, planOf } from '../../support/index-data.ts'

type ShareRow = [string, number, number, number, number, number, number]

interface Golden {
  madeBy: string
  shares: {
    file: string
    variable: string
    codes: string[]
    by: string[]
    among: { variable?: string; codes?: string[] }
    rows: ShareRow[]
  }[]
  dissatisfied: { file: string; node: string; by: string[]; rows: [string, number, number][] }[]
  correlations: {
    file: string
    overall: string | Record<string, never>
    rows: [string, number, number, number | string, number | string][]
  }[]
}

const golden: Golden = JSON.parse(readFileSync(join(GOLDEN_FOLDER, 'expected-shares.json'), 'utf8'))

function surveyOf(file: string) {
  const code = file === 'clustered' ? 'sipas-2026' : 'tthc-2017'
  const questionnaire = BUILT_IN_QUESTIONNAIRES.find((builtIn) => builtIn.code === code)
  assert(questionnaire !== undefined, 'a built-in form')
  return goldenSurvey(file, questionnaire)
}

function variableOf(dictionary: Dictionary, code: string): Variable {
  const variable = dictionary.byCode.get(code)
  assert(variable !== undefined, code)
  return variable
}

describe(`shares agree with ${golden.madeBy}`, () => {
  for (const { file, variable, codes, by, among, rows } of golden.shares) {
    const gate = among.variable === undefined ? null : { variable: among.variable, codes: among.codes ?? [] }
    test(`${file}, ${variable} in ${codes.join()}, among ${gate?.variable ?? 'all'}, by ${by.join() || 'nothing'}`, () => {
      const { kept, dictionary, populations, keys } = surveyOf(file)
      const question = {
        variable: variableOf(dictionary, variable),
        among: gate === null ? null : { variable: variableOf(dictionary, gate.variable), codes: gate.codes },
      }
      const sums = sumChoices(kept.answers, kept.cells, [question], kept.isWeighted)
      const design = designOf(kept.cells, populations)
      const domains = domainsOf(kept.cells, by, {})
      expect(domains).toHaveLength(rows.length)
      for (const domain of domains) {
        const group = domain.codes.map((id) => keys.agency.codeOf(id)).join()
        const row = rows.find(([name]) => name === group)
        assert(row !== undefined, group)
        const [, count, of, percent, standardError, lower95, upper95] = row
        const [estimate] = estimateChoices(sums, kept.cells, design, domain, [{ question: 0, codes }])
        expect(estimate, group).toMatchObject({ count, of })
        close(estimate?.percent, percent)
        close(estimate?.standardError, standardError)
        if (estimate?.note === 'wilson') continue // R gives the t interval; Wilson's has its own test
        expect(estimate?.note).toBeNull()
        close(estimate?.lower95, lower95)
        close(estimate?.upper95, upper95)
      }
    })
  }

  for (const { file, node, by, rows } of golden.dissatisfied) {
    test(`${file}, dissatisfied with ${node}, by ${by.join() || 'nothing'}`, () => {
      const { kept, plan, populations, keys } = surveyOf(file)
      const settings = { plan, formula: 'dissatisfied-share', aggregate: 'pooled', useWeights: true } as const
      const place = plan.nodes.findIndex(({ id }) => id === node)
      const domains = computeIndices(kept, { ...settings, populations, by })
      for (const { codes, estimates } of domains) {
        const row = rows.find(([name]) => name === codes.map((id) => keys.agency.codeOf(id)).join())
        assert(row !== undefined, 'a group of the golden file')
        close(estimates[place]?.index, row[1])
        close(estimates[place]?.standardError, row[2])
      }
      expect(domains).toHaveLength(rows.length)
    })
  }
})

describe(`importance agrees with ${golden.madeBy}`, () => {
  for (const { file, overall, rows } of golden.correlations) {
    const whole = typeof overall === 'string' ? overall : null
    test(`${file}, with ${whole ?? 'all other items'}`, () => {
      const { kept, plan, dictionary } = surveyOf(file)
      const found = computeImportance(kept.answers, {
        plan,
        overall: whole === null ? null : variableOf(dictionary, whole),
        isWeighted: kept.isWeighted,
        mask: null,
      })
      expect(found.map(({ item, n }) => [item, n])).toEqual(rows.map(([item, n]) => [item, n]))
      for (const [place, [item, , correlation, lower, upper]] of rows.entries()) {
        close(found[place]?.correlation, correlation)
        const interval = found[place]?.interval
        if (typeof lower !== 'number' || typeof upper !== 'number') expect(interval).toBeNull()
        else if (item === whole) expect(interval).toEqual({ lower95: 1, upper95: 1 })
        else {
          close(interval?.lower95, lower)
          close(interval?.upper95, upper)
        }
      }
    })
  }
})

function close(actual: number | null | undefined, expected: number): void {
  expect(Math.abs((actual ?? Number.NaN) - expected), `${actual} ≠ ${expected}`).toBeLessThanOrEqual(
    1e-9 * Math.abs(expected),
  )
}

test('an importance has no interval where respondents were drawn in clusters', () => {
  const { plan } = planOf(gridQuestionnaire(5, inner('SIPAS', { items: ['a', 'b'] })))
  const records = ['11', '23', '32', '45', '55', '54']
  const intervalIn = (cluster: number) => {
    const rows = records.map((record, number) =>
      answerRow(number + 1, record, { cluster: cluster && 1 + (number % 3) }),
    )
    const question = { plan, overall: null, isWeighted: false, mask: null }
    return computeImportance(keptOf(2, rows).answers, question)[0]
  }
  expect(intervalIn(0)?.interval).not.toBeNull()
  expect(intervalIn(1)?.interval).toBeNull()
  expect(intervalIn(1)?.correlation).toBe(intervalIn(0)?.correlation)
})
