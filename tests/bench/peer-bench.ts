import { execFileSync, spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { surveyByCode } from '../../src/app/find-survey.ts'
import { openServices, type Services } from '../../src/app/services.ts'
import { computeIndex, type IndexRow } from '../../src/app/survey-index.ts'
import { timeAfterSaves } from './index-bench.ts'
import {
  type BenchContext,
  type BenchRow,
  copyOfDemo,
  exportedCsv,
  faster,
  isInstalled,
  median,
  ms,
  type Section,
  timeProgram,
} from './measure.ts'

const ITEMS = Array.from({ length: 22 }, (_, place) => `k${String(place + 1).padStart(2, '0')}`)

/**
 * The same survey by other engines, in the same run. Each does less than we do: SQL has no intervals, R has six nodes by
 * agency and sector where we have every node by agency, by sector and by both. Their answers are compared with ours.
 */
export async function bench({ folder, responses }: BenchContext): Promise<Section> {
  const csv = exportedCsv(folder, responses)
  const services = await openServices(copyOfDemo(folder, responses, `peer-${responses}`), { allowAnyFolder: true })
  const { id: surveyId } = await surveyByCode(services.store.db, 'DEMO')
  const { rows: ours } = await computeIndex(services, { surveyId, by: ['agency', 'sector'] })
  const peers = [sqliteView(services, ours), duckDb(csv, folder), rSurvey(csv, ours)]
  const own = median(await timeAfterSaves(services, surveyId, await services.answers.get(surveyId)))
  await services.close()
  const rows = peers.flatMap(({ name, taken, bar }): BenchRow[] =>
    taken === null
      ? []
      : [ms(`peer: ${name}`, taken), faster('all indices after a saved form ÷ that peer', taken / own, bar)],
  )
  return { rows, notes: peers.flatMap(({ note }) => (note === '' ? [] : [note])) }
}

interface Peer {
  readonly name: string
  /** ms; null when it could not run. */
  readonly taken: number | null
  /** We are at least so many times faster. */
  readonly bar: number | null
  /** What was not as it should be. */
  readonly note: string
}

const VIEW_NAME = 'SQLite over the view, agency × sector × 22 items'

/** n, satisfied, sum and sum of squares of every item, as anyone may ask the file. */
function sqliteView({ store }: Services, ours: readonly IndexRow[]): Peer {
  const statement = store.sqlite.prepare<[], Record<string, string | number>>(
    `SELECT _agency, _sector, ${sums(
      (item) => `"${item}" BETWEEN '1' AND '5'`,
      (item) => `"${item}"`,
    )}
    FROM response_tthc_2017_v1 WHERE _survey = 'DEMO' AND _state = 'valid' GROUP BY _agency, _sector`,
  )
  const started = performance.now()
  const groups = statement.all()
  const taken = performance.now() - started
  const answers = groups.map((group) => ({
    by: `${group._agency},${group._sector}`,
    ...Object.fromEntries(ITEMS.map((item) => [item, Number(group[`n_${item}`])])),
  }))
  const found = new Map(
    answers.flatMap(({ by, ...counts }) => Object.entries(counts).map(([k, n]) => [`${by},${k}`, n])),
  )
  const wrong = ours.filter((row) => ITEMS.includes(row.node) && (found.get(keyOf(row)) ?? 0) !== row.answers)
  return {
    name: VIEW_NAME,
    taken,
    bar: null,
    note: wrong.length === 0 ? '' : `SQLite's answers DIFFER in ${wrong.length} rows`,
  }
}

const sums = (isAnswer: (item: string) => string, answer: (item: string) => string): string =>
  ITEMS.map((item) => {
    const [is, value] = [isAnswer(item), answer(item)]
    return `count(CASE WHEN ${is} THEN 1 END) AS n_${item}, count(CASE WHEN ${is} AND ${value} >= '4' THEN 1 END),
      sum(CASE WHEN ${is} THEN ${value} + 0 END), sum(CASE WHEN ${is} THEN (${value} + 0) * (${value} + 0) END)`
  }).join(', ')

/** Its own table, in its own file; what starting the program takes is taken off. */
function duckDb(csv: string, folder: string): Peer {
  const name = 'DuckDB, agency × sector × 22 items'
  if (!isInstalled('duckdb')) return { name, taken: null, bar: 10, note: 'absent peer: the duckdb program' }
  const file = join(folder, 'peer.duckdb')
  rmSync(file, { force: true })
  timeProgram('duckdb', [
    file,
    '-c',
    `CREATE TABLE response AS SELECT * REPLACE (${ITEMS.map((item) => `TRY_CAST(${item} AS TINYINT) AS ${item}`).join(', ')}) FROM read_csv('${csv}', all_varchar = true)`,
  ])
  const query = `SELECT agency, sector, ${ITEMS.map((item) => `count(${item}), count(*) FILTER (${item} >= 4), sum(${item}), sum(${item} * ${item})`).join(', ')} FROM response GROUP BY agency, sector`
  const run = (statement: string): number =>
    median(Array.from({ length: 5 }, () => timeProgram('duckdb', [file, '-c', statement])))
  return { name, taken: run(query) - run('SELECT 1'), bar: 10, note: '' }
}

/** Index and standard error must be ours to nine digits. */
function rSurvey(csv: string, ours: readonly IndexRow[]): Peer {
  const name = 'R survey, svyratio by agency × sector, 6 nodes'
  const isThere = spawnSync('Rscript', ['-e', 'library(survey)'], { stdio: 'ignore' }).status === 0
  if (!isThere) return { name, taken: null, bar: 1000, note: 'absent peer: R with its package survey' }
  const script = join(import.meta.dirname, 'survey-peer.R')
  const [first = '', ...lines] = execFileSync('Rscript', [script, csv], { encoding: 'utf8', maxBuffer: 1e9 })
    .trim()
    .split('\n')
  const known = new Map(ours.map((row) => [keyOf(row), row]))
  const wrong = lines.filter((line) => {
    const [agency, sector, node, index, standardError] = line.split(',')
    const row = known.get(`${agency},${sector},${node}`)
    return !isNear(row?.index, index) || !isNear(row?.standardError, standardError)
  })
  const note = wrong.length === 0 ? '' : `R's answers DIFFER in ${wrong.length} of ${lines.length} rows: ${wrong[0]}`
  return { name, taken: Number(first.split(' ')[1]) * 1000, bar: 1000, note }
}

const keyOf = ({ by, node }: IndexRow): string => `${by.agency},${by.sector},${node}`

const isNear = (own: number | null | undefined, other: string | undefined): boolean =>
  typeof own === 'number' && Math.abs(own - Number(other)) < 1e-7
