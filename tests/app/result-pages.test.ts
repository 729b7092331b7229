import { expect, test } from 'vitest'
import { computeItem, computeItems } from '../../src/app/item-results.ts'
import { computePart } from '../../src/app/part-results.ts'
import { computePriorities } from '../../src/app/priority-results.ts'
import { computeResults } from '../../src/app/results-summary.ts'
import { saveResponse } from '../../src/app/save-response.ts'
import { computeSectors, sectorsInOrder } from '../../src/app/sector-results.ts'
import { updateSettings } from '../../src/app/settings.ts'
import { computeSurveyIndicators } from '../../src/app/survey-indicators.ts'
import { DEFAULT_SMALL_CELLS } from '../../src/core/index/small-cells.ts'
import { makeForm, makeWorkspace } from '../support/make-services.ts'

/** Five forms: three of agency 1 (two on land), two of agency 2 (one on land, one without a sector). */
const FORMS: [object, Record<string, string>, Record<string, string>][] = [
  [
    { agencyId: 1, sectorId: 1 },
    { k01: '1', k02: '2', overall: '2', u_result: '3', u_late_apology: '1' },
    { comment: 'Chậm' },
  ],
  [{ agencyId: 1, sectorId: 1 }, { k01: '3', k02: '4', overall: '4', u_result: '3', u_late_apology: '2' }, {}],
  [{ agencyId: 1, sectorId: 2 }, { k01: '4', overall: '5', u_result: '1' }, { comment: 'Tốt' }],
  [{ agencyId: 2, sectorId: 1 }, { k01: '.', overall: '5', u_result: '1' }, { comment: 'Khá' }],
  [{ agencyId: 2, sectorId: 0 }, { k01: '5', overall: '5', u_result: '2' }, {}],
]

async function makePages() {
  const workspace = await makeWorkspace()
  const { services, administrator, survey } = workspace
  for (const [number, [header, answers, texts]] of FORMS.entries()) {
    const form = await makeForm(workspace, { serial: String(number), ...header }, answers, texts)
    await saveResponse(services, administrator, { ...form, draftId: null })
  }
  return { services, administrator, workspace, surveyId: survey.id }
}

test('an agency’s page: its own figures beside the survey’s, its weakest items, sectors, indicators and comments', async () => {
  const { services, surveyId } = await makePages()
  const page = await computePart(services, 'agency', { surveyId, id: 1 })
  const summary = await computeResults(services, { surveyId, where: { agencyId: 1 } })
  const whole = await computeResults(services, { surveyId })
  expect(page.part).toMatchObject({ id: 1, code: 'SO-XD', name: { vi: 'Sở Xây dựng' } })
  expect(page.overall).toEqual(summary.overall)
  expect(page.survey).toEqual(whole.overall)
  expect(page.factors.map(({ own }) => own)).toEqual(summary.factors)
  expect(page.factors.map(({ survey }) => survey)).toEqual(whole.factors)
  // k01 of agency 1: codes 1, 3, 4: one of three satisfied, one of three dissatisfied.
  expect(page.weakestItems[0]).toMatchObject({
    cell: { node: 'k01', index: expect.closeTo(100 / 3, 12) },
    dissatisfied: { index: expect.closeTo(100 / 3, 12), n: 3 },
  })
  expect(page.others.map(({ by, n }) => [by.sector?.code, n])).toEqual([
    ['land', 2],
    ['construction', 1],
  ])
  const late = page.figures.find(({ own }) => own.key === 'late-files')
  expect([late?.own.count, late?.own.of, late?.survey.count, late?.survey.of]).toEqual([2, 3, 2, 5])
  expect(page.commentCount).toBe(2)
  await expect(computePart(services, 'agency', { surveyId, id: 9 })).rejects.toMatchObject({ code: 'agency-unknown' })
})

test('a sector’s page has its agencies; the sectors beside each other cross with agencies', async () => {
  const { services, surveyId } = await makePages()
  const land = await computePart(services, 'sector', { surveyId, id: 1 })
  expect(land.others.map(({ by, n }) => [by.agency?.code, n])).toEqual([
    ['SO-XD', 2],
    ['SO-TC', 1],
  ])
  expect([land.overall.target, land.unitId, land.commentCount]).toEqual([85, null, 2])
  const { sectors, agencies } = await computeSectors(services, { surveyId })
  expect(sectors.map(({ code, cell }) => [code, cell?.n])).toEqual([
    ['land', 3],
    ['construction', 1],
  ])
  expect(agencies.map(({ code, cells }) => [code, cells.map((cell) => cell?.n ?? null)])).toEqual([
    ['SO-XD', [2, 1]],
    ['SO-TC', [1, null]],
  ])
  await expect(computePart(services, 'sector', { surveyId, id: 9 })).rejects.toMatchObject({ code: 'sector-unknown' })
})

