import { createReadStream, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { voidResponse } from '../../src/app/change-response.ts'
import { importResponses } from '../../src/app/import-responses.ts'
import { saveResponse } from '../../src/app/save-response.ts'
import type { Services } from '../../src/app/services.ts'
import { computeDistribution } from '../../src/app/survey-distribution.ts'
import { computeIndex, type IndexInput, type IndexRow } from '../../src/app/survey-index.ts'
import { getSurvey, updateSurvey } from '../../src/app/surveys.ts'
import { listTargets, saveTargets } from '../../src/app/targets.ts'
import { GOLDEN_FOLDER } from '../support/index-data.ts'
import { makeForm, makeWorkspace, type Workspace } from '../support/make-services.ts'

/** A new file has targets already. */
const targetIds = async (services: Services) => (await listTargets(services)).map(({ id }) => id)

type Expected = [string, string, number, number, number, number, number, number, number]
const golden: {
  cases: { file: string; by: string[]; formula: string; aggregate: string; weights: string; rows: Expected[] }[]
} = JSON.parse(readFileSync(join(GOLDEN_FOLDER, 'expected.json'), 'utf8'))

describe('an imported survey with strata, clusters, weights and populations', () => {
  const POPULATIONS: Record<string, number> = { east: 60, west: 45, centre: 11 } // as make-golden.R

  test('has the indices, standard errors and intervals of R', async () => {
    const workspace = await makeWorkspace({ questionnaireCode: 'sipas-2026', agencyUnitIds: [], groups: [] })
    const { services, administrator, survey } = workspace
    const result = await importResponses(services, administrator, {
      surveyCode: survey.code,
      open: () => createReadStream(join(GOLDEN_FOLDER, 'clustered.csv')),
      encoding: 'auto',
      delimiter: 'auto',
      createMissing: true,
      isDryRun: false,
      signal: new AbortController().signal,
      onProgress: () => undefined,
    })
    expect(result.rejects).toEqual([])
    const { strata } = await getSurvey(services, survey.id)
    await updateSurvey(services, {
      id: survey.id,
      strata: strata.map(({ code, name }) => ({ code, name, population: POPULATIONS[code] ?? null })),
    })
    const cases = golden.cases.filter(({ file }) => file === 'clustered')
    expect(cases).toHaveLength(15)
    for (const { by, formula, aggregate, rows } of cases) {
      const input = { surveyId: survey.id, by, formula, aggregate } as IndexInput // written by the script
      const table = await computeIndex(services, input)
      expect(table).toMatchObject({ formula, aggregate, weights: 'on' })
      const found = new Map(table.rows.map((row) => [`${by.map((name) => row.by[name]).join('|')} ${row.node}`, row]))
      for (const [group, node, n, answers, missing, ...figures] of rows) {
        const row = found.get(`${group} ${node}`)
        expect(row).toMatchObject({ n, answers, missing, note: null })
        const actual = [row?.index, row?.standardError, row?.lower95, row?.upper95]
        actual.forEach((value, place) => {
          const wanted = figures[place] ?? Number.NaN
          expect(Math.abs((value ?? Number.NaN) - wanted)).toBeLessThanOrEqual(1e-9 * wanted)
        })
      }
    }
  })
})

describe('the table of indices', () => {
  let workspace: Workspace
  let ask: (input?: Omit<IndexInput, 'surveyId'>) => Promise<readonly IndexRow[]>
  let unitIds: { code: string; unitId: number }[]

  const save = async (serial: string, header = {}, answers = {}): Promise<string> => {
    const form = await makeForm(workspace, { serial, ...header }, answers)
    return (await saveResponse(workspace.services, workspace.administrator, { ...form, draftId: null })).responseId
  }

  beforeEach(async () => {
    workspace = await makeWorkspace()
    const { services, survey } = workspace
    unitIds = survey.agencies.map(({ code, unitId }) => ({ code, unitId }))
    ask = async (input = {}) => (await computeIndex(services, { surveyId: survey.id, ...input })).rows
    // makeForm answers everything with the last choice: satisfied. Agency 1 is SO-XD, 2 SO-TC.
    await save('1', { agencyId: 1, groupId: 2 }, { a_gender: '1' })
    await save('2', { agencyId: 1, groupId: 1 }, { a_gender: '2', k01: '1' })
    await save('3', { agencyId: 2, groupId: 1 }, { a_gender: '2', k02: '.' })
    await save('4', { agencyId: 2, sectorId: 2 }, { a_gender: '.' })
  })

  test('without a dimension there is one group, with every node in the order of the scheme', async () => {
    const rows = await ask()
    expect(rows.map(({ node }) => node).slice(0, 7)).toEqual(['SIPAS', 'F1', 'k01', 'k02', 'k03', 'k04', 'F2'])
    expect(rows).toHaveLength(28)
    expect(rows[0]).toMatchObject({ by: {}, n: 4, answers: 87, missing: 1, index: (100 * 86) / 87 })
    expect(rows[2]).toMatchObject({ node: 'k01', n: 4, index: 75, note: 'wilson' })
    expect(rows[1]?.label).toMatch(/[Tt]iếp cận/)
  })

  test('groups are ordered by their codes; a response without one is in none', async () => {
    const by = async (...names: string[]) => {
      const rows = await ask({ by: names, nodes: ['SIPAS'] })
      return rows.map((row) => [...Object.values(row.by), row.n])
    }
    expect(await by('agency')).toEqual([
      ['SO-TC', 2],
      ['SO-XD', 2],
    ])
    expect(await by('sector', 'agency')).toEqual([
      ['construction', 'SO-TC', 1],
      ['land', 'SO-TC', 1],
      ['land', 'SO-XD', 2],
    ])
    expect(await by('group')).toEqual([
      ['G1', 2],
      ['G2', 1],
    ])
    expect(await by('a_gender')).toEqual([
      ['1', 1],
      ['2', 2],
    ])
    expect(await by('a_gender', 'agency', 'group')).toEqual([
      ['1', 'SO-XD', 'G2', 1],
      ['2', 'SO-TC', 'G1', 1],
      ['2', 'SO-XD', 'G1', 1],
    ])
    expect(await by('unit')).toEqual([])
    expect((await ask({ by: ['respondent_group'] }))[0]?.by).toEqual({ respondent_group: 'G1' })
  })

  test('a filter leaves responses out of every group', async () => {
    const rows = await ask({ by: ['agency'], nodes: ['SIPAS'], where: 'a_gender == 2 && respondent_group == "G1"' })
    expect(rows.map(({ by, n }) => [by.agency, n])).toEqual([
      ['SO-TC', 1],
      ['SO-XD', 1],
    ])
    expect((await ask({ where: 'agency == "?"' }))[0]).toMatchObject({ n: 0, index: null, note: 'no-answers' })
  })

  test('a void form counts nowhere from then on', async () => {
    const { services, administrator, survey } = workspace
    const id = await save('5', { agencyId: 1 })
    expect((await ask())[0]?.n).toBe(5)
    await voidResponse(services, administrator, { surveyId: survey.id, id, baseRev: 1, reason: 'nhập nhầm' })
    expect((await ask())[0]?.n).toBe(4)
  })

  test('targets: the most telling holds, and met looks at the index alone', async () => {
    const { services } = workspace
    const target = { year: null, node: 'SIPAS', agencyUnitId: null, sectorId: null, level: null, document: '' }
    const unitId = unitIds.find(({ code }) => code === 'SO-TC')?.unitId ?? 0
    const { id: sectorId } = await services.store.db
      .selectFrom('sector')
      .select('id')
      .where('code', '=', 'construction')
      .executeTakeFirstOrThrow()
    await saveTargets(services, {
      targets: [
        { ...target, value: 90 },
        { ...target, level: 'department', value: 98 },
        { ...target, sectorId, value: 85 },
        { ...target, agencyUnitId: unitId, value: 100 },
        { ...target, node: 'F1', year: 2025, value: 50 },
      ],
      removedIds: await targetIds(services),
    })
    const targets = async (input: Omit<IndexInput, 'surveyId'>) =>
      (await ask({ nodes: ['SIPAS'], ...input })).map(({ by, target, met }) => [...Object.values(by), target, met])
    expect(await targets({})).toEqual([[90, true]])
    expect(await targets({ by: ['agency'] })).toEqual([
      ['SO-TC', 100, true],
      ['SO-XD', 98, false], // 43 of 44 = 97,73
    ])
    expect(await targets({ by: ['sector'] })).toEqual([
      ['construction', 85, true],
      ['land', 90, true],
    ])
    expect(await targets({ by: ['a_gender'] })).toEqual([
      ['1', null, null],
      ['2', null, null],
    ])
    expect(await targets({ nodes: ['F1'] })).toEqual([[null, null]])
  })

  test('what cannot be asked is refused by name', async () => {
    const refusal = (input: Omit<IndexInput, 'surveyId'>) =>
      ask(input).then(String, (error) => [error.code, error.params])
    expect(await refusal({ by: ['colour'] })).toEqual(['dimension-unknown', { dimension: 'colour' }])
    expect(await refusal({ by: ['comment'] })).toEqual(['dimension-unknown', { dimension: 'comment' }])
    expect(await refusal({ nodes: ['F9'] })).toEqual(['node-unknown', { node: 'F9', scheme: expect.any(String) }])
    expect(await refusal({ schemeCode: 'none' })).toEqual(['scheme-not-found', { code: 'none' }])
    expect((await refusal({ where: 'k01 ==' }))[0]).toBe('bad-condition')
    expect((await refusal({ where: 'k99 == 1' }))[0]).toBe('unknown-variable')
  })

  test('distributions: one question, a multiple choice, an agency, a filter', async () => {
    const { services, survey } = workspace
    const of = (input: object) => computeDistribution(services, { surveyId: survey.id, ...input })
    const [k01] = await of({ variable: 'k01' })
    expect(k01?.choices.map(({ count }) => count)).toEqual([1, 0, 0, 0, 3])
    expect(k01?.choices.map(({ share }) => share)).toEqual([0.25, 0, 0, 0, 0.75])
    expect(k01?.choices[0]?.label.vi).toBe('Rất không hài lòng')
    expect((await of({ variable: 'wish' })).length).toBe(10)
    expect((await of({ variable: 'k02', agencyId: 2 }))[0]?.missing.notAnswered).toBe(1)
    const [late] = await of({ variable: 'k01', agencyId: 1, where: 'a_gender == 2' })
    expect(late?.choices.map(({ count }) => count)).toEqual([1, 0, 0, 0, 0])
    await expect(of({ variable: 'comment' })).rejects.toMatchObject({ code: 'variable-unknown' })
    expect((await of({})).map(({ variable }) => variable)).toContain('overall')
  })
})
