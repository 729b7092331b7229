import { expect, test } from 'vitest'
import { createSector, listSectors, updateSector } from '../../src/app/sectors.ts'
import { listTargets, saveTargets } from '../../src/app/targets.ts'
import { createUnit, listUnits, updateUnit } from '../../src/app/units.ts'
import { makeServices } from '../support/make-services.ts'

test('units are a tree: nobody stands under himself, however far down', async () => {
  const services = await makeServices()
  const province = await createUnit(services, { code: 'T', name: 'Tỉnh', level: 'province' })
  const commune = await createUnit(services, { code: 'X', name: 'Xã', level: 'commune', parentId: province.id })
  const branch = await createUnit(services, { code: 'D', name: 'Điểm', level: 'branch', parentId: commune.id })
  for (const parentId of [province.id, commune.id, branch.id]) {
    const moving = updateUnit(services, { id: province.id, parentId })
    await expect(moving).rejects.toMatchObject({ code: 'unit-is-own-parent' })
  }
  expect(await updateUnit(services, { id: branch.id, parentId: null })).toMatchObject({ parentId: null, name: 'Điểm' })
  await expect(updateUnit(services, { id: 99 })).rejects.toMatchObject({ code: 'unit-not-found' })
  await expect(updateUnit(services, { id: branch.id, parentId: 99 })).rejects.toMatchObject({ code: 'unit-not-found' })
})

test('unit codes are unique, dates in order', async () => {
  const services = await makeServices()
  const unit = { code: 'SO-NV', name: 'Sở Nội vụ', level: 'department' } as const
  await createUnit(services, unit)
  await expect(createUnit(services, unit)).rejects.toMatchObject({ code: 'code-taken' })
  const reversed = { ...unit, code: 'B', validFrom: '2025-07-01', validTo: '2025-06-30' }
  await expect(createUnit(services, reversed)).rejects.toMatchObject({ code: 'dates-reversed' })
  expect((await listUnits(services)).map((one) => one.code)).toEqual(['SO-NV'])
})

test('a sector’s code is unique', async () => {
  const services = await makeServices()
  const name = { vi: 'Đất đai', en: 'Land' }
  await expect(createSector(services, { code: 'land', name })).rejects.toMatchObject({ code: 'code-taken' })
})

test('a sector is renamed, its code and its place in the list stay', async () => {
  const services = await makeServices()
  const before = await listSectors(services)
  const name = { vi: 'Đất đai, nhà ở', en: 'Land and housing' }
  const renamed = await updateSector(services, { id: before[0]?.id ?? 0, name })
  expect(renamed).toEqual({ ...before[0], name })
  expect(await listSectors(services)).toEqual([renamed, ...before.slice(1)])
  await expect(updateSector(services, { id: 99, name })).rejects.toMatchObject({ code: 'sector-not-found' })
})

test('targets are saved as one table, or not at all', async () => {
  const services = await makeServices()
  const [overall, land] = await listTargets(services)
  const changed = { ...overall, value: 92 } as const
  const agency = await createUnit(services, { code: 'A', name: 'A', level: 'department' })
  const added = {
    year: 2027,
    node: 'F1',
    agencyUnitId: agency.id,
    sectorId: null,
    level: null,
    value: 80,
    document: 'QĐ 1',
  }
  const unknown = { ...added, agencyUnitId: 99 }
  const targets = [changed as Required<typeof changed> & typeof added, added]
  await expect(saveTargets(services, { targets: [...targets, unknown], removedIds: [] })).rejects.toMatchObject({
    code: 'unit-not-found',
  })
  expect(await listTargets(services)).toHaveLength(4)
  await saveTargets(services, { targets, removedIds: [land?.id ?? 0] })
  const inForce = async (year: number) => (await listTargets(services, year)).map(({ node, value }) => [node, value])
  expect(await inForce(2026)).toEqual([
    ['SIPAS', 92],
    ['SIPAS', 85],
    ['SIPAS', 85],
  ])
  expect(await inForce(2027)).toContainEqual(['F1', 80])
  const gone = { ...added, id: 999 }
  await expect(saveTargets(services, { targets: [gone], removedIds: [] })).rejects.toMatchObject({
    code: 'target-not-found',
  })
})

test('the same place has one target: a second one is refused by name', async () => {
  const services = await makeServices()
  const [overall] = await listTargets(services)
  const { id: _, ...again } = overall ?? { id: 0 }
  const saving = saveTargets(services, { targets: [again as NonNullable<typeof overall>], removedIds: [] })
  await expect(saving).rejects.toMatchObject({ code: 'target-repeated', params: { node: 'SIPAS' } })
})
