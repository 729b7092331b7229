import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { compareSides } from '../../src/app/compare.ts'
import { compareGroups } from '../../src/app/compare-groups.ts'
import { importResponses } from '../../src/app/import-responses.ts'
import { updateSettings } from '../../src/app/settings.ts'
import { computeIndex } from '../../src/app/survey-index.ts'
import { createSurvey, getSurvey } from '../../src/app/surveys.ts'
import { DEFAULT_SMALL_CELLS } from '../../src/core/index/small-cells.ts'
import { GOLDEN_FOLDER } from '../support/index-data.ts'
import { makeWorkspace, type Workspace } from '../support/make-services.ts'

let workspace: Workspace
let surveyId = 0
let otherId = 0
let agencies: ReadonlyMap<string, number>

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

describe('comparing', () => {
  beforeEach(async () => {
    workspace = await makeWorkspace({ agencyUnitIds: [], sectorIds: [], groups: [], year: 2026 })
    const { services, survey } = workspace
    const before = await createSurvey(services, {
      code: 'HN-2025',
      name: 'Năm trước',
      year: 2025,
      period: 'H1',
      questionnaireCode: 'tthc-2017',
      formula: 'mean-score',
      agencyUnitIds: [],
    })
    await importGolden(survey.code, 'simple.csv')
    await importGolden(before.code, 'stratified.csv')
    surveyId = survey.id
    otherId = before.id
    agencies = new Map((await getSurvey(services, surveyId)).agencies.map(({ code, id }) => [code, id]))
  })

  test('two agencies of a survey: the indices of the table, the difference, verdicts over the family', async () => {
    const agencyId = agencies.get('SO-XD') ?? 0
    const b = agencies.get('SO-TC') ?? 0
    const found = await compareSides(workspace.services, { a: { surveyId, agencyId }, b: { surveyId, agencyId: b } })
    const table = await computeIndex(workspace.services, { surveyId, by: ['agency'] })
    expect(found.rows).toHaveLength(28)
    const [root] = found.rows
    const inTable = table.rows.find(({ by, node }) => by.agency === 'SO-XD' && node === 'SIPAS')
    expect(root).toMatchObject({ node: 'SIPAS', isItem: false, parent: null, note: null })
    expect(root?.a).toMatchObject({ n: inTable?.n, index: inTable?.index, standardError: inTable?.standardError })
    expect(root?.difference).toBe((root?.a.index ?? 0) - (root?.b.index ?? 0))
    expect(root?.p).toBeLessThan(0.05) // alone it would be different …
    expect(root?.adjustedP).toBeGreaterThan(0.05) // … but not as one of 28
    expect(root?.verdict).toBe('unsure')
    expect(found.notes).toEqual([])
    expect(found.a).toMatchObject({
      agency: { code: 'SO-XD' },
      survey: { code: 'HN-2026', period: '' },
      provenance: { weights: 'off' },
    })
    const alone = await compareSides(workspace.services, {
      a: { surveyId, agencyId },
      b: { surveyId, where: 'agency == "SO-TC"' },
      nodes: ['SIPAS'],
    })
    expect(alone.rows[0]?.verdict).toBe('higher')
    expect(alone.rows[0]?.standardError).toBeCloseTo(root?.standardError ?? 0, 12)
  })

  test('too few respondents: the figures, a note, and no verdict', async () => {
    const a = { surveyId, agencyId: agencies.get('SO-XD') }
    const { rows, notes } = await compareSides(workspace.services, { a, b: { surveyId }, minimumN: 1000 })
    expect(rows[0]).toMatchObject({ note: 'below-minimum', verdict: null, adjustedP: null })
    expect(rows[0]?.p).toBeGreaterThan(0)
    expect(notes).toEqual([
      { code: 'overlap', params: { count: rows[0]?.a.n } },
      { code: 'below-minimum', params: { count: 28, minimum: 1000 } },
    ])
  })

  test('a side against itself differs by 0, with a standard error of 0', async () => {
    for (const aggregate of ['pooled', 'mean-of-children'] as const) {
      const side = { surveyId: otherId, where: 'sector == "land"' }
      const { rows } = await compareSides(workspace.services, { a: side, b: { ...side }, aggregate })
      expect(rows.every(({ difference, standardError, p }) => difference === 0 && standardError === 0 && p === 1)).toBe(
        true,
      )
    }
  })

  test('an agency or sector of another survey is refused, not taken for the whole', async () => {
    const { services } = workspace
    const b = { surveyId }
    await expect(compareSides(services, { a: { surveyId, agencyId: 99 }, b })).rejects.toMatchObject({
      code: 'agency-unknown',
    })
    await expect(compareSides(services, { a: b, b: { surveyId, sectorId: 99 } })).rejects.toMatchObject({
      code: 'sector-unknown',
    })
  })

  test('a side with fewer than may be shown shows nothing but how many they are', async () => {
    await updateSettings(workspace.services, { smallCells: DEFAULT_SMALL_CELLS })
    const where = 'k01 == 1 && k02 == 2'
    const { rows } = await compareSides(workspace.services, {
      a: { surveyId, where },
      b: { surveyId },
      nodes: ['SIPAS'],
    })
    expect(rows[0]?.a.n).toBeGreaterThan(0)
    expect(rows[0]?.a.n).toBeLessThan(5)
    expect(rows[0]).toMatchObject({
      a: { index: null },
      difference: null,
      p: null,
      verdict: null,
      note: 'too-few-to-show',
    })
  })

  test('design effects on request: 1 where forms count alike and are drawn one by one, n of the weighted sample shrinks', async () => {
    const { rows } = await compareSides(workspace.services, {
      a: { surveyId },
      b: { surveyId: otherId },
      nodes: ['k01'],
      designEffect: true,
    })
    expect(rows[0]?.a.designEffect).toBeCloseTo(1, 1)
    const table = await computeIndex(workspace.services, {
      surveyId: otherId,
      nodes: ['k01'],
      formula: 'satisfied-share',
      designEffect: true,
    })
    expect(rows[0]?.b.designEffect).toBe(table.rows[0]?.designEffect)
    expect(rows[0]?.b.effectiveN).toBeCloseTo((rows[0]?.b.n ?? 0) / (rows[0]?.b.designEffect ?? 0), 9)
    expect((await computeIndex(workspace.services, { surveyId })).rows[0]).not.toHaveProperty('designEffect')
  })

  test('two surveys: by the formula of the first, and what differs between them is told', async () => {
    const { formula, rows, notes, b } = await compareSides(workspace.services, {
      a: { surveyId },
      b: { surveyId: otherId },
    })
    expect(formula).toBe('satisfied-share')
    expect(notes.map(({ code }) => code)).toEqual(['formula', 'weights'])
    expect(b).toMatchObject({ n: 300, provenance: { weights: 'on' }, survey: { year: 2025, period: 'H1' } })
    const other = await computeIndex(workspace.services, { surveyId: otherId, formula: 'satisfied-share' })
    expect(rows[0]?.b).toMatchObject({ index: other.rows[0]?.index, standardError: other.rows[0]?.standardError })
    expect(rows[0]?.standardError).toBeCloseTo(
      Math.hypot(rows[0]?.a.standardError ?? 0, other.rows[0]?.standardError ?? 0),
      12,
    )
  })

  test('every agency against the rest is that agency against all others; against the whole it overlaps', async () => {
    const { services } = workspace
    const rest = await compareGroups(services, { surveyId, by: 'agency', against: 'rest' })
    expect(rest.groups.map(({ code }) => code)).toEqual(['SO-TC', 'SO-XD', 'UBND-01', 'UBND-02'])
    const [one] = await Promise.all([
      compareSides(services, {
        a: { surveyId, agencyId: agencies.get('SO-XD') },
        b: { surveyId, where: 'agency != "SO-XD"' },
        nodes: ['SIPAS'],
      }),
    ])
    const row = rest.groups.find(({ code }) => code === 'SO-XD')?.rows[0]
    expect(row?.difference).toBeCloseTo(one.rows[0]?.difference ?? 0, 12)
    expect(row?.standardError).toBeCloseTo(one.rows[0]?.standardError ?? 0, 12)
    expect(row?.adjustedP).toBeCloseTo(Math.min(1, 4 * (row?.p ?? 0)), 12) // the smallest of four
    const whole = await compareGroups(services, { surveyId, by: 'agency', against: 'whole', nodes: 'all' })
    const pair = await compareSides(services, { a: { surveyId, agencyId: agencies.get('SO-XD') }, b: { surveyId } })
    const ofWhole = whole.groups.find(({ code }) => code === 'SO-XD')?.rows ?? []
    expect(ofWhole).toHaveLength(pair.rows.length)
    ofWhole.forEach(({ standardError }, place) => {
      expect(standardError).toBeCloseTo(pair.rows[place]?.standardError ?? 0, 12)
    })
    expect(whole.n).toBe(260)
  })
})
