import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { expect, test } from 'vitest'
import type { ExportedResponse } from '../../../src/files/responses/response-table.ts'
import { buildStatisticsTable } from '../../../src/files/stats/build-table.ts'
import { writeParquet } from '../../../src/files/stats/write-parquet.ts'
import { makeFolder } from '../../support/make-services.ts'
import { EIGHT, NAMES, response, sourceOf } from '../../support/statistics-source.ts'

async function query(responses: readonly ExportedResponse[], sql: string): Promise<unknown[]> {
  const table = await buildStatisticsTable(sourceOf(responses), 'vi', NAMES)
  const pieces: Uint8Array[] = []
  for await (const piece of writeParquet(table)) pieces.push(piece)
  const file = join(makeFolder(), 'a.parquet')
  writeFileSync(file, Buffer.concat(pieces))
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  const reader = await connection.runAndReadAll(sql.replaceAll('@', `read_parquet('${file}')`).replace('FILE', file))
  const rows = reader.getRowsJson()
  connection.closeSync()
  instance.closeSync()
  return rows
}

test('DuckDB reads types, answers, dates and texts; what is missing is null, with its reason beside it', async () => {
  const types = await query(EIGHT, 'select column_name, column_type from (describe select * from @)')
  expect(Object.fromEntries(types as [string, string][])).toMatchObject({
    ...{ serial: 'VARCHAR', agency: 'VARCHAR', weight: 'DOUBLE', collected_on: 'DATE', office: 'INTEGER' },
    ...{ degrees: 'DOUBLE', visits: 'INTEGER', submitted: 'DATE', comment: 'VARCHAR', missing_reasons: 'VARCHAR' },
  })
  expect(
    await query(
      EIGHT,
      'select serial, agency, weight, collected_on::varchar, office, degrees, submitted::varchar, comment from @ limit 4',
    ),
  ).toEqual([
    ['P-1', 'SO-XD', 1.25, '2026-03-05', 1, -12.5, '2026-02-28', 'Cán bộ "nhiệt tình"\nnhưng = chậm'],
    ['P-2', 'SO-TNMT-HN', 0.5, '2026-03-05', 2, 36, '1960-01-01', EIGHT[1]?.texts.comment],
    ['P-3', 'SO-XD', 1, '2026-03-05', 10, null, null, '=1+1'],
    ['P-4', 'SO-XD', 1, null, null, null, null, ''],
  ])
  expect(await query(EIGHT, 'select missing_reasons from @ limit 4 offset 2')).toEqual([
    ['wish_1=NA wish_2=NA wish_10=NA all=ILL int=MULT degrees=NA submitted=REF'],
    ['office=MULT wish_1=NA wish_2=NA wish_10=NA int=SKIP degrees=REF visits=NA submitted=NA'],
    ['wish_1=NA wish_2=NA wish_10=NA visits=NA submitted=NA'],
    ['wish_1=NA wish_2=NA wish_10=NA visits=NA submitted=NA'],
  ])
})

test('the words of questions and answers go along', async () => {
  const [[codebook] = []] = (await query(EIGHT, "select decode(value) from parquet_kv_metadata('FILE')")) as [string][]
  const variables: { name: string }[] = JSON.parse(codebook ?? '')
  expect(variables.find(({ name }) => name === 'int')).toEqual({
    name: 'int',
    label: '3.2. Thái độ của công chức',
    values: [
      ...[
        { value: 1, label: 'Rất không hài lòng' },
        { value: 2, label: 'Không hài lòng' },
      ],
      ...[
        { value: 3, label: 'Bình thường' },
        { value: 4, label: 'Hài lòng' },
        { value: 5, label: 'Rất hài lòng' },
      ],
    ],
  })
})

test('more responses than a row group, and none at all', async () => {
  const many = Array.from({ length: 10_001 }, (_, at) =>
    response(`P-${at}`, { office: at % 2 === 0 ? '1' : '2', int: '3' }),
  )
  expect(await query(many, 'select count(*)::int, sum(office)::int, max(serial) from @')).toEqual([
    [10_001, 15_001, 'P-9999'],
  ])
  expect(await query([], 'select count(*)::int from @')).toEqual([[0]])
})
