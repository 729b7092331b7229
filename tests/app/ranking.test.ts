import { expect, test } from 'vitest'
import { exportRanking } from '../../src/app/export-ranking.ts'
import { inTransaction } from '../../src/app/in-transaction.ts'
import { computeRanking } from '../../src/app/ranking.ts'
import { saveResponse } from '../../src/app/save-response.ts'
import type { Services } from '../../src/app/services.ts'
import { updateSettings } from '../../src/app/settings.ts'
import { computeIndex } from '../../src/app/survey-index.ts'
import { createSurvey } from '../../src/app/surveys.ts'
import { createUnit } from '../../src/app/units.ts'
import { DEFAULT_SMALL_CELLS } from '../../src/core/index/small-cells.ts'
import { makeForm, makeWorkspace, type Workspace } from '../support/make-services.ts'

/** Forms of one agency: `satisfied` of them at 5 on every item, the rest at 3 on the first. */
async function keyForms(
  { services, administrator, survey }: Workspace,
  agencyId: number,
  count: number,
  satisfied: number,
) {
  for (let number = 0; number < count; number++) {
    const answers = number < satisfied ? {} : { k01: '3', k02: '3', k03: '3' }
    const form = await makeForm(
      { services, survey },
      { serial: `${survey.id}-${agencyId}-${number}`, agencyId },
      answers,
    )
    await saveResponse(services, administrator, { ...form, draftId: null })
  }
}

const LEAST = { ...DEFAULT_SMALL_CELLS, minimumRanked: 4, minimumShown: 2 }

test('ranks within the block; below the least number no rank, and why; nobody at all', async () => {
  const workspace = await makeWorkspace()
  const commune = await createUnit(workspace.services, { code: 'XA-1', name: 'Xã Một', level: 'commune' })
  const survey = await createSurvey(workspace.services, {
    ...{ code: 'B', name: 'Đợt hai', year: 2026, questionnaireCode: 'tthc-2017' },
    agencyUnitIds: [...workspace.survey.agencies.map(({ unitId }) => unitId), commune.id],
    sectorIds: [1],
  })
  const second = { ...workspace, survey }
  await keyForms(second, 1, 6, 2)
  await keyForms(second, 2, 6, 5)
  await keyForms(second, 3, 3, 3)
  await updateSettings(workspace.services, { smallCells: LEAST })
  const { blocks, compared } = await computeRanking(workspace.services, { surveyId: survey.id })
  expect(compared).toBeNull()
  expect(blocks.map(({ block, rankedCount }) => [block, rankedCount])).toEqual([
    ['department', 2],
    ['commune', 0],
  ])
  const [departments, communes] = blocks
  expect(departments?.agencies.map(({ agency, standing }) => [agency.code, standing?.rank])).toEqual([
    ['SO-TC', 1],
    ['SO-XD', 2],
  ])
  // 18 forms of 22 items; 3 answers in 132 and 12 in 132 below satisfied.
  expect(departments?.agencies.map(({ cell }) => cell.index?.toFixed(4))).toEqual(['97.7273', '90.9091'])
  expect(communes?.agencies[0]).toMatchObject({ standing: null, unranked: 'below-minimum', cell: { n: 3, index: 100 } })
})

test('against an earlier survey: rank and index then, through a successor; of merged ones only the names', async () => {
  const workspace = await makeWorkspace({ year: 2025 })
  const { services } = workspace
  await keyForms(workspace, 1, 6, 3)
  await keyForms(workspace, 2, 6, 5)
  const [construction, finance] = workspace.survey.agencies.map(({ unitId }) => unitId)
  const heir = await createUnit(services, { code: 'SO-XD2', name: 'Sở Xây dựng mới', level: 'department' })
  const union = await createUnit(services, { code: 'SO-HN', name: 'Sở Hợp nhất', level: 'department' })
  await succeed(services, construction ?? 0, heir.id)
  for (const unit of [construction, finance]) await succeed(services, unit ?? 0, union.id)
  const survey = await createSurvey(services, {
    ...{ code: 'B', name: 'Đợt hai', year: 2026, questionnaireCode: 'tthc-2017', sectorIds: [1] },
    agencyUnitIds: [finance ?? 0, heir.id, union.id],
  })
  const second = { ...workspace, survey }
  await keyForms(second, 1, 6, 5)
  await keyForms(second, 2, 6, 6)
  await keyForms(second, 3, 6, 4)
  await updateSettings(services, { smallCells: LEAST })
  const ranking = await computeRanking(services, { surveyId: survey.id, comparedId: workspace.survey.id })
  expect(ranking.compared).toMatchObject({ id: workspace.survey.id, isSameScheme: true })
  const byCode = new Map(
    ranking.blocks.flatMap(({ agencies }) => agencies.map((one) => [one.agency.code, one.earlier])),
  )
  expect(byCode.get('SO-TC')).toMatchObject({ kind: 'same', n: 6, rank: 1, change: { difference: 0 } })
  // 9 answers of 132 below satisfied then, none now.
  expect(byCode.get('SO-XD2')).toMatchObject({ kind: 'split', names: ['Sở Xây dựng'], rank: 2 })
  expect(byCode.get('SO-XD2')?.change?.difference).toBeCloseTo((100 * 9) / 132, 9)
  // Two changes are one family: the smaller p counts twice, the other is of no change at all.
  const p = byCode.get('SO-XD2')?.change?.p ?? 0
  expect(byCode.get('SO-XD2')?.change?.adjustedP).toBeCloseTo(Math.min(1, 2 * p), 12)
  expect(byCode.get('SO-TC')?.change).toMatchObject({ verdict: 'unsure', note: null })
  expect(byCode.get('SO-HN')).toMatchObject({ kind: 'merged', rank: null, change: null })
  expect(byCode.get('SO-HN')?.names.toSorted()).toEqual(['Sở Tài chính', 'Sở Xây dựng'])
  await updateSettings(services, { smallCells: { ...LEAST, minimumRanked: 7 } })
  const few = await computeRanking(services, { surveyId: survey.id, comparedId: workspace.survey.id })
  const changes = few.blocks.flatMap(({ agencies }) => agencies.flatMap(({ earlier }) => earlier?.change ?? []))
  expect(changes.map(({ verdict, note }) => [verdict, note])).toEqual(Array(2).fill([null, 'below-minimum']))
})

