import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { compareSides } from '../../src/app/compare.ts'
import { compareGroups } from '../../src/app/compare-groups.ts'
import { exportIndicators } from '../../src/app/export-indicators.ts'
import { importResponses } from '../../src/app/import-responses.ts'
import { computeItem, computeItems } from '../../src/app/item-results.ts'
import { computePartChange } from '../../src/app/part-change.ts'
import { computePart } from '../../src/app/part-results.ts'
import { computePriorities } from '../../src/app/priority-results.ts'
import { computeResults } from '../../src/app/results-summary.ts'
import { saveResponse } from '../../src/app/save-response.ts'
import { computeSectors } from '../../src/app/sector-results.ts'
import type { Services } from '../../src/app/services.ts'
import { updateSettings } from '../../src/app/settings.ts'
import { computeSurveyIndicators } from '../../src/app/survey-indicators.ts'
import { createSurvey, getSurvey } from '../../src/app/surveys.ts'
import { GOLDEN_FOLDER } from '../support/index-data.ts'
import { makeForm, makeWorkspace, type Workspace } from '../support/make-services.ts'

/** The pages of results narrowed by a group and by answers, and an agency against the rest and its last survey. */
async function makeNarrowed() {
  const workspace = await makeWorkspace()
  const { services, administrator, survey } = workspace
  const forms: [object, Record<string, string>, Record<string, string>][] = [
    [{ agencyId: 1, sectorId: 1, groupId: 1 }, { k01: '1', a_gender: '1', overall: '2' }, { comment: 'Chậm' }],
    [{ agencyId: 1, sectorId: 1, groupId: 2 }, { k01: '5', a_gender: '2', overall: '4' }, { comment: 'Tốt' }],
    [{ agencyId: 1, sectorId: 2, groupId: 1 }, { k01: '4', a_gender: '2', overall: '5' }, { comment: 'Khá' }],
    [{ agencyId: 2, sectorId: 1, groupId: 1 }, { k01: '2', a_gender: '1', overall: '5' }, {}],
    [{ agencyId: 2, sectorId: 0, groupId: 2 }, { k01: '5', a_gender: '2', overall: '5' }, {}],
  ]
  for (const [number, [header, answers, texts]] of forms.entries()) {
    const form = await makeForm(workspace, { serial: String(number), ...header }, answers, texts)
    await saveResponse(services, administrator, { ...form, draftId: null })
  }
  return { services, surveyId: survey.id }
}

const G1 = { groupId: 1 }
const WOMEN = { condition: 'a_gender == 2' }

test('every page is of the chosen forms only, and says in words which they are', async () => {
  const { services, surveyId } = await makeNarrowed()
  const overview = await computeResults(services, { surveyId, where: { agencyId: 1, ...G1 } })
  const agency = await computePart(services, 'agency', { surveyId, id: 1, where: { agencyId: 2, ...G1 } })
  expect(agency.overall).toEqual(overview.overall)
  expect(agency.survey).toEqual((await computeResults(services, { surveyId, where: G1 })).overall)
  expect([agency.overall.n, agency.survey.n, agency.overall.target]).toEqual([2, 3, null])
  expect(agency.provenance.filter).toEqual({ vi: 'Người dân', en: 'Người dân' })
  expect((await computePart(services, 'agency', { surveyId, id: 1 })).provenance.filter).toBeNull()
  const land = await computePart(services, 'sector', { surveyId, id: 1, where: { ...G1, agencyId: 2 } })
  expect([land.overall.n, land.survey.n]).toEqual([1, 1])

  const { sectors, agencies, overall } = await computeSectors(services, { surveyId, where: WOMEN })
  expect([overall.n, sectors.map(({ cell }) => cell?.n)]).toEqual([3, [1, 1]])
  expect(agencies.map(({ cells }) => cells.map((cell) => cell?.n ?? null))).toEqual([[1, 1]])
  const items = await computeItems(services, { surveyId, where: WOMEN })
  const k01 = items.nodes.find(({ cell }) => cell.node === 'k01')
  expect([k01?.cell.index, k01?.dissatisfied.index, k01?.cell.n]).toEqual([100, 0, 3])
  expect(items.provenance.filter?.vi).toMatch(/^câu .* là “Nữ”$/)
  const item = await computeItem(services, { surveyId, node: 'k01', where: { agencyId: 1, ...WOMEN } })
  expect(item.distribution?.choices.map(({ count }) => count)).toEqual([0, 0, 0, 1, 1])
  expect(item.agencies.map(({ cell }) => [cell.by.agency?.code, cell.n])).toEqual([['SO-XD', 2]])
  expect(item.provenance.filter?.vi).toMatch(/^Sở Xây dựng, câu /)
  const priorities = await computePriorities(services, { surveyId, where: WOMEN })
  expect(priorities.items.map(({ importanceN }) => importanceN)).not.toContain(5)
  const { groups, provenance } = await computeSurveyIndicators(services, { surveyId, by: 'agency', where: G1 })
  expect(groups.map(({ by }) => by?.code)).toEqual(['SO-XD', 'SO-TC'])
  expect(provenance.filter?.vi).toBe('Người dân')
  await expect(computeItems(services, { surveyId, where: { condition: 'none == 1' } })).rejects.toThrow()
})

