import { expect, test } from 'vitest'
import { inTransaction } from '../../src/app/in-transaction.ts'
import { publishQuestionnaire } from '../../src/app/publish-questionnaire.ts'
import { getQuestionnaire } from '../../src/app/questionnaires.ts'
import { computeResults } from '../../src/app/results-summary.ts'
import { saveResponse } from '../../src/app/save-response.ts'
import type { Services } from '../../src/app/services.ts'
import { surveyHeadline } from '../../src/app/survey-headline.ts'
import { computeIndex } from '../../src/app/survey-index.ts'
import { createSurvey, getSurvey, updateSurvey } from '../../src/app/surveys.ts'
import { listTargets, saveTargets } from '../../src/app/targets.ts'
import { assert } from '../../src/core/assert.ts'
import { makeForm, makeWorkspace } from '../support/make-services.ts'

/** A new file has targets already. */
const targetIds = async (services: Services) => (await listTargets(services)).map(({ id }) => id)

const FORMS: [object, Record<string, string>][] = [
  [
    { agencyId: 1, sectorId: 1, groupId: 1 },
    { k01: '1', k02: '2', u_result: '3', u_late_apology: '1', u_visits: '1' },
  ],
  [
    { agencyId: 1, sectorId: 2, groupId: 1 },
    { k01: '1', u_result: '3', u_late_apology: '2', u_visits: '2' },
  ],
  [
    { agencyId: 2, sectorId: 1, groupId: 2 },
    { k02: '3', u_result: '1', u_visits: '0' },
  ],
  [
    { agencyId: 2, sectorId: 0, groupId: 2 },
    { u_result: '2', u_visits: '.' },
  ],
]

async function makeResults() {
  const workspace = await makeWorkspace()
  const { services, administrator, survey } = workspace
  for (const [number, [header, answers]] of FORMS.entries()) {
    const form = await makeForm(workspace, { serial: String(number), ...header }, answers)
    await saveResponse(services, administrator, { ...form, draftId: null })
  }
  const everything = { year: null, node: 'SIPAS', agencyUnitId: null, sectorId: null, level: null, document: '' }
  await saveTargets(services, { targets: [{ ...everything, value: 90 }], removedIds: await targetIds(services) })
  return {
    services,
    surveyId: survey.id,
    get: (where = {}) => computeResults(services, { surveyId: survey.id, where }),
  }
}

test('one call holds every figure of the screen, the same as the table of indices', async () => {
  const { services, surveyId, get } = await makeResults()
  await updateSurvey(services, { id: surveyId, issuedCount: 10, collectedCount: 5 })
  const results = await get()
  // 88 answers of 22 items, 4 below satisfied.
  expect(results.overall).toMatchObject({
    node: 'SIPAS',
    n: 4,
    answers: 88,
    index: (100 * 84) / 88,
    target: 90,
    by: {},
  })
  expect(results.factors.map(({ node }) => node)).toEqual(['F1', 'F2', 'F3', 'F4', 'F5'])
  expect(results.agencies.map(({ by, n }) => [by.agency?.code, n])).toEqual([
    ['SO-XD', 2],
    ['SO-TC', 2],
  ])
  expect(results.sectors.map(({ by, n }) => [by.sector?.code, n])).toEqual([
    ['land', 2],
    ['construction', 1],
  ])
  expect(results.heat.map(({ code, cells }) => [code, cells.map(({ node }) => node).join()])).toEqual([
    ['SO-XD', 'F1,F2,F3,F4,F5'],
    ['SO-TC', 'F1,F2,F3,F4,F5'],
  ])
  expect(results.weakestItems.slice(0, 2).map(({ node, index }) => [node, index])).toEqual([
    ['k01', 50],
    ['k02', 50],
  ])
  expect(results.strongestItems).toHaveLength(5)
  expect(results.strongestItems[0]?.index).toBe(100)
  expect(results.counts).toEqual({ issued: 10, collected: 5, valid: 4 })
  expect(results.indicators.map(({ key, count, of }) => [key, count, of])).toEqual([
    ['late-files', 2, 4],
    ['late-apology', 1, 2],
    ['late-notice', 0, 2],
    ['repeat-visits', 1, 3],
    ['harassment', 0, 4],
    ['extra-payment', 0, 4],
  ])
  expect(results.indicators[0]?.label).toEqual({ vi: 'Hồ sơ trễ hẹn', en: 'Late files' })
  const table = await computeIndex(services, { surveyId, by: ['agency'], nodes: ['F1'] })
  const heat = new Map(results.heat.map(({ code, cells }) => [code, cells[0]]))
  for (const { by, index, standardError } of table.rows) {
    expect(heat.get(by.agency ?? '')).toMatchObject({ index, standardError })
  }
})

