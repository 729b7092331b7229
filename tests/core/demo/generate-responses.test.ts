import { describe, expect, it } from 'vitest'
import { type DemoResponse, generateResponses } from '../../../src/core/demo/generate-responses.ts'
import { DEMO_WORKSPACE } from '../../../src/core/demo/workspace.ts'
import { BUILT_IN_QUESTIONNAIRES } from '../../../src/core/questionnaire/built-in/index.ts'
import { buildDictionary } from '../../../src/core/questionnaire/dictionary.ts'
import type { Questionnaire } from '../../../src/core/questionnaire/questionnaire.ts'
import { fieldOf, findRecordProblems, MISSING } from '../../../src/core/questionnaire/record.ts'
import { compileSkips } from '../../../src/core/questionnaire/skips.ts'

function builtIn(code: string): Questionnaire {
  const found = BUILT_IN_QUESTIONNAIRES.find((questionnaire) => questionnaire.code === code)
  if (found === undefined) throw new Error(`${code} is not built in`)
  return found
}

const generate = (questionnaire: Questionnaire, count: number, seed: number): DemoResponse[] => [
  ...generateResponses(questionnaire, DEMO_WORKSPACE, { count, seed }),
]

const TRANSACTIONS = builtIn('tthc-2017')
const DICTIONARY = buildDictionary(TRANSACTIONS)
const answersTo = (response: DemoResponse, code: string): string => {
  const variable = DICTIONARY.byCode.get(code)
  if (variable === undefined) throw new Error(`no ${code}`)
  return fieldOf(response.record, variable)
}

describe('generateResponses', () => {
  it('gives the same data for the same seed, and a longer run begins with the shorter one', () => {
    const short = generate(TRANSACTIONS, 50, 7)
    expect(generate(TRANSACTIONS, 50, 7)).toEqual(short)
    expect(generate(TRANSACTIONS, 80, 7).slice(0, 50)).toEqual(short)
    expect(generate(TRANSACTIONS, 50, 8)).not.toEqual(short)
  })

  it.each(BUILT_IN_QUESTIONNAIRES.map((q) => [q.code, q] as const))('%s: every record could be saved', (_, q) => {
    const dictionary = buildDictionary(q)
    const skips = compileSkips(dictionary)
    for (const { record, texts } of generate(q, 400, 1)) {
      expect(findRecordProblems(dictionary, record)).toEqual([])
      expect(skips.applyTo(record, 'final')).toBe(record)
      for (const code of Object.keys(texts)) expect(skips.isAsked(code, record)).toBe(true)
    }
  })

  it('as on paper a few respondents answer what was to be left out', () => {
    const onPaper: Questionnaire = { ...TRANSACTIONS, entryMode: 'as-on-paper' }
    const skips = compileSkips(DICTIONARY, 'as-on-paper')
    const made = generate(onPaper, 2000, 1)
    for (const { record } of made) expect(skips.applyTo(record, 'final')).toBe(record)
    const wrong = made.filter(({ record }) => skips.notCalledFor(record, {}).length > 0).length
    // Two in a hundred answer everything; nearly all of them had something to leave out: 40 ± 4 × √(2000 × 0,02 × 0,98).
    expect(wrong).toBeGreaterThan(10)
    expect(wrong).toBeLessThan(65)
  })

  it('numbers forms without repeating, within the days of the survey', () => {
    const responses = generate(TRANSACTIONS, 250, 1)
    expect(new Set(responses.map((response) => response.serial)).size).toBe(250)
    expect([0, 99, 100, 249].map((index) => responses[index]?.serial)).toEqual([
      '0001-001',
      '0001-100',
      '0002-001',
      '0003-050',
    ])
    for (const { collectedOn } of responses) {
      expect(collectedOn >= '2026-07-01' && collectedOn <= '2026-09-30').toBe(true)
    }
  })

  it('shows missing codes of every kind, skips, comments and a plain majority of complete answers', () => {
    const responses = generate(TRANSACTIONS, 2000, 1)
    const signs = responses.map((response) => response.record).join('')
    for (const sign of Object.values(MISSING)) expect(signs).toContain(sign)
    const unanswered = [...signs].filter((sign) => '.?#*'.includes(sign)).length / signs.length
    expect(unanswered).toBeGreaterThan(0.005)
    expect(unanswered).toBeLessThan(0.04)
    const commented = responses.filter((response) => response.texts.comment !== undefined).length / responses.length
    expect(commented).toBeGreaterThan(0.01)
    expect(commented).toBeLessThan(0.06)
    const late = responses.filter((response) => answersTo(response, 'u_result') === '3')
    expect(late.length).toBeGreaterThan(60)
    for (const response of late) expect(answersTo(response, 'u_late_apology')).not.toBe(MISSING.notAsked)
  })

  it('ticks at most the three wishes that the form allows', () => {
    for (const response of generate(TRANSACTIONS, 500, 2)) {
      const ticks = DICTIONARY.variables.filter(
        (variable) => variable.questionCode === 'wish' && fieldOf(response.record, variable) === '1',
      )
      expect(ticks.length).toBeLessThanOrEqual(3)
    }
  })

  it('makes people answer as people, organisations as organisations', () => {
    for (const response of generate(TRANSACTIONS, 500, 3)) {
      const expected = response.group === 'people' ? '1' : '2'
      expect([expected, ...'.?#*']).toContain(answersTo(response, 'respondent_kind'))
    }
  })

  it.each([1, 2, 3, 4, 5])('seed %i: indices range as a province would see, land among the lowest', (seed) => {
    const responses = generate(TRANSACTIONS, 12_000, seed)
    const items = DICTIONARY.variables.filter((variable) => /^k\d\d$/.test(variable.code))
    // Share of 4 and 5 among the answers of the 22 items, counted here by hand.
    const satisfied = (part: readonly DemoResponse[]): number => {
      const answers = part
        .flatMap(({ record }) => items.map((item) => fieldOf(record, item)))
        .filter((a) => a >= '1' && a <= '5')
      return (100 * answers.filter((answer) => answer >= '4').length) / answers.length
    }
    const by = (key: 'agency' | 'sector'): Map<string, number> => {
      const parts = Map.groupBy(responses, (response) => response[key])
      return new Map([...parts].map(([code, part]) => [code, satisfied(part)]))
    }
    const agencies = by('agency')
    const sectors = by('sector')
    expect(agencies.size).toBe(DEMO_WORKSPACE.agencies.length)
    for (const index of agencies.values()) expect(index).toBeGreaterThan(78)
    for (const index of agencies.values()) expect(index).toBeLessThan(98)
    expect(Math.max(...agencies.values()) - Math.min(...agencies.values())).toBeGreaterThan(6)
    for (const code of ['land', 'construction', 'investment']) {
      expect(sectors.get(code)).toBeLessThan(satisfied(responses))
    }
    expect(Math.min(...sectors.values())).toBe(sectors.get('land'))
  })
})
