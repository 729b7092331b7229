import { expect, test } from 'vitest'
import { exportTargetStanding } from '../../src/app/export-target-standing.ts'
import { saveResponse } from '../../src/app/save-response.ts'
import type { Services } from '../../src/app/services.ts'
import { updateSettings } from '../../src/app/settings.ts'
import { updateSurvey } from '../../src/app/surveys.ts'
import { targetStanding } from '../../src/app/target-standing.ts'
import { listTargets, saveTargets } from '../../src/app/targets.ts'
import { DEFAULT_SMALL_CELLS } from '../../src/core/index/small-cells.ts'
import { textOf } from '../support/download-text.ts'
import { makeForm, makeWorkspace } from '../support/make-services.ts'

const everywhere = { year: null, node: 'SIPAS', agencyUnitId: null, sectorId: null, level: null, document: '' }

async function setTargets(services: Services, targets: object[]) {
  const removedIds = (await listTargets(services)).map(({ id }) => id)
  await saveTargets(services, { targets: targets.map((one) => ({ ...everywhere, value: 90, ...one })), removedIds })
}

/** Of 22 items a form: `bad` of the first answered 2 (not satisfied), all others with the highest level. */
async function makeSurvey(forms: { agencyId: number; sectorId: number; bad: number; weight?: number }[]) {
  const workspace = await makeWorkspace()
  const { services, administrator, survey } = workspace
  for (const [number, { bad, ...header }] of forms.entries()) {
    const answers = Object.fromEntries(
      Array.from({ length: bad }, (_, at) => [`k${String(at + 1).padStart(2, '0')}`, '2']),
    )
    const form = await makeForm(workspace, { serial: String(number), ...header }, answers)
    await saveResponse(services, administrator, { ...form, draftId: null })
  }
  return { services, survey }
}

const FORMS = [
  { agencyId: 1, sectorId: 1, bad: 10 },
  { agencyId: 1, sectorId: 2, bad: 2 },
  { agencyId: 2, sectorId: 1, bad: 0 },
]

test('each target in force stands beside what was reached and what was lacking', async () => {
  const { services, survey } = await makeSurvey(FORMS)
  await setTargets(services, [
    { document: 'QĐ 1' },
    { agencyUnitId: survey.agencies[0]?.unitId, value: 75.5, year: 2026, document: 'QĐ 2' },
    { sectorId: 2, value: 99 },
    { agencyUnitId: survey.agencies[0]?.unitId, sectorId: 1, value: 60 },
    { node: 'nothing' },
  ])
  const { whole, agencies, unused, formula } = await targetStanding(services, survey.id)
  expect(formula).toBe('satisfied-share')
  const short = (rows: typeof whole) =>
    rows.map(({ agency, sector, target, gap, steps, from }) => [
      ...[agency?.id ?? 0, sector?.id ?? 0, target, Number(gap?.toFixed(6)), steps[0]?.count, from?.document],
    ])
  expect(short(whole)).toEqual([
    [0, 0, 90, Number((5400 / 66 - 90).toFixed(6)), 6, 'QĐ 1'], // 54 of 66; 59,4 would be 90 %
    [0, 1, 90, Number((3400 / 44 - 90).toFixed(6)), 6, 'QĐ 1'], // 34 of 44; 39,6
    [0, 2, 99, Number((2000 / 22 - 99).toFixed(6)), 2, ''], // 20 of 22; 21,78
    [1, 1, 60, Number((1200 / 22 - 60).toFixed(6)), 2, ''], // 12 of 22; 13,2
  ])
  expect(short(agencies)).toEqual([
    [1, 0, 75.5, Number((3200 / 44 - 75.5).toFixed(6)), 2, 'QĐ 2'], // 32 of 44; 33,22
    [2, 0, 90, 10, 0, 'QĐ 1'],
  ])
  expect(unused.map(({ node }) => node)).toEqual(['nothing'])
})

test('as many better answers as it says lift the index to the target, one less doesn’t', async () => {
  const { services, survey } = await makeSurvey(FORMS)
  await setTargets(services, [{}])
  const lacking = (await targetStanding(services, survey.id)).whole[0]?.steps[0]?.count ?? 0
  for (const [better, isMet] of [
    [lacking, true],
    [lacking - 1, false],
  ] as const) {
    const after = await makeSurvey(FORMS.map((form, at) => (at === 0 ? { ...form, bad: form.bad - better } : form)))
    await setTargets(after.services, [{}])
    expect(((await targetStanding(after.services, after.survey.id)).whole[0]?.gap ?? -1) >= 0).toBe(isMet)
  }
})

test('mean scores, people wholly satisfied and weights are told in their own ways; means of children are not', async () => {
  const { services, survey } = await makeSurvey(FORMS)
  await setTargets(services, [{}])
  const stepsWith = async (change: object) => {
    await updateSurvey(services, { id: survey.id, ...change })
    return (await targetStanding(services, survey.id)).whole[0]?.steps.map(({ way, count }) => [way, count])
  }
  // 54 fives and 12 twos: 294 of 330 points; 90 % are 297.
  expect(await stepsWith({ formula: 'mean-score' })).toEqual([
    ['raise-one', 3],
    ['raise-to-satisfied', 2],
    ['raise-to-top', 1],
  ])
  expect(await stepsWith({ formula: 'all-satisfied' })).toEqual([['satisfy', 2]]) // one of three people; 2,7
  expect(await stepsWith({ formula: 'satisfied-share', aggregate: 'mean-of-children' })).toEqual([])
  const weighted = await makeSurvey(FORMS.map((form, at) => ({ ...form, weight: at === 0 ? 3 : 1 })))
  await setTargets(weighted.services, [{}])
  const { whole, weights } = await targetStanding(weighted.services, weighted.survey.id)
  expect(weights).toBe('on')
  // Satisfied 36 + 20 + 22 = 78 of 110 by weight; 99 are 90 %: 21 more, at 110/66 an answer 12,6.
  expect(whole[0]?.steps).toEqual([{ way: 'satisfy', count: 13 }])
})

test('without answers there is a target and nothing more, and the file has the same rows', async () => {
  const { services, survey } = await makeSurvey([])
  await setTargets(services, [{ document: '=1+1' }])
  const { whole } = await targetStanding(services, survey.id)
  expect(whole).toMatchObject([{ target: 90, index: null, gap: null, verdict: null, steps: [] }])
  const file = await exportTargetStanding(services, { surveyId: survey.id, format: 'csv', delimiter: ';' })
  const text = await textOf(file)
  expect(text.split('\r\n')[1]).toBe(
    ";;SIPAS;Chỉ số hài lòng chung;0;0;;;;90;;;;'=1+1;Tỷ lệ hài lòng (mức 4 và 5);Gộp mọi câu trả lời;Không",
  )
})

test('what too few answered is hidden, and nothing that it could be worked out from', async () => {
  const { services, survey } = await makeSurvey(FORMS)
  await setTargets(services, [{}])
  await updateSettings(services, { smallCells: { ...DEFAULT_SMALL_CELLS, minimumShown: 2 } })
  const { agencies } = await targetStanding(services, survey.id)
  expect(
    agencies.map(({ n, index, gap, verdict, steps }) => [n, index === null, gap === null, verdict, steps.length]),
  ).toEqual([
    [2, false, false, agencies[0]?.verdict, 1],
    [1, true, true, null, 0],
  ])
})
