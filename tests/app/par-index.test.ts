import { expect, test } from 'vitest'
import { exportPar } from '../../src/app/export-par.ts'
import { type ParComponent, parTable, saveParTable } from '../../src/app/par-index.ts'
import { computeResults } from '../../src/app/results-summary.ts'
import { saveResponse } from '../../src/app/save-response.ts'
import type { Services } from '../../src/app/services.ts'
import { updateSettings } from '../../src/app/settings.ts'
import { updateSurvey } from '../../src/app/surveys.ts'
import { DEFAULT_SMALL_CELLS } from '../../src/core/index/small-cells.ts'
import { textOf } from '../support/download-text.ts'
import { makeForm, makeWorkspace } from '../support/make-services.ts'

const component = (change: Partial<ParComponent> & { code: string }): ParComponent => ({
  name: `Thành phần ${change.code}`,
  respondents: 'people',
  surveyId: null,
  groupId: 0,
  node: '',
  value: null,
  maxPoints: 10,
  weight: 1,
  method: 'proportional',
  steps: [],
  document: '',
  ...change,
})

/** As the screen does it: what was read a moment before is what is replaced. */
async function savePar(services: Services, input: { year: number; components: readonly ParComponent[] }) {
  const { stamp } = await parTable(services, input.year)
  return saveParTable(services, { ...input, stamp })
}

/** 31 people with all 22 items satisfied but two of the first, 2 organisations with none of the first two satisfied. */
async function makeSurvey() {
  const workspace = await makeWorkspace()
  const { services, administrator, survey } = workspace
  for (let number = 0; number < 33; number++) {
    const isPeople = number < 31
    const bad = { k01: '1', k02: '1' }
    const header = { serial: String(number), agencyId: 1, groupId: isPeople ? 1 : 2 }
    const form = await makeForm(workspace, header, number === 0 || !isPeople ? bad : {})
    await saveResponse(services, administrator, { ...form, draftId: null })
  }
  return { services, survey }
}

test('points come from a survey’s node and group, with its interval, or from a value by hand', async () => {
  const { services, survey } = await makeSurvey()
  const from = { surveyId: survey.id, node: 'SIPAS' }
  const { components, totals, total } = await savePar(services, {
    year: 2026,
    components: [
      component({ code: 'A', ...from, groupId: 1 }),
      component({
        code: 'B',
        respondents: 'deputies',
        value: 85,
        maxPoints: 2,
        weight: 1.5,
        method: 'steps',
        steps: [
          [80, 0.5],
          [85, 1],
        ],
      }),
      component({ code: 'C' }),
    ],
  })
  const { overall } = await computeResults(services, { surveyId: survey.id, where: { groupId: 1 } })
  const [a, b, c] = components
  expect(a?.index).toBeCloseTo((100 * 680) / 682, 9)
  expect(a).toMatchObject({ n: 31, index: overall.index, lower95: overall.lower95, groupName: 'Người dân' })
  expect(a?.points).toBeCloseTo(6800 / 682, 9)
  expect(a?.lowerPoints).toBeCloseTo((overall.lower95 ?? 0) / 10, 12)
  expect(b).toMatchObject({ index: 85, points: 3, maximum: 3, lowerPoints: null, n: null, warnings: [] })
  expect(c).toMatchObject({ points: null, maximum: 10, warnings: ['no-source'] })
  expect(totals).toMatchObject([
    { respondents: 'people', maximum: 20, missing: 1 },
    { respondents: 'deputies', points: 3, gap: 0, missing: 0 },
  ])
  expect(total.points).toBeCloseTo(6800 / 682 + 3, 9)
  expect(total.gap).toBeCloseTo(10 - 6800 / 682, 9)
  expect(total).toMatchObject({ maximum: 23, missing: 1 })
})