test('keys in a condition are said by their names; what has no words stays as it is written', async () => {
  const { services, surveyId } = await makeNarrowed()
  const words = async (condition: string) =>
    (await computeItems(services, { surveyId, where: { condition } })).provenance.filter?.vi
  expect(await words('agency == "SO-XD" && sector == "land"')).toBe('Sở Xây dựng và Đất đai')
  expect(await words('collected_on >= "2026-01-01"')).toBe('thu từ ngày 01/01/2026')
  expect(await words('unit == "0123"')).toBe('unit == "0123"')
})

test('comments are counted among the chosen forms, by group and by answer', async () => {
  const { services, surveyId } = await makeNarrowed()
  const count = async (where: object) =>
    (await computePart(services, 'agency', { surveyId, id: 1, where })).commentCount
  expect([await count({}), await count(G1), await count(WOMEN), await count({ ...G1, ...WOMEN })]).toEqual([3, 2, 2, 1])
})

async function importGolden({ services, administrator }: Workspace, surveyCode: string, file: string): Promise<void> {
  await importResponses(services, administrator, {
    surveyCode,
    open: () => createReadStream(join(GOLDEN_FOLDER, file)),
    encoding: 'auto',
    delimiter: 'auto',
    createMissing: true,
    isDryRun: false,
    signal: new AbortController().signal,
    onProgress: () => undefined,
  })
}

test('an agency against the rest is the comparison of the two sides, with Holm over its own rows alone', async () => {
  const workspace = await makeWorkspace({ agencyUnitIds: [], sectorIds: [], groups: [] })
  const { services, survey } = workspace
  await importGolden(workspace, survey.code, 'simple.csv')
  const { agencies } = await getSurvey(services, survey.id)
  const { id, code } = agencies[0] ?? { id: 0, code: '' }
  const { rows, minimumN } = (await computePart(services, 'agency', { surveyId: survey.id, id })).againstRest
  const nodes = rows.map(({ node }) => node)
  expect(nodes.slice(0, 2)).toEqual(['SIPAS', 'F1'])
  const sides = await compareSides(services, {
    a: { surveyId: survey.id, agencyId: id },
    b: { surveyId: survey.id, where: `agency != "${code}"` },
    nodes,
  })
  expect(rows).toEqual(sides.rows)
  expect(minimumN).toBe(sides.minimumN)
  const all = await compareGroups(services, { surveyId: survey.id, by: 'agency', against: 'rest', nodes })
  const own = all.groups.find((group) => group.id === id)
  expect(own?.rows.map(({ difference, lower95 }) => [difference, lower95])).toEqual(
    rows.map(({ difference, lower95 }) => [difference, lower95]),
  )
})

