import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { compareSides } from '../../src/app/compare.ts'
import { importResponses } from '../../src/app/import-responses.ts'
import { saveResponse } from '../../src/app/save-response.ts'
import { createSurvey, getSurvey, type SurveyDetail } from '../../src/app/surveys.ts'
import { computeTrend } from '../../src/app/trend.ts'
import { createUnit } from '../../src/app/units.ts'
import { originOf } from '../../src/core/unit-succession.ts'
import { GOLDEN_FOLDER } from '../support/index-data.ts'
import { makeForm, makeWorkspace, type Workspace } from '../support/make-services.ts'

let workspace: Workspace

async function importGolden(surveyCode: string, file: string): Promise<void> {
  const result = await importResponses(workspace.services, workspace.administrator, {
    surveyCode,
    open: () => createReadStream(join(GOLDEN_FOLDER, file)),
    encoding: 'auto',
    delimiter: 'auto',
    createMissing: true,
    isDryRun: false,
    signal: new AbortController().signal,
    onProgress: () => undefined,
  })
  expect(result.rejects).toEqual([])
}

async function survey(code: string, year: number, rest: { period?: 'H1' | 'H2'; formula?: 'mean-score' } = {}) {
  const input = { code, name: code, year, questionnaireCode: 'tthc-2017', agencyUnitIds: [], sectorIds: [], ...rest }
  return createSurvey(workspace.services, input)
}

const unitIdOf = ({ agencies }: SurveyDetail, code: string) => agencies.find((one) => one.code === code)?.unitId ?? 0

async function succeed(predecessorId: number, successorId: number, happenedOn: string): Promise<void> {
  const row = { predecessor_id: predecessorId, successor_id: successorId, happened_on: happenedOn }
  await workspace.services.store.db.insertInto('unit_succession').values(row).execute()
}