test('narrowed, an agency stands by the chosen forms alone: the index of computeIndex where they are', async () => {
  const workspace = await makeWorkspace({ year: 2025 })
  const { services, administrator, survey } = workspace
  await keyForms(workspace, 1, 6, 3)
  const forms = [
    [1, 5, '2'],
    [1, 4, '1'],
    [2, 5, '4'],
    [2, 6, '2'],
  ] as const // agency, forms, first answer
  for (const [place, [agencyId, count, k01]] of forms.entries())
    for (let number = 0; number < count; number++) {
      const header = { serial: `${place}-${number}`, agencyId, groupId: 2, sectorId: 1 }
      const form = await makeForm(workspace, header, { k01, k02: k01, a_gender: number % 2 === 0 ? '2' : '1' })
      await saveResponse(services, administrator, { ...form, draftId: null })
    }
  await updateSettings(services, { smallCells: { ...LEAST, minimumRanked: 3 } })
  const surveyId = survey.id
  const cases = [
    [{ groupId: 2 }, 'respondent_group == "G2"', [1, 2]],
    [{ condition: 'a_gender == 2' }, 'a_gender == 2', [1, 2]],
    [
      { sectorId: 1, groupId: 2, condition: 'k01 <= 2' },
      'sector == "land" && respondent_group == "G2" && k01 <= 2',
      [1, 1],
    ],
  ] as const
  for (const [narrowed, where, ranks] of cases) {
    const { blocks, provenance, compared } = await computeRanking(services, {
      surveyId,
      where: narrowed,
      comparedId: 1,
    })
    const agencies = blocks.flatMap((block) => block.agencies)
    const nodes = [agencies[0]?.cell.node ?? '']
    const table = await computeIndex(services, { surveyId, by: ['agency'], nodes, where })
    const figures = agencies.map(({ agency, cell }) => [agency.code, cell.n, cell.index, cell.lower95])
    expect(figures.length).toBe(2)
    expect(figures.toSorted()).toEqual(
      table.rows.map(({ by, n, index, lower95 }) => [by.agency, n, index, lower95]).toSorted(),
    )
    expect(agencies.map(({ standing }) => standing?.rank)).toEqual(ranks)
    expect(agencies.map(({ cell }) => [cell.target, cell.verdict])).toEqual([
      [null, null],
      [null, null],
    ])
    expect(provenance.filter).not.toBeNull()
    expect(compared).toBeNull()
  }
  const few = await computeRanking(services, { surveyId, where: { condition: 'agency == "SO-XD"' } })
  expect(few.blocks.flatMap(({ agencies }) => agencies.map(({ agency }) => agency.code))).toEqual(['SO-XD'])
  const none = await computeRanking(services, { surveyId, where: { groupId: 1, condition: 'k01 == 1' } })
  expect(none.blocks).toEqual([])
  const file = await exportRanking(services, {
    surveyCode: survey.code,
    where: { groupId: 2 },
    format: 'csv',
    delimiter: ';',
  })
  const pieces: Uint8Array[] = []
  for await (const piece of file.chunks) pieces.push(piece)
  const [head, ...rows] = Buffer.concat(pieces).toString().trim().split('\r\n')
  expect(head).toContain('Chỉ tính phiếu;')
  expect(rows.map((row) => row.split(';')[6])).toEqual(['11', '9'])
})

test('the file has the ranks, their ranges, and how they were made', async () => {
  const workspace = await makeWorkspace()
  await keyForms(workspace, 1, 6, 3)
  await keyForms(workspace, 2, 2, 1)
  await updateSettings(workspace.services, { smallCells: LEAST })
  const { name, chunks } = await exportRanking(workspace.services, {
    surveyCode: 'HN-2026',
    format: 'csv',
    delimiter: ';',
  })
  expect(name).toBe('Xếp hạng HN-2026.csv')
  const pieces: Uint8Array[] = []
  for await (const piece of chunks) pieces.push(piece)
  const [head, first, second] = Buffer.concat(pieces).toString().trim().split('\r\n')
  expect(head).toContain('Khối;Hạng;Hạng có thể từ;Hạng có thể đến;Cơ quan, đơn vị;Tên cơ quan;')
  expect(first).toMatch(/^"?Sở, ban, ngành"?;1;1;1;SO-XD;Sở Xây dựng;6;93,18/)
  expect(second).toContain('Không xếp hạng vì dưới 4 phiếu.')
  expect(first).toContain('Khảo sát thử;năm 2026;Phiếu tthc-2017')
})

async function succeed(services: Services, predecessor: number, successor: number): Promise<void> {
  await inTransaction(services, (db) =>
    db
      .insertInto('unit_succession')
      .values({ predecessor_id: predecessor, successor_id: successor, happened_on: '2025-07-01' })
      .execute(),
  )
}