test('what makes points doubtful is told', async () => {
  const { services, survey } = await makeSurvey()
  const from = { surveyId: survey.id, node: 'SIPAS' }
  const warningsOf = async (change: Partial<ParComponent>, year = 2026) => {
    const { components } = await savePar(services, {
      year,
      components: [component({ code: 'A', ...from, ...change })],
    })
    return components[0]?.warnings
  }
  expect(await warningsOf({})).toEqual(['survey-open'])
  await updateSurvey(services, { id: survey.id, state: 'closed' })
  expect(await warningsOf({})).toEqual([])
  expect(await warningsOf({ groupId: 2 })).toEqual(['few-answers'])
  await updateSettings(services, { smallCells: { ...DEFAULT_SMALL_CELLS, minimumShown: 5 } })
  const hidden = await parTable(services, 2026)
  expect(hidden.components[0]).toMatchObject({ n: 2, index: null, points: null, warnings: ['few-answers'] })
  expect(await warningsOf({ groupId: 9 })).toEqual(['no-group'])
  expect(await warningsOf({ node: 'nothing' })).toEqual(['no-node'])
  expect(await warningsOf({}, 2025)).toEqual(['other-year'])
  const { db } = services.store
  await db.updateTable('questionnaire_version').set({ state: 'retired' }).where('code', '=', 'tthc-2017').execute()
  expect(await warningsOf({})).toEqual(['closed-method'])
})

test('a year’s table is saved whole or not at all, and the other years stay', async () => {
  const { services } = await makeWorkspace()
  await savePar(services, { year: 2025, components: [component({ code: 'A', value: 80 })] })
  await savePar(services, { year: 2026, components: [component({ code: 'B' }), component({ code: 'A' })] })
  const bad: [ParComponent, string][] = [
    [component({ code: 'B' }), 'code-repeated'],
    [component({ code: 'C', surveyId: 99 }), 'survey-not-found'],
    [component({ code: 'C', surveyId: 1, value: 3 }), 'par-two-sources'],
    [
      component({
        code: 'C',
        method: 'steps',
        steps: [
          [80, 1],
          [90, 0.5],
        ],
      }),
      'par-steps-bad',
    ],
  ]
  for (const [one, code] of bad) {
    const saving = savePar(services, { year: 2026, components: [component({ code: 'B' }), one] })
    await expect(saving).rejects.toMatchObject({ code })
  }
  const table = await parTable(services, 2026)
  expect(table.years).toEqual([2026, 2025])
  expect(table.components.map(({ code }) => code)).toEqual(['B', 'A'])
  expect((await parTable(services, 2025)).total.points).toBe(8)
})

test('the file holds the rows of the screen and the totals below them', async () => {
  const { services } = await makeWorkspace()
  await savePar(services, {
    year: 2026,
    components: [component({ code: 'A', name: '=x', value: 83.94, document: 'QĐ 1' }), component({ code: 'B' })],
  })
  const lines = (await textOf(await exportPar(services, { year: 2026, format: 'csv', delimiter: ';' }))).split('\r\n')
  expect(lines[1]).toMatch(/^A;'=x;Người dân;Nhập tay;;;;83,94;;;Tỷ lệ thuận;10;1;10;8,39\d*;;;1,60\d*;QĐ 1;$/)
  expect(lines[3]).toMatch(/^;Cộng: người dân;{12}20;8,39\d*;;;1,60\d*;;1 thành phần chưa có điểm/)
  expect(lines[0]?.split(';')).toHaveLength(lines[4]?.split(';').length ?? 0)
})

test('of two who edit a year at once, the second is told, and nothing of the first is lost', async () => {
  const { services } = await makeWorkspace()
  const { stamp: empty } = await parTable(services, 2026)
  const { stamp } = await saveParTable(services, { year: 2026, stamp: empty, components: [component({ code: 'A' })] })
  const late = saveParTable(services, { year: 2026, stamp: empty, components: [component({ code: 'B' })] })
  await expect(late).rejects.toMatchObject({ code: 'par-changed-meanwhile' })
  expect((await parTable(services, 2026)).components).toMatchObject([{ code: 'A' }])
  await saveParTable(services, { year: 2026, stamp, components: [component({ code: 'B' })] })
  expect((await parTable(services, 2026)).components).toMatchObject([{ code: 'B' }])
})
