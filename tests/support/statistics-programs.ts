import { execFileSync, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'
import { reportSkip } from './report-skip.ts'

/** Programs of the statisticians that files are for; what isn't installed is told once and its tests are skipped. */

function isThere(program: string, args: string[]): boolean {
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0
}

export function hasPspp(test: string): boolean {
  if (isThere('pspp', ['--version'])) return true
  reportSkip(test, 'pspp is not installed (apt-get install pspp)')
  return false
}

/** R with a package, `base` for none. */
export function hasR(test: string, library: string): boolean {
  if (isThere('Rscript', ['-e', `library(${library})`])) return true
  reportSkip(test, `R with ${library} is not installed (apt-get install r-base-core r-cran-haven)`)
  return false
}

/** Runs SPSS syntax in a folder; answers what PSPP printed, as cells. */
export function runPspp(folder: string, syntax: string): string[][] {
  writeFileSync(join(folder, 'run.sps'), syntax)
  execFileSync('pspp', ['-o', 'out.csv', 'run.sps'], { cwd: folder, stdio: 'pipe' })
  const csv = execFileSync('cat', ['out.csv'], { cwd: folder, encoding: 'utf8', maxBuffer: 1e9 })
  return Papa.parse<string[]>(csv).data
}

/** Counts by the words of each answer, missing ones among them, of every frequency table printed; by the table's title. */
export function frequenciesOf(cells: readonly (readonly string[])[]): ReadonlyMap<string, Record<string, number>> {
  const tables = new Map<string, Record<string, number>>()
  let counts: Record<string, number> = {}
  for (const [first = '', label = '', frequency = ''] of cells) {
    if (first.startsWith('Table: ')) {
      counts = {}
      tables.set(first.slice('Table: '.length), counts)
    } else if (label !== '' && /^\d+$/.test(frequency)) counts[label] = Number(frequency)
  }
  return tables
}

/** Runs an R script in a folder; answers what it printed. */
export function runR(folder: string, script: string): string {
  writeFileSync(join(folder, 'run.R'), script)
  return execFileSync('Rscript', ['--vanilla', 'run.R'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1e9,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}
