import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { surveyByCode } from '../../src/app/find-survey.ts'
import { openServices, type Services } from '../../src/app/services.ts'
import { computeIndex } from '../../src/app/survey-index.ts'
import type { KeptAnswers } from '../../src/core/index/kept-answers.ts'
import type { AnswerRow } from '../../src/core/index/survey-answers.ts'

/** One line of the table: `bar` is the most it may be, in the same unit, where there is one for this many responses. */
export interface BenchRow {
  readonly what: string
  readonly figure: number
  readonly unit: 'ms' | 'MB'
  readonly bar: number | null
}

const COMMAND = join(import.meta.dirname, '../../src/host/sipas.mjs')
const SAVES = 300
const FILTERS = 20

/**
 * The index on the demonstration survey of so many responses: loading, every index with its interval after a saved or
 * corrected form, an ad-hoc filter, memory. Times are of this process, file and SQLite included where it says so.
 */
export async function benchIndex(responses = 40_000): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'sipas-bench-'))
  try {
    const file = join(folder, 'sipas.db')
    makeDemo(file, responses)
    const services = await openServices(file, { allowAnyFolder: true })
    const { id } = await surveyByCode(services.store.db, 'DEMO')
    const rows = await benchSurvey(services, id, responses)
    await services.close()
    return rows
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** In a process of its own: what it leaves behind is no memory of ours. */
function makeDemo(file: string, responses: number): void {
  const args = [COMMAND, 'demo', '--db', file, '--responses', String(responses), '--seed', '1']
  const env = { ...process.env, SIPAS_ALLOW_ANY_FOLDER: '1' }
  execFileSync(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'inherit'] })
}

async function benchSurvey(services: Services, surveyId: number, responses: number): Promise<BenchRow[]> {
  const isMillion = responses >= 1_000_000
  const [load] = await times(1, () => services.answers.get(surveyId))
  const kept = await services.answers.get(surveyId)
  await allIndices(services, surveyId) // the sums are made once, when first asked for
  const saved = await times(SAVES, async (number) => {
    kept.put(copyOf(kept, number, newId(number)))
    await allIndices(services, surveyId)
  })
  const corrected = await times(SAVES, async (number) => {
    kept.put(copyOf(kept, number, newId(number % 7)))
    await allIndices(services, surveyId)
  })
  const where = 'a_gender == 2 && a_age == 3'
  const filtered = await times(FILTERS, () => computeIndex(services, { surveyId, by: ['agency', 'sector'], where }))
  const mean = await times(5, () => computeIndex(services, { surveyId, by: ['agency'], aggregate: 'mean-of-children' }))
  const ms = (what: string, figure = 0, bar: number | null = null) => ({ what, figure, unit: 'ms' as const, bar })
  return [
    ms('load the answers of the survey', load, isMillion ? 3000 : 150),
    ms('all indices after a saved form, median', quantile(saved, 0.5)),
    ms('all indices after a saved form, p99', quantile(saved, 0.99), 25),
    ms('all indices after a corrected form, p99', quantile(corrected, 0.99), 25),
    ms('ad-hoc filter by agency and sector, median', quantile(filtered, 0.5), 100),
    ms('mean of children by agency, median', quantile(mean, 0.5)),
    { what: 'memory of the process', figure: process.memoryUsage().rss / 1e6, unit: 'MB', bar: isMillion ? 400 : 150 },
  ]
}

/** By agency, by sector, by both: every node with its interval. */
async function allIndices(services: Services, surveyId: number): Promise<void> {
  for (const by of [['agency'], ['sector'], ['agency', 'sector']]) await computeIndex(services, { surveyId, by })
}

async function times(count: number, work: (number: number) => Promise<unknown>): Promise<number[]> {
  const taken: number[] = []
  for (let number = 0; number < count; number++) {
    const started = performance.now()
    await work(number)
    taken.push(performance.now() - started)
  }
  return taken
}

function quantile(values: readonly number[], part: number): number {
  return values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? 0
}

/** Later than every id of the survey. */
function newId(number: number): string {
  return `ffffffff-ffff-7fff-8fff-${String(number).padStart(12, '0')}`
}

/** An earlier form's answers under an id. */
function copyOf({ answers }: KeptAnswers, row: number, id: string): AnswerRow {
  const { agency, sector, unit, stratum, cluster, group } = answers.keys
  const at = (column: Int32Array): number => column[row] ?? 0
  return {
    id,
    record: answers.recordAt(row),
    weight: 1,
    isValid: true,
    agency: at(agency),
    sector: at(sector),
    unit: at(unit),
    stratum: at(stratum),
    cluster: at(cluster),
    group: at(group),
  }
}