test('a survey of one agency has no rest', async () => {
  const workspace = await makeWorkspace()
  const form = await makeForm(workspace, { serial: '1', agencyId: 1 }, {})
  await saveResponse(workspace.services, workspace.administrator, { ...form, draftId: null })
  const page = await computePart(workspace.services, 'agency', { surveyId: workspace.survey.id, id: 1 })
  expect(page.againstRest.rows).toEqual([])
})

test('the change is against the newest earlier survey that has the agency, through a merger; none where there is none', async () => {
  const workspace = await makeWorkspace({ agencyUnitIds: [], sectorIds: [], groups: [], year: 2026 })
  const { services, survey } = workspace
  const input = { questionnaireCode: 'tthc-2017', agencyUnitIds: [], sectorIds: [] }
  const old = await createSurvey(services, { code: 'HN-2024', name: 'Năm 2024', year: 2024, ...input })
  await createSurvey(services, { code: 'HN-2025', name: 'Năm 2025', year: 2025, ...input }) // without a form
  await importGolden(workspace, old.code, 'stratified.csv')
  await importGolden(workspace, survey.code, 'simple.csv')
  const unitOf = async (surveyId: number, code: string) =>
    (await getSurvey(services, surveyId)).agencies.find((one) => one.code === code)
  const merged = await unitOf(survey.id, 'UBND-02') // only in 2026
  const change = () =>
    computePartChange(services, { surveyId: survey.id, kind: 'agency', id: merged?.id ?? 0, formula: 'mean-score' })
  expect(await change()).toBeNull()
  const row = {
    predecessor_id: (await unitOf(old.id, 'SO-XD'))?.unitId ?? 0,
    successor_id: merged?.unitId ?? 0,
    happened_on: '2025-07-01',
  }
  await services.store.db.insertInto('unit_succession').values(row).execute()
  const found = await change()
  expect(found?.before).toMatchObject({ code: '2024', hasSuccession: true, isShared: false })
  const sides = await compareSides(services, {
    a: { surveyId: survey.id, agencyId: merged?.id },
    b: { surveyId: old.id, agencyId: (await unitOf(old.id, 'SO-XD'))?.id },
    nodes: found?.rows.map(({ node }) => node),
    formula: 'mean-score',
  })
  expect(found?.rows.map(({ change }) => [change?.difference, change?.lower95, change?.verdict])).toEqual(
    sides.rows.map(({ difference, lower95, verdict }) => [difference, lower95, verdict]),
  )
  expect(await computePartChange(services, { surveyId: old.id, kind: 'agency', id: 1 })).toBeNull()
  expect(await computePartChange(services, { surveyId: old.id, kind: 'agency', id: 999 })).toBeNull()
})

async function linesOf(services: Services, input: Omit<Parameters<typeof exportIndicators>[1], 'format'>) {
  const { chunks } = await exportIndicators(services, { ...input, format: 'csv', delimiter: ';' })
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of chunks) text += decoder.decode(chunk, { stream: true })
  return text.trim().split('\r\n')
}

test('indicators as a file: a figure a row with its source, filter and guard; few answers only as many as they are', async () => {
  const { services, surveyId } = await makeNarrowed()
  const [header, ...rows] = await linesOf(services, { surveyId, by: 'agency', where: G1 })
  expect(header).toMatch(/Cơ quan, đơn vị;Nội dung;.*Chỉ tính phiếu;Đợt khảo sát/)
  expect(rows.filter((row) => row.startsWith('Sở Xây dựng;')).length).toBeGreaterThan(20)
  expect(rows.every((row) => row.includes(';Người dân;') && row.includes('Phiếu tthc-2017'))).toBe(true)
  await services.store.db.updateTable('survey').set({ name: '=1+1' }).where('id', '=', surveyId).execute()
  await updateSettings(services, {
    smallCells: { minimumRanked: 30, rankedDecision: '', minimumShown: 5, shownDecision: '' },
  })
  const hidden = await linesOf(services, { surveyId, where: G1 })
  expect(hidden[1]).toContain("'=1+1")
  expect(hidden.slice(1).filter((row) => /;\d+(\.\d+)?;/.test(row.split(';').slice(3, 8).join(';')))).toEqual([])
})