test('land, construction and investment come first, the rest as the survey lists them', () => {
  const codes = ['health', 'investment', 'land', 'justice', 'construction'].map((code) => ({ code }))
  const order = ['land', 'construction', 'investment', 'health', 'justice']
  expect(sectorsInOrder(codes).map(({ code }) => code)).toEqual(order)
})

test('the items as a tree with the share of the dissatisfied; one of them in full', async () => {
  const { services, surveyId } = await makePages()
  const { nodes, dissatisfiedLevels } = await computeItems(services, { surveyId })
  expect(dissatisfiedLevels).toBe(2)
  expect(nodes.slice(0, 3).map(({ cell, number, depth, isItem }) => [cell.node, number, depth, isItem])).toEqual([
    ['SIPAS', 'SIPAS', 0, false],
    ['F1', 'F1', 1, false],
    ['k01', expect.any(String), 2, true],
  ])
  // Of the 109 answers (5 forms × 22, one missing) two are 1 or 2.
  expect(nodes[0]?.dissatisfied).toMatchObject({ answers: 109, index: expect.closeTo(200 / 109, 12) })
  const item = await computeItem(services, { surveyId, node: 'k01' })
  expect(item.line).toEqual(nodes[2])
  expect(item.path.map(({ node }) => node)).toEqual(['SIPAS', 'F1'])
  expect(item.asked?.vi).toContain('hài lòng ở mức độ nào')
  expect(item.distribution?.choices.map(({ count }) => count)).toEqual([1, 0, 1, 1, 1])
  expect(item.distribution?.missing.notAnswered).toBe(1)
  expect(item.agencies.map(({ cell, dissatisfied }) => [cell.by.agency?.code, cell.n, dissatisfied?.index])).toEqual([
    ['SO-XD', 3, expect.closeTo(100 / 3, 12)],
    ['SO-TC', 1, 0],
  ])
  expect(item.sectors.map(({ cell }) => [cell.by.sector?.code, cell.n])).toEqual([
    ['land', 2],
    ['construction', 1],
  ])
  expect([item.previous?.node, item.next?.node]).toEqual(['F1', 'k02'])
  const factor = await computeItem(services, { surveyId, node: 'F1' })
  expect(factor.below.map(({ cell }) => cell.node)).toEqual(['k01', 'k02', 'k03', 'k04'])
  expect([factor.distribution, factor.asked]).toEqual([null, null])
  await expect(computeItem(services, { surveyId, node: 'k99' })).rejects.toMatchObject({ code: 'node-unknown' })
})

test('priorities: the overall question is what importance is taken from; what never varies is left out and named', async () => {
  const { services, surveyId } = await makePages()
  const priorities = await computePriorities(services, { surveyId })
  expect(priorities.overall?.vi).toContain('Nhìn chung')
  // k01: 1 3 4 5 with overall 2 4 5 5: means 3.25 and 4; Sxy = 4.5 + 0 + 0.75 + 1.75 = 7, Sxx = 8.75, Syy = 6; r = 7/√52.5 = 0.96609.
  // k02: 2 4 5 5 5 with overall 2 4 5 5 5 is the same.
  expect(priorities.items.map(({ node, importanceN }) => [node, importanceN])).toEqual([
    ['k01', 4],
    ['k02', 5],
  ])
  expect(priorities.items[0]?.importance).toBeCloseTo(7 / Math.sqrt(8.75 * 6), 12)
  expect(priorities.items[1]?.importance).toBeCloseTo(1, 12)
  // k01 50 % satisfied, k02 80 %: the mean is 65.
  expect(priorities.items.map(({ performance, quadrant }) => [performance, quadrant])).toEqual([
    [50, 'later'],
    [80, 'keep'],
  ])
  expect(priorities.left).toHaveLength(20)
  expect(priorities.wishes?.key).toBe('wishes')
  const land = await computePriorities(services, { surveyId, where: { sectorId: 1 } })
  expect(land.items.map(({ importanceN }) => importanceN)).toEqual([3])
})