test('a filter holds everywhere; for a group of respondents no target is set', async () => {
  const { get } = await makeResults()
  const land = await get({ sectorId: 1 })
  expect([land.overall.n, land.overall.target, land.agencies.length]).toEqual([2, 90, 2])
  expect(land.indicators.find(({ key }) => key === 'late-files')).toMatchObject({ count: 1, of: 2, percent: 50 })
  const people = await get({ groupId: 1 })
  expect([people.overall.n, people.overall.target, people.overall.verdict]).toEqual([2, null, null])
  expect(people.agencies.map(({ by }) => by.agency?.code)).toEqual(['SO-XD'])
  const nobody = await get({ agencyId: 1, groupId: 2 })
  expect(nobody.overall).toMatchObject({ n: 0, index: null, note: 'no-answers' })
  expect([nobody.agencies, nobody.weakestItems, nobody.indicators]).toEqual([[], [], []])
})

test('what the scheme itself says of a node is its target where no row speaks', async () => {
  const { services, administrator } = await makeWorkspace()
  const { questionnaire } = await getQuestionnaire(services, { code: 'tthc-2017' })
  const [scheme] = questionnaire.schemes
  const [first, ...others] = scheme?.root.children ?? []
  assert(scheme !== undefined && first !== undefined, 'tthc-2017 has factors')
  const root = { ...scheme.root, target: 99, children: [{ ...first, target: 80 }, ...others] }
  const next = { ...questionnaire, version: 2, schemes: [{ ...scheme, root }] }
  await inTransaction(services, (db) => publishQuestionnaire(db, next, 0))
  const part = {
    code: 'T',
    name: 'T',
    year: 2026,
    questionnaireCode: 'tthc-2017',
    agencyUnitIds: [1, 2],
    sectorIds: [1],
  }
  const survey = await createSurvey(services, part)
  for (const [number, header] of [{ agencyId: 1 }, { agencyId: 2, sectorId: 0 }].entries()) {
    const form = await makeForm({ services, survey }, { serial: String(number), ...header }, { k01: '1' })
    await saveResponse(services, administrator, { ...form, draftId: null })
  }
  const row = { year: null, node: 'SIPAS', agencyUnitId: null, level: null, document: '' }
  await saveTargets(services, { targets: [{ ...row, sectorId: 1, value: 85 }], removedIds: await targetIds(services) })
  const results = await computeResults(services, { surveyId: survey.id })
  expect([results.overall.target, results.sectors[0]?.target]).toEqual([99, 85])
  expect(results.agencies.map(({ target }) => target)).toEqual([99, 99])
  expect(results.factors.map(({ target }) => target)).toEqual([80, null, null, null, null])
  expect(results.weakestItems.map(({ target }) => target)).toEqual([null, null, null, null, null])
  const table = await computeIndex(services, { surveyId: survey.id, nodes: ['SIPAS', 'F1'] })
  // 42 of 44 answers satisfied = 95,45; F1 (4 items) 6 of 8 = 75.
  expect(table.rows.map(({ target, met }) => [target, met])).toEqual([
    [99, false],
    [80, false],
  ])
  expect((await surveyHeadline(services, survey.id))?.target).toBe(99)
})

test('the headline of a survey is its overall index; none before the first form', async () => {
  const { services, surveyId, get } = await makeResults()
  const { overall } = await get()
  const headline = { index: overall.index, lower95: overall.lower95, upper95: overall.upper95, target: 90 }
  expect(await surveyHeadline(services, surveyId)).toEqual(headline)
  expect((await getSurvey(services, surveyId)).headline).toEqual(headline)
  const { services: empty, survey } = await makeWorkspace()
  expect(await surveyHeadline(empty, survey.id)).toBeNull()
})

test('a narrowed screen counts the valid forms of its choice, also one without any answer to a measured item', async () => {
  const { services, surveyId, get } = await makeResults()
  await updateSurvey(services, { id: surveyId, issuedCount: 10, collectedCount: 5 })
  expect((await get({ agencyId: 1 })).counts).toEqual({ issued: 10, collected: 5, valid: 2 })
  expect((await get({ agencyId: 2, sectorId: 1 })).counts.valid).toBe(1)
  expect((await get()).counts.valid).toBe(4)
})

test('a condition on answers narrows the same as it does for an index, and has no target', async () => {
  const { services, surveyId, get } = await makeResults()
  const condition = 'u_result == 3'
  const results = await get({ sectorId: 1, condition })
  const { rows } = await computeIndex(services, {
    surveyId,
    by: ['sector'],
    nodes: ['SIPAS'],
    where: condition,
  })
  const land = rows.find(({ by }) => by.sector === 'land')
  const { index, n } = results.overall
  expect({ index, n, valid: results.counts.valid }).toEqual({ index: land?.index, n: land?.n, valid: 1 })
  expect(results.indicators.find(({ key }) => key === 'late-files')).toMatchObject({ count: 1, of: 1 })
  expect(results.overall.target).toBe(null)
  await services.close()
})
