import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { exportFigures } from '../../src/app/export-figures.ts'
import {
  importExternalFigures,
  listExternalFigures,
  removeExternalFigure,
  saveExternalFigure,
} from '../../src/app/external-figures.ts'
import type { Services } from '../../src/app/services.ts'
import type { Figure } from '../../src/core/external/figure.ts'
import { once } from '../../src/files/write-table.ts'
import { bytesOf } from '../support/download-text.ts'
import { makeServices } from '../support/make-services.ts'

const figure: Figure = {
  ...{ source: 'SIPAS', measure: '', place: 'Lào Cai', year: 2024, value: 85.123456789, scale: 100, rank: 12 },
  ...{ document: '=1+1; "trích"', link: 'https://x.vn/a?b=1' },
}

const valuesOf = async (services: Services) => (await listExternalFigures(services)).map(({ id: _, ...one }) => one)

const load = (services: Services, bytes: Buffer | string, how = { isDryRun: false, isUpdating: false }) =>
  importExternalFigures(services, { open: () => once(Buffer.from(bytes)), ...how })

test('what is exported comes back the same, in either format, and a second import finds nothing new', async () => {
  const services = await makeServices()
  await saveExternalFigure(services, figure)
  await saveExternalFigure(services, {
    ...figure,
    source: 'PAPI',
    measure: 'Nội dung 1',
    value: 5,
    scale: 10,
    rank: null,
    link: '',
  })
  for (const how of [{ format: 'csv', delimiter: ';' }, { format: 'csv' }, { format: 'xlsx' }] as const) {
    const file = await bytesOf(await exportFigures(services, how))
    expect(await load(services, file)).toMatchObject({ rowsRead: 2, added: [], changed: [], unchanged: 2, rejects: [] })
    const other = await makeServices()
    await load(other, file)
    expect(await valuesOf(other)).toEqual(await valuesOf(services))
    if (how.format === 'csv') expect(await bytesOf(await exportFigures(other, how))).toEqual(file)
  }
})

test('a file is looked at first; what is there with another value is changed only when that was agreed to', async () => {
  const services = await makeServices()
  await saveExternalFigure(services, figure)
  const file = 'Nguồn;Địa phương;Năm;Giá trị\nSIPAS;Lào Cai;2024;86,5\nSIPAS;Cả nước;2024;83,94\nSIPAS;;2024;1\n'
  const seen = await load(services, file, { isDryRun: true, isUpdating: false })
  expect(seen).toMatchObject({
    rowsRead: 3,
    added: [{ place: 'Cả nước', value: 83.94 }],
    changed: [{ before: { value: 85.123456789 }, after: { value: 86.5 } }],
    rejects: [{ row: 4, column: 'place', problem: 'missing' }],
  })
  const values = async () => (await listExternalFigures(services)).map(({ value }) => value)
  expect(await values()).toEqual([85.123456789])
  await load(services, file)
  expect((await values()).sort()).toEqual([83.94, 85.123456789])
  await load(services, file, { isDryRun: false, isUpdating: true })
  expect((await values()).sort()).toEqual([83.94, 86.5])
})

test('a file without the needed columns, or empty, is refused in words', async () => {
  const services = await makeServices()
  await expect(load(services, 'Nguồn;Năm\nSIPAS;2024\n')).rejects.toMatchObject({
    code: 'figure-columns-missing',
    params: { columns: 'Địa phương, Giá trị' },
  })
  await expect(load(services, '\n')).rejects.toMatchObject({ code: 'file-empty' })
})

test('one value for a source, measure, place and year; it is changed and removed by its row', async () => {
  const services = await makeServices()
  await saveExternalFigure(services, figure)
  await expect(saveExternalFigure(services, { ...figure, place: ' Lào  Cai ' })).rejects.toMatchObject({
    code: 'figure-repeated',
  })
  const [{ id } = { id: 0 }] = await listExternalFigures(services)
  await saveExternalFigure(services, { ...figure, id, value: 90 })
  expect(await listExternalFigures(services)).toEqual([{ ...figure, id, value: 90 }])
  await removeExternalFigure(services, id)
  await expect(removeExternalFigure(services, id)).rejects.toMatchObject({ code: 'figure-not-found' })
  await expect(saveExternalFigure(services, { ...figure, id })).rejects.toMatchObject({ code: 'figure-not-found' })
})

test('the example of the documentation is read whole', async () => {
  const services = await makeServices()
  const file = readFileSync(join(import.meta.dirname, '../../docs/published-figures-example.csv'))
  expect(await load(services, file)).toMatchObject({
    rowsRead: 3,
    rejects: [],
    added: [{ value: 83.94 }, { value: 83.84 }, { value: 84.09 }],
  })
})
