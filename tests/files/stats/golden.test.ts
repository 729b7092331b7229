import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { buildStatisticsTable } from '../../../src/files/stats/build-table.ts'
import { statisticsZip } from '../../../src/files/stats/statistics-zip.ts'
import { writeDdi } from '../../../src/files/stats/write-ddi.ts'
import { writeParquet } from '../../../src/files/stats/write-parquet.ts'
import { writeSav } from '../../../src/files/stats/write-sav.ts'
import { makeFolder } from '../../support/make-services.ts'
import { EIGHT, NAMES, sourceOf } from '../../support/statistics-source.ts'

/** The eight responses of the fixture in every format. A format that is to change: delete its file and run this once. */
const GOLDEN = join(import.meta.dirname, '../../golden/statistics')
const MADE_AT = new Date('2026-11-26T08:00:00Z')
const table = () => buildStatisticsTable(sourceOf(EIGHT), 'vi', NAMES)

async function whole(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of chunks) pieces.push(piece)
  return Buffer.concat(pieces)
}

function kept(name: string, made: Uint8Array): Buffer {
  const file = join(GOLDEN, name)
  mkdirSync(GOLDEN, { recursive: true })
  if (!existsSync(file) && process.env.CI === undefined) writeFileSync(file, made)
  return readFileSync(file)
}

test('SPSS: every byte', async () => {
  const made = await whole(writeSav(await table(), { title: 'Khảo sát thử', madeAt: MADE_AT }))
  expect(made.equals(kept('eight.sav', made))).toBe(true)
})

test('the zip: every file in it', async () => {
  const files = unzipSync(await whole(statisticsZip(await table(), MADE_AT)))
  expect(Object.keys(files).sort()).toEqual([
    ...['codebook.csv', 'open-answers.csv', 'responses.R', 'responses.dat', 'responses.do', 'responses.sps'],
  ])
  for (const [name, made] of Object.entries(files)) {
    expect(Buffer.from(made).toString()).toBe(kept(name, made).toString())
  }
})

test('DDI: every word', async () => {
  const study = { title: 'Khảo sát thử', code: 'HN-2026', producer: 'Sở Nội vụ', madeAt: MADE_AT, period: '2026' }
  const about = { questionnaire: 'Phiếu', sampling: 'Số cơ quan: 2.', weighting: '', counts: '', dataFile: 'a.sav' }
  const collected = { from: '2026-03-05', to: '2026-03-05' }
  const made = Buffer.from(writeDdi(await table(), { ...study, ...about, collected }))
  expect(made.toString()).toBe(kept('eight.xml', made).toString())
})

test('Parquet: every cell', async () => {
  const made = await whole(writeParquet(await table()))
  const file = join(makeFolder(), 'made.parquet')
  writeFileSync(file, made)
  kept('eight.parquet', made)
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  const rows = async (path: string) => {
    return (await connection.runAndReadAll(`select * from read_parquet('${path}')`)).getRowObjectsJson()
  }
  expect(await rows(file)).toEqual(await rows(join(GOLDEN, 'eight.parquet')))
  connection.closeSync()
  instance.closeSync()
})
