import { describe, expect, test } from 'vitest'
import { saveResponse } from '../../src/app/save-response.ts'
import { createSurvey, getSurvey, listSurveys, updateSurvey } from '../../src/app/surveys.ts'
import { makeForm, makeSector, makeServices, makeWorkspace } from '../support/make-services.ts'

const MINIMAL = { code: 'A', name: ' Đợt A ', year: 2026, questionnaireCode: 'sipas-2026' }

test('a new survey takes the newest version, its first scheme and that scheme’s formula', async () => {
  const services = await makeServices()
  const survey = await createSurvey(services, MINIMAL)
  expect(survey).toMatchObject({
    code: 'A',
    name: 'Đợt A',
    questionnaireVersion: 1,
    formula: 'mean-score',
    aggregate: 'pooled',
    state: 'open',
    validCount: 0,
    headline: null,
    agencies: [],
  })
  const other = await createSurvey(services, { ...MINIMAL, code: 'B', formula: 'all-satisfied', year: 2025 })
  expect(other.formula).toBe('all-satisfied')
  expect((await listSurveys(services)).map((one) => one.code)).toEqual(['A', 'B'])
})

test('refused: a code twice, an unknown questionnaire, version, agency or sector, a part twice', async () => {
  const services = await makeServices()
  await createSurvey(services, MINIMAL)
  const creating = (more: object) => createSurvey(services, { ...MINIMAL, code: 'B', ...more })
  await expect(creating({ code: 'A' })).rejects.toMatchObject({ code: 'code-taken' })
  await expect(creating({ questionnaireCode: 'x' })).rejects.toMatchObject({ code: 'questionnaire-not-found' })
  await expect(creating({ questionnaireVersion: 9 })).rejects.toMatchObject({ code: 'questionnaire-not-found' })
  await expect(creating({ agencyUnitIds: [7] })).rejects.toMatchObject({ code: 'unit-not-found' })
  await expect(creating({ sectorIds: [1, 999] })).rejects.toMatchObject({ code: 'sector-not-found' })
  await expect(creating({ sectorIds: [1, 1] })).rejects.toMatchObject({ code: 'code-repeated' })
  const group = { code: 'G', name: 'G' }
  await expect(creating({ groups: [group, group] })).rejects.toMatchObject({ code: 'code-repeated' })
  expect(await listSurveys(services)).toHaveLength(1) // a refused one leaves nothing
})

test('refused: a code, name or year that the screens would refuse, also where a command gives it', async () => {
  const { services, survey } = await makeWorkspace()
  const input = { code: 'N-1', name: 'X', year: 2026, questionnaireCode: 'tthc-2017' }
  const bad = [
    [{ code: 'a b/ c' }, 'survey-code-bad'],
    [{ code: '' }, 'survey-code-bad'],
    [{ code: 'x'.repeat(41) }, 'survey-code-bad'],
    [{ name: '  ' }, 'survey-name-bad'],
    [{ name: 'x'.repeat(301) }, 'survey-name-bad'],
    [{ year: 1995 }, 'survey-year-bad'],
    [{ year: 2026.5 }, 'survey-year-bad'],
  ] as const
  for (const [wrong, code] of bad)
    await expect(createSurvey(services, { ...input, ...wrong })).rejects.toMatchObject({ code })
  await expect(updateSurvey(services, { id: survey.id, name: ' ' })).rejects.toMatchObject({ code: 'survey-name-bad' })
  await expect(updateSurvey(services, { id: survey.id, year: 9 })).rejects.toMatchObject({ code: 'survey-year-bad' })
  expect(await createSurvey(services, { ...input, code: 'Đợt-2026' })).toMatchObject({ code: 'Đợt-2026' })
})

test('counts, partners and names change; what is not given stays; null takes a count back', async () => {
  const { services, survey } = await makeWorkspace({ issuedCount: 500, expectedCount: 480 })
  const partners = [{ name: 'Bưu điện tỉnh', issuedCount: 500 }]
  const changed = await updateSurvey(services, { id: survey.id, name: 'Tên mới', collectedCount: 450, partners })
  expect(changed).toMatchObject({
    ...survey,
    name: 'Tên mới',
    collectedCount: 450,
    partners: [{ name: 'Bưu điện tỉnh', issuedCount: 500, collectedCount: null }],
  })
  expect((await updateSurvey(services, { id: survey.id, issuedCount: null })).issuedCount).toBeNull()
})

describe('parts of a survey', () => {
  test('keep their numbers while others come and go', async () => {
    const { services, survey } = await makeWorkspace()
    const health = await makeSector(services, 'health-2')
    const [land, construction] = survey.sectors.map((sector) => sector.sectorId)
    const added = await updateSurvey(services, { id: survey.id, sectorIds: [health, construction ?? 0, land ?? 0] })
    expect(added.sectors.map(({ id, code }) => [id, code])).toEqual([
      [1, 'land'],
      [2, 'construction'],
      [3, 'health-2'],
    ])
    const removed = await updateSurvey(services, { id: survey.id, sectorIds: [health, construction ?? 0] })
    expect(removed.sectors.map((sector) => sector.id)).toEqual([2, 3])
  })

  test('stay while a response refers to them, a void one too', async () => {
    const workspace = await makeWorkspace()
    const { services, administrator, survey } = workspace
    const form = await makeForm(workspace, { serial: '1', agencyId: 1, sectorId: 2, groupId: 1 })
    await saveResponse(services, administrator, { ...form, draftId: null })
    const refused = (code: string) => ({ code: 'part-has-responses', params: { code, count: 1 } })
    const change = (more: object) => updateSurvey(services, { id: survey.id, ...more })
    await expect(change({ agencyUnitIds: [] })).rejects.toMatchObject(refused('SO-XD'))
    await expect(change({ sectorIds: [1] })).rejects.toMatchObject(refused('construction'))
    await expect(change({ groups: [] })).rejects.toMatchObject(refused('G1'))
    expect(await getSurvey(services, survey.id)).toMatchObject({ agencies: survey.agencies, groups: survey.groups })
    const [, finance] = survey.agencies
    const kept = await change({ agencyUnitIds: [survey.agencies[0]?.unitId ?? 0] })
    expect(kept.agencies.map((agency) => agency.code)).toEqual(['SO-XD'])
    expect(finance?.code).toBe('SO-TC')
  })

  test('strata change name and population by their code', async () => {
    const { services, survey } = await makeWorkspace({ strata: [{ code: 'T1', name: 'Tầng 1', population: 900 }] })
    const strata = [
      { code: 'T2', name: 'Tầng 2' },
      { code: 'T1', name: 'Đô thị', population: 950 },
    ]
    const changed = await updateSurvey(services, { id: survey.id, strata })
    expect(changed.strata).toEqual([
      { id: 1, code: 'T1', name: 'Đô thị', population: 950 },
      { id: 2, code: 'T2', name: 'Tầng 2', population: null },
    ])
  })
})
