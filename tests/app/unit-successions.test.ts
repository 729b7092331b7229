import { beforeEach, expect, test } from 'vitest'
import { createSurvey } from '../../src/app/surveys.ts'
import { addSuccessions, listSuccessions, removeSuccession } from '../../src/app/unit-successions.ts'
import { createUnit, listUnits, type Unit, updateUnit } from '../../src/app/units.ts'
import { makeWorkspace, type Workspace } from '../support/make-services.ts'

let workspace: Workspace
let units: Record<'KHDT' | 'TC' | 'NEW' | 'PART', Unit>

const DAY = '2025-03-01'
const DOCUMENT = 'NĐ 45/2025/NĐ-CP'

beforeEach(async () => {
  workspace = await makeWorkspace({ agencyUnitIds: [], sectorIds: [], groups: [], year: 2026 })
  const make = (code: string) => createUnit(workspace.services, { code, name: code, level: 'department' })
  units = { KHDT: await make('KHDT'), TC: await make('TC'), NEW: await make('NEW'), PART: await make('PART') }
})

type Name = keyof typeof units
const row = (from: Name, to: Name, happenedOn = DAY) => ({
  predecessorId: units[from].id,
  successorId: units[to].id,
  happenedOn,
  document: DOCUMENT,
})

const add = (rows: ReturnType<typeof row>[], setsDays = true) => addSuccessions(workspace.services, { rows, setsDays })

async function daysOf(code: Name): Promise<(string | null)[]> {
  const unit = (await listUnits(workspace.services)).find((one) => one.code === code)
  return [unit?.validFrom ?? null, unit?.validTo ?? null]
}

test('two units become one: rows are kept, open days are filled in', async () => {
  expect(await add([row('KHDT', 'NEW'), row('TC', 'NEW')])).toEqual({ added: 2, ended: 2, begun: 1 })
  expect(await listSuccessions(workspace.services)).toEqual([row('KHDT', 'NEW'), row('TC', 'NEW')])
  expect(await daysOf('KHDT')).toEqual([null, '2025-02-28'])
  expect(await daysOf('NEW')).toEqual([DAY, null])
})

test('days that are there stay, and so do all when it is not asked for', async () => {
  const { services } = workspace
  await updateUnit(services, { id: units.KHDT.id, validTo: '2025-03-01' })
  await updateUnit(services, { id: units.NEW.id, validFrom: '2025-02-15' })
  expect(await add([row('KHDT', 'NEW')])).toEqual({ added: 1, ended: 0, begun: 0 })
  expect(await daysOf('KHDT')).toEqual([null, '2025-03-01'])
  expect(await add([row('TC', 'NEW')], false)).toEqual({ added: 1, ended: 0, begun: 0 })
  expect(await daysOf('TC')).toEqual([null, null])
})

test('a unit that an earlier survey had took the other one in: it does not begin on the day', async () => {
  const { services } = workspace
  const survey = { name: 'A', questionnaireCode: 'tthc-2017', sectorIds: [] }
  await createSurvey(services, { ...survey, code: 'S-2024', year: 2024, agencyUnitIds: [units.TC.id] })
  await createSurvey(services, { ...survey, code: 'S-2025', year: 2025, agencyUnitIds: [units.NEW.id] })
  expect(await add([row('KHDT', 'TC')])).toEqual({ added: 1, ended: 1, begun: 0 })
  expect(await daysOf('TC')).toEqual([null, null])
  expect(await add([row('PART', 'NEW')])).toEqual({ added: 1, ended: 1, begun: 1 }) // surveyed only in the year itself
})

test('a division in two steps and a chain: each unit ends before its last day and begins with its first', async () => {
  const rows = [row('KHDT', 'NEW', '2021-01-01'), row('KHDT', 'PART', '2023-07-01'), row('NEW', 'TC', '2025-03-01')]
  expect(await add(rows)).toEqual({ added: 3, ended: 2, begun: 3 })
  expect(await daysOf('KHDT')).toEqual([null, '2023-06-30'])
  expect(await daysOf('NEW')).toEqual(['2021-01-01', '2025-02-28'])
})

test('what can’t be is refused in words, and nothing of it is kept', async () => {
  const refused = async (rows: ReturnType<typeof row>[], expected: object) => {
    await expect(add(rows)).rejects.toMatchObject(expected)
    expect(await listSuccessions(workspace.services)).toEqual([])
    expect(await daysOf('TC')).toEqual([null, null])
  }
  const good = row('TC', 'NEW')
  await refused([good, row('NEW', 'NEW')], { code: 'succession-of-itself', params: { code: 'NEW' } })
  await refused([good, good], { code: 'succession-repeated', params: { predecessor: 'TC', successor: 'NEW' } })
  await refused([good, { ...good, successorId: 999 }], { code: 'unit-not-found' })
  await refused([good, row('KHDT', 'NEW', '0025-03-01')], { code: 'succession-year-bad' })
  await refused([good, row('NEW', 'PART'), row('PART', 'TC')], {
    code: 'succession-circle',
    params: { code: 'TC', path: 'TC → NEW → PART → TC' },
  })
  await updateUnit(workspace.services, { id: units.NEW.id, validTo: '2024-12-31' })
  await refused([good], {
    code: 'succession-successor-ended',
    params: { code: 'NEW', limit: '31/12/2024', day: '01/03/2025' },
  })
  await updateUnit(workspace.services, { id: units.KHDT.id, validTo: '2024-06-30' })
  await refused([row('KHDT', 'PART')], { code: 'succession-predecessor-ended' })
})

test('a circle that what is there already closes, and a pair that is there already', async () => {
  await add([row('TC', 'NEW')], false)
  await add([row('NEW', 'PART')], false)
  await expect(add([row('PART', 'TC')], false)).rejects.toMatchObject({ code: 'succession-circle' })
  await expect(add([row('TC', 'NEW', '2020-01-01')], false)).rejects.toMatchObject({ code: 'succession-repeated' })
})

test('a chain whose days turn round is refused when days are filled in', async () => {
  // NEW would begin in 2025, but end in 2021
  const rows = [row('TC', 'NEW', '2025-03-01'), row('NEW', 'PART', '2021-01-01')]
  await expect(add(rows)).rejects.toMatchObject({ code: 'dates-reversed' })
  expect(await add(rows, false)).toMatchObject({ added: 2 })
})

test('one is removed, its units keep their days; twice is told', async () => {
  const { services } = workspace
  await add([row('KHDT', 'NEW'), row('TC', 'NEW')])
  await removeSuccession(services, row('TC', 'NEW'))
  expect(await listSuccessions(services)).toEqual([row('KHDT', 'NEW')])
  expect(await daysOf('TC')).toEqual([null, '2025-02-28'])
  await expect(removeSuccession(services, row('TC', 'NEW'))).rejects.toMatchObject({ code: 'succession-not-found' })
})