describe('a trend', () => {
  beforeEach(async () => {
    workspace = await makeWorkspace({ agencyUnitIds: [], sectorIds: [], groups: [], year: 2026 })
  })

  test('goes by year and period, changes are those of a comparison, and a change of method is told', async () => {
    const { services } = workspace
    await importGolden('HN-2026', 'simple.csv')
    const second = await survey('HN-2025-2', 2025, { period: 'H2' })
    const first = await survey('HN-2025-1', 2025, { period: 'H1', formula: 'mean-score' })
    await importGolden(second.code, 'stratified.csv')
    await importGolden(first.code, 'simple.csv')
    const trend = await computeTrend(services, { nodes: ['SIPAS', 'F1'] })
    expect(trend.points.map(({ code, n }) => [code, n])).toEqual([
      ['2025-H1', 260],
      ['2025-H2', 300],
      ['2026', 260],
    ])
    expect(trend.formula).toBe('satisfied-share') // as the newest reports
    expect(trend.points.map(({ methodChanges }) => methodChanges.map(({ code }) => code))).toEqual([
      [],
      ['formula', 'weights'],
      ['weights'],
    ])
    const pair = await compareSides(services, {
      a: { surveyId: second.id },
      b: { surveyId: first.id },
      formula: 'satisfied-share',
    })
    const change = trend.points[1]?.rows[0]?.change
    expect(change).toMatchObject({ difference: pair.rows[0]?.difference, standardError: pair.rows[0]?.standardError })
    expect(trend.points[0]?.rows[0]?.change).toBeNull()
    // two nodes, two changes: four comparisons in the family
    const ps = trend.points.flatMap(({ rows }) => rows.flatMap(({ change }) => change?.p ?? []))
    expect(ps).toHaveLength(4)
    const smallest = Math.min(...ps)
    const row = trend.points.flatMap(({ rows }) => rows).find(({ change }) => change?.p === smallest)
    expect(row?.change?.adjustedP).toBeCloseTo(Math.min(1, 4 * smallest), 12)
    expect(trend.slopes.map(({ node, points }) => [node, points])).toEqual([
      ['SIPAS', 3],
      ['F1', 3],
    ])
    expect(trend.slopes[0]?.standardError).toBeGreaterThan(0)
  })

  test('an agency made by a merger counts the forms of all that went into it, and says so', async () => {
    const { services } = workspace
    const before = await survey('HN-2024', 2024)
    await importGolden(before.code, 'stratified.csv') // SO-XD, SO-TC, UBND-01
    await importGolden('HN-2026', 'simple.csv')
    const old = await getSurvey(services, before.id)
    const merged = unitIdOf(await getSurvey(services, workspace.survey.id), 'UBND-02') // only in 2026
    const grandparent = await createUnit(services, { code: 'CU', name: 'Sở cũ', level: 'department' })
    await succeed(grandparent.id, unitIdOf(old, 'SO-XD'), '2022-01-01')
    await succeed(unitIdOf(old, 'SO-XD'), merged, '2025-07-01')
    await succeed(unitIdOf(old, 'SO-TC'), merged, '2025-07-01')
    const trend = await computeTrend(services, { scope: { agencyUnitId: merged } })
    expect(
      trend.points.map(({ code, hasSuccession, units }) => [code, hasSuccession, units.map((unit) => unit.code)]),
    ).toEqual([
      ['2024', true, ['SO-XD', 'SO-TC']],
      ['2026', false, ['UBND-02']],
    ])
    const ofBoth = await compareSides(services, {
      a: { surveyId: before.id, where: 'agency in ["SO-XD", "SO-TC"]' },
      b: { surveyId: before.id },
      nodes: ['SIPAS'],
    })
    expect(trend.points[0]?.rows[0]?.estimate).toEqual(ofBoth.rows[0]?.a)
    expect(trend.points[0]?.isShared).toBe(false)
    expect(trend.slopes).toEqual([expect.objectContaining({ points: 2, perYear: null, verdict: null })])
  })

  test('split by month: points of the days of collecting, forms without a day in none', async () => {
    const { services, administrator } = workspace
    const days = ['2026-01-05', '2026-01-31', '2026-02-01', '2026-04-30', null]
    for (const [number, collectedOn] of days.entries()) {
      const form = await makeForm(workspace, { serial: String(number), agencyId: 0, sectorId: 0, collectedOn }, {})
      await saveResponse(services, administrator, { ...form, draftId: null })
    }
    const by = async (split: 'month' | 'quarter') =>
      (await computeTrend(services, { split })).points.map(({ code, n, at }) => [code, n, at])
    expect(await by('month')).toEqual([
      ['2026-01', 2, 2026 + 0.5 / 12],
      ['2026-02', 1, 2026 + 1.5 / 12],
      ['2026-04', 1, 2026 + 3.5 / 12],
    ])
    expect(await by('quarter')).toEqual([
      ['2026-Q1', 3, 2026.125],
      ['2026-Q2', 1, 2026.375],
    ])
  })

  test('without any survey there is an empty trend; a survey without the sector has no point', async () => {
    const { services } = workspace
    expect((await computeTrend(services, { scope: { sectorId: 1 } })).points).toEqual([])
  })
})

test('predecessors count until the year after they were succeeded; one that was divided is shared', () => {
  const successions = [
    { predecessorId: 1, successorId: 3, happenedOn: '2025-07-01' },
    { predecessorId: 2, successorId: 3, happenedOn: '2025-07-01' },
    { predecessorId: 3, successorId: 4, happenedOn: '2027-01-01' },
    { predecessorId: 2, successorId: 5, happenedOn: '2025-07-01' },
  ]
  expect(originOf(successions, 4, 2025)).toEqual({ unitIds: [4, 3, 1, 2], isShared: true })
  expect(originOf(successions, 4, 2026)).toEqual({ unitIds: [4, 3], isShared: false })
  expect(originOf(successions, 4, 2028)).toEqual({ unitIds: [4], isShared: false })
  expect(originOf([{ predecessorId: 4, successorId: 4, happenedOn: '2030-01-01' }], 4, 2020).unitIds).toEqual([4])
})
