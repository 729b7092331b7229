import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type BenchContext,
  copyOfDemo,
  exportedCsv,
  faster,
  growth,
  isInstalled,
  mb,
  median,
  type ProcessRun,
  rate,
  runNode,
  runSipas,
  type Section,
  timeProgram,
} from './measure.ts'

const PEER = join(import.meta.dirname, 'papaparse-peer.ts')
const ROUNDS = 3

/** A file the program exported itself, N and 4N rows, one row in a hundred spoilt; each engine in a process of its own. */
export async function bench({ folder, responses }: BenchContext): Promise<Section> {
  const large = spoilt(exportedCsv(folder, responses))
  const small = spoilt(exportedCsv(folder, responses / 4))
  const engines = [importer(folder), papaparse(folder), ...(isInstalled('sqlite3') ? [shell(folder)] : [])]
  const runs = engines.map(() => ({ small: [] as ProcessRun[], large: [] as ProcessRun[] })) // filled below
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [place, run] of engines.entries()) {
      runs[place]?.small.push(run(small))
      runs[place]?.large.push(run(large))
    }
  }
  const [own, papa, sqlite3] = runs.map((run) => figuresOf(run.small, run.large, responses))
  if (own === undefined || papa === undefined) throw new Error('Bug: two engines always run')
  const size = responses.toLocaleString('en')
  const rows = [
    rate(`import ${size} rows, checked, rejects listed: whole process`, own.whole, 100_000),
    rate('import: rows a second once started', own.steady, 100_000),
    mb(`import ${size} rows: peak memory`, own.peakMb, 200),
    growth('import: peak memory of 4N ÷ N rows (flat?)', own.peakGrowth, 1.25),
    rate('peer: papaparse and insert, nothing checked: once started', papa.steady),
    faster('import ÷ papaparse and insert', own.steady / papa.steady),
    ...(sqlite3 === undefined
      ? []
      : [
          rate('peer: sqlite3 shell .import, nothing checked: once started', sqlite3.steady),
          faster('import ÷ sqlite3 shell', own.steady / sqlite3.steady),
        ]),
  ]
  return { rows, notes: sqlite3 === undefined ? ['absent peer: the sqlite3 shell'] : [] }
}

function figuresOf(small: readonly ProcessRun[], large: readonly ProcessRun[], responses: number) {
  const time = (runs: readonly ProcessRun[]): number => median(runs.map((run) => run.ms)) / 1000
  const peak = (runs: readonly ProcessRun[]): number => Math.max(...runs.map((run) => run.peakMb))
  return {
    whole: responses / time(large),
    steady: (responses * 0.75) / (time(large) - time(small)),
    peakMb: peak(large),
    // Peaks differ by a third from run to run with the garbage collector's timing, so growth compares the middle ones.
    peakGrowth: median(large.map((run) => run.peakMb)) / median(small.map((run) => run.peakMb)),
  }
}

type Engine = (csv: string) => ProcessRun

/** Into a survey with the same agencies and sectors and one form. */
function importer(folder: string): Engine {
  return (csv) => {
    const db = copyOfDemo(folder, 1, 'import')
    return runSipas(['import', csv, '--db', db, '--survey', 'DEMO', '--rejects', join(folder, 'rejects.csv')])
  }
}

function papaparse(folder: string): Engine {
  return (csv) => {
    const db = join(folder, 'papaparse.db')
    rmSync(db, { force: true })
    return runNode([PEER, csv, db])
  }
}

function shell(folder: string): Engine {
  return (csv) => {
    const db = join(folder, 'shell.db')
    rmSync(db, { force: true })
    const ms = timeProgram('sqlite3', [db, '-cmd', '.mode csv', `.import ${csv} response`])
    return { ms, peakMb: Number.NaN }
  }
}

const EVERY = 100

/** An unknown respondent group in one row of a hundred. */
function spoilt(csv: string): string {
  const file = csv.replace(/\.csv$/, '-spoilt.csv')
  const lines = readFileSync(csv, 'utf8').split('\n')
  const spoil = (line: string, number: number): string =>
    number % EVERY === EVERY - 1 ? line.replace(',people,', ',nobody,') : line
  writeFileSync(file, lines.map(spoil).join('\n'))
  return file
}
