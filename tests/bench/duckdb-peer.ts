import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import type { IndexRow } from '../../src/app/survey-index.ts'
import { differenceFrom, ITEMS, type ItemCount, type Peer } from './item-counts.ts'
import { median } from './measure.ts'

const RUNS = 7

/** The condition of FILTER as SQL. */
const FILTERED = "WHERE a_gender = '2' AND a_age = '3'"

/**
 * The fastest engine for this that an analyst can install, in this process, with a table of its own (an item is a TINYINT):
 * n, satisfied, sum and sum of squares of every item by agency and sector, of all responses and of a part.
 */
export async function duckDbPeers(
  csv: string,
  folder: string,
  ours: { readonly all: readonly IndexRow[]; readonly part: readonly IndexRow[] },
): Promise<{ readonly all: Peer; readonly part: Peer }> {
  const file = join(folder, 'peer.duckdb')
  rmSync(file, { force: true })
  const instance = await DuckDBInstance.create(file)
  const connection = await instance.connect()
  const numbers = ITEMS.map((item) => `TRY_CAST(${item} AS TINYINT) AS ${item}`).join(', ')
  await connection.run(
    `CREATE TABLE response AS SELECT * REPLACE (${numbers}) FROM read_csv('${csv}', all_varchar = true)`,
  )
  const all = await ask(connection, '')
  const part = await ask(connection, FILTERED)
  connection.closeSync()
  instance.closeSync()
  return {
    all: {
      name: 'DuckDB, agency × sector × 22 items',
      taken: all.taken,
      bar: 10,
      note: differenceFrom(ours.all, all.counts, 'DuckDB'),
    },
    part: {
      name: 'DuckDB, the same of women of one age',
      taken: part.taken,
      bar: null,
      note: differenceFrom(ours.part, part.counts, 'DuckDB'),
    },
  }
}

async function ask(connection: DuckDBConnection, where: string): Promise<{ taken: number; counts: ItemCount[] }> {
  const sums = ITEMS.map(
    (item) => `count(${item}), count(*) FILTER (${item} >= 4), sum(${item}), sum(${item} * ${item})`,
  )
  const query = `SELECT agency, sector, ${sums.join(', ')} FROM response ${where} GROUP BY agency, sector`
  const taken: number[] = []
  let rows: unknown[][] = []
  for (let run = 0; run < RUNS; run += 1) {
    const started = performance.now()
    rows = (await connection.runAndReadAll(query)).getRows()
    taken.push(performance.now() - started)
  }
  const counts = rows.flatMap(([agency, sector, ...figures]) =>
    ITEMS.map((item, place) => ({
      agency: String(agency),
      sector: String(sector),
      item,
      answers: Number(figures[4 * place]),
      satisfied: Number(figures[4 * place + 1]),
    })),
  )
  return { taken: median(taken), counts }
}