test('an importance of too few is left out as every figure is', async () => {
  const { services, administrator, workspace, surveyId } = await makePages()
  const silent = { k01: '2', k02: '3', overall: '.' }
  const form = await makeForm(workspace, { serial: 'silent', agencyId: 1, sectorId: 1 }, silent)
  await saveResponse(services, administrator, { ...form, draftId: null })
  const items = async () =>
    (await computePriorities(services, { surveyId, where: { agencyId: 1 } })).items.map(({ node, n, importanceN }) => [
      node,
      n,
      importanceN,
    ])
  expect(await items()).toEqual([
    ['k01', 4, 3],
    ['k02', 4, 3],
  ])
  await updateSettings(services, { smallCells: { ...DEFAULT_SMALL_CELLS, minimumShown: 4 } })
  expect(await items()).toEqual([]) // four answered the item, but only three the question it is compared with
})

test('wishes of too few stand in the order of the paper, which tells nothing of them', async () => {
  const { services, administrator, workspace, surveyId } = await makePages()
  // Two forms with the first three ticked, and one with the third alone.
  const wishes = Object.fromEntries(Array.from({ length: 10 }, (_, at) => [`wish_${at + 1}`, at === 2 ? '1' : '0']))
  const form = await makeForm(workspace, { serial: 'wishes', agencyId: 2, sectorId: 1 }, wishes)
  await saveResponse(services, administrator, { ...form, draftId: null })
  const order = async () =>
    (await computePart(services, 'agency', { surveyId, id: 2 })).lists
      .find(({ key }) => key === 'wishes')
      ?.rows.slice(0, 3)
      .map(({ code }) => code)
  expect(await order()).toEqual(['wish_3', 'wish_1', 'wish_2'])
  await updateSettings(services, { smallCells: { ...DEFAULT_SMALL_CELLS, minimumShown: 10 } })
  expect(await order()).toEqual(['wish_1', 'wish_2', 'wish_3'])
})

test('without weights the answers to an item are shared out without weights too', async () => {
  const { services, administrator, workspace, surveyId } = await makePages()
  const form = await makeForm(workspace, { serial: 'heavy', weight: 6 }, { k01: '1' })
  await saveResponse(services, administrator, { ...form, draftId: null })
  const share = async (weights: boolean) =>
    (await computeItem(services, { surveyId, node: 'k01', weights })).distribution?.choices[0]?.share
  expect(await share(true)).toBeCloseTo(7 / 10, 12) // one of weight 1 and one of 6, beside three of 1
  expect(await share(false)).toBeCloseTo(2 / 5, 12)
})

test('indicators by agency for exports, each with how many answered', async () => {
  const { services, surveyId } = await makePages()
  const { groups } = await computeSurveyIndicators(services, { surveyId, by: 'agency' })
  const apology = groups.map(({ by, figures }) => {
    const figure = figures.find(({ key }) => key === 'late-apology')
    return [by?.code, figure?.count, figure?.of, figure?.note]
  })
  expect(apology).toEqual([
    ['SO-XD', 1, 2, 'wilson'],
    ['SO-TC', 0, 0, 'no-answers'],
  ])
  const { groups: whole } = await computeSurveyIndicators(services, { surveyId })
  expect(whole.map(({ by, lists }) => [by, lists.length])).toEqual([[null, 3]])
})

test('a form that is keyed later is in the indicators at once', async () => {
  const workspace = await makeWorkspace()
  const lateFiles = async () => {
    const { groups } = await computeSurveyIndicators(workspace.services, { surveyId: workspace.survey.id })
    const figure = groups[0]?.figures.find(({ key }) => key === 'late-files')
    return [figure?.count, figure?.of]
  }
  const key = async (serial: string, u_result: string) => {
    const form = await makeForm(workspace, { serial }, { u_result })
    await saveResponse(workspace.services, workspace.administrator, { ...form, draftId: null })
  }
  for (const serial of ['1', '2', '3', '4', '5']) await key(serial, '1')
  expect(await lateFiles()).toEqual([0, 5])
  await key('6', '3')
  expect(await lateFiles()).toEqual([1, 6])
})
