import { expect, test } from 'vitest'
import { exportDistribution } from '../../src/app/export-distribution.ts'
import { exportIndex } from '../../src/app/export-index.ts'
import { computeResults } from '../../src/app/results-summary.ts'
import { saveResponse } from '../../src/app/save-response.ts'
import { getSmallCells, updateSettings } from '../../src/app/settings.ts'
import { computeDistribution } from '../../src/app/survey-distribution.ts'
import { surveyHeadline } from '../../src/app/survey-headline.ts'
import { computeIndex } from '../../src/app/survey-index.ts'
import { DEFAULT_SMALL_CELLS } from '../../src/core/index/small-cells.ts'
import { makeForm, makeServices, makeWorkspace } from '../support/make-services.ts'

/** Five forms of the first agency, two of the second. */
async function withForms() {
  const workspace = await makeWorkspace()
  for (let number = 0; number < 7; number++) {
    const form = await makeForm(workspace, { serial: String(number), agencyId: number < 5 ? 1 : 2 })
    await saveResponse(workspace.services, workspace.administrator, { ...form, draftId: null })
  }
  await updateSettings(workspace.services, { smallCells: DEFAULT_SMALL_CELLS })
  return { ...workspace, surveyId: workspace.survey.id }
}

async function textOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = []
  for await (const piece of chunks) pieces.push(piece)
  return Buffer.concat(pieces).toString()
}

test('an office starts with 30 and 5, and keeps what it sets with the decision it follows', async () => {
  const services = await makeServices()
  expect(await getSmallCells(services)).toEqual(DEFAULT_SMALL_CELLS)
  const smallCells = { minimumRanked: 50, rankedDecision: ' QĐ 2223 ', minimumShown: 10, shownDecision: '' }
  await updateSettings(services, { smallCells })
  expect(await getSmallCells(services)).toEqual({ ...smallCells, rankedDecision: 'QĐ 2223' })
})

test('the results hide what two forms say: the agency, its factors; not the whole', async () => {
  const { services, surveyId } = await withForms()
  const { overall, agencies, heat } = await computeResults(services, { surveyId })
  expect(overall).toMatchObject({ n: 7, index: 100 })
  expect(agencies[0]).toMatchObject({ n: 5, index: 100 })
  const hidden = { n: 2, index: null, lower95: null, verdict: null, note: 'too-few-to-show' }
  expect(agencies[1]).toMatchObject(hidden)
  expect(heat[1]?.cells.every(({ index }) => index === null)).toBe(true)
  expect((await computeResults(services, { surveyId, where: { agencyId: 2 } })).overall).toMatchObject(hidden)
})

test('so do the distributions and the exported files', async () => {
  const { services, surveyId } = await withForms()
  const [item] = await computeDistribution(services, { surveyId, agencyId: 2, variable: 'k01' })
  expect(item).toMatchObject({ isHidden: true })
  expect(item?.choices.every(({ count, share }) => count === 0 && share === 0)).toBe(true)
  const [shown] = await computeDistribution(services, { surveyId, agencyId: 1, variable: 'k01' })
  expect(shown).toMatchObject({ isHidden: false })
  expect(shown?.choices.at(-1)?.count).toBe(5)
  const table = { surveyId, format: 'csv', delimiter: ';' } as const
  const distribution = await exportDistribution(services, { ...table, agencyId: 2, variable: 'k01' })
  expect(await textOf(distribution.chunks)).toContain('Ẩn vì dưới số phiếu tối thiểu để công bố.')
  const index = await textOf((await exportIndex(services, { ...table, by: ['agency'], nodes: ['SIPAS'] })).chunks)
  const line = index.split('\r\n').find((one) => one.startsWith('SO-TC;'))
  expect(line?.split(';').slice(3, 8)).toEqual(['2', '44', '0', '', ''])
  expect(line).toContain('Ẩn vì dưới số phiếu tối thiểu để công bố.')
})

test('the command prints everything', async () => {
  const { services, surveyId } = await withForms()
  const { rows } = await computeIndex(services, { surveyId, by: ['agency'], nodes: ['SIPAS'] })
  expect(rows.map(({ n, index }) => [n, index])).toEqual([
    [2, 100],
    [5, 100],
  ])
})

test('a survey with fewer forms than may be shown has no headline yet', async () => {
  const { services, surveyId } = await withForms()
  expect(await surveyHeadline(services, surveyId)).not.toBeNull()
  await updateSettings(services, { smallCells: { ...DEFAULT_SMALL_CELLS, minimumShown: 8 } })
  expect(await surveyHeadline(services, surveyId)).toBeNull()
})
