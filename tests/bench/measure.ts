import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Histogram } from './histogram.ts'

/** One line of the table. `bar` is the most it may be (the least, where `isFloor`), in the same unit; null = no bar, for comparing. */
export interface BenchRow {
  readonly what: string
  readonly figure: number
  readonly unit: 'ms' | 'MB' | 'rows/s' | '×'
  readonly bar: number | null
  readonly isFloor?: boolean
}

/** What one part of the bench answers; `notes` says what could not be compared, and why. */
export interface Section {
  readonly rows: readonly BenchRow[]
  readonly notes: readonly string[]
  readonly histograms?: readonly Histogram[]
}

/** `folder` holds the files that the parts share and is gone after the run; `responses` is the size of the survey. */
export interface BenchContext {
  readonly folder: string
  readonly responses: number
}

export const COMMAND = join(import.meta.dirname, '../../src/host/sipas.mjs')
const REPORT_MEMORY = join(import.meta.dirname, 'report-memory.mjs')

/** As `npm run sipas` starts it, in a folder that may lie anywhere. */
const NODE_ARGUMENTS = ['--max-semi-space-size=4']
const ENVIRONMENT = { ...process.env, SIPAS_ALLOW_ANY_FOLDER: '1' }

export const commandLine = (args: readonly string[]): string[] => [...NODE_ARGUMENTS, COMMAND, ...args]
export const commandEnvironment = (): NodeJS.ProcessEnv => ENVIRONMENT

export interface ProcessRun {
  /** From its start to its end. */
  readonly ms: number
  /** The most memory that it ever had (resident). */
  readonly peakMb: number
}

/** Runs Node on a script to its end. Throws with what it said when it fails. */
export function runNode(args: readonly string[]): ProcessRun {
  const started = performance.now()
  const child = spawnSync(process.execPath, ['--import', REPORT_MEMORY, ...args], {
    env: ENVIRONMENT,
    encoding: 'utf8',
    maxBuffer: 1e9,
  })
  const ms = performance.now() - started
  if (child.status !== 0) throw new Error(`${args.slice(1, 4).join(' ')}: ${child.stderr}`)
  return { ms, peakMb: Number(/^peak-kilobytes (\d+)$/m.exec(child.stderr)?.[1]) / 1000 }
}

export const runSipas = (args: readonly string[]): ProcessRun => runNode(commandLine(args))

/** A data file with the demonstration of so many responses, made once a run. Not to be written to: see copyOfDemo. */
export function demoFile(folder: string, responses: number): string {
  const file = join(folder, `demo-${responses}.db`)
  if (!existsSync(file)) runSipas(['demo', '--db', file, '--responses', String(responses), '--seed', '1'])
  return file
}

/** A data file of one's own, in the folder `name`, with its own backups. */
export function copyOfDemo(folder: string, responses: number, name: string): string {
  const file = join(folder, `${name}.db`)
  copyFileSync(demoFile(folder, responses), file)
  return file
}

/** The demonstration as the program exports it. */
export function exportedCsv(folder: string, responses: number): string {
  const file = join(folder, `demo-${responses}.csv`)
  const db = demoFile(folder, responses)
  if (!existsSync(file)) runSipas(['export', '--db', db, '--survey', 'DEMO', '--format', 'csv', '--out', file])
  return file
}

export async function times(count: number, work: (number: number) => unknown): Promise<number[]> {
  const taken: number[] = []
  for (let number = 0; number < count; number++) {
    const started = performance.now()
    await work(number)
    taken.push(performance.now() - started)
  }
  return taken
}

export function quantile(values: readonly number[], part: number): number {
  return values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? 0
}

export const median = (values: readonly number[]): number => quantile(values, 0.5)

/** Is the program installed? */
export function isInstalled(program: string): boolean {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined
}

/** Whole run of another program, in ms; throws when it fails. */
export function timeProgram(program: string, args: readonly string[]): number {
  const started = performance.now()
  execFileSync(program, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  return performance.now() - started
}

export const ms = (what: string, figure: number, bar: number | null = null): BenchRow => ({
  what,
  figure,
  unit: 'ms',
  bar,
})
export const mb = (what: string, figure: number, bar: number | null = null): BenchRow => ({
  what,
  figure,
  unit: 'MB',
  bar,
})
export const rate = (what: string, figure: number, bar: number | null = null): BenchRow => ({
  what,
  figure,
  unit: 'rows/s',
  bar,
  isFloor: true,
})
/** How many times as much; `bar` is the most. */
export const growth = (what: string, figure: number, bar: number | null = null): BenchRow => ({
  what,
  figure,
  unit: '×',
  bar,
})
/** How many times faster than a peer; `bar` is the least. */
export const faster = (what: string, figure: number, bar: number | null = null): BenchRow => ({
  ...growth(what, figure, bar),
  isFloor: true,
})
