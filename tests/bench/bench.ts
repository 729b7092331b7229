// npm run bench: what was promised about speed, beside other engines measured in the same run. `--full` adds a million
// responses (a quarter of an hour), `--json` prints one document. Never a gate: the exit code is 0 whatever was measured.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { histogramLines } from './histogram.ts'
import type { BenchContext, Section } from './measure.ts'
import { tableLines } from './table.ts'

const SECTIONS: Readonly<Record<string, () => Promise<{ bench: (context: BenchContext) => Promise<Section> }>>> = {
  index: () => import('./index-bench.ts'),
  save: () => import('./save-bench.ts'),
  import: () => import('./import-bench.ts'),
  print: () => import('./print-bench.ts'),
  report: () => import('./report-bench.ts'),
  program: () => import('./program-bench.ts'),
  service: () => import('./service-bench.ts'),
  browser: () => import('./browser-bench.ts'),
  peer: () => import('./peer-bench.ts'),
}

/** Section and responses, in order. */
const SMALL = [
  ['index', 40_000],
  ['save', 100_000],
  ['import', 100_000],
  ['print', 100],
  ['report', 40_000],
  ['program', 40_000],
  ['service', 40_000],
  ['browser', 40_000],
  ['peer', 40_000],
] as const
const FULL = [
  ...SMALL,
  ['index', 1_000_000],
  ['import', 1_000_000],
  ['program', 1_000_000],
  ['service', 1_000_000],
  ['peer', 1_000_000],
] as const

const { values } = parseArgs({
  options: {
    full: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    only: { type: 'string' },
    section: { type: 'string' },
    responses: { type: 'string', default: '' },
    folder: { type: 'string', default: '' },
  },
})

if (values.section === undefined) await runAll()
else await runSection(values.section)

/** The part of a child: its answer as JSON on the channel to its parent. */
async function runSection(name: string): Promise<void> {
  const load = SECTIONS[name]
  if (load === undefined) throw new Error(`no section ${name}`)
  const { bench } = await load()
  process.send?.(await bench({ folder: values.folder, responses: Number(values.responses) }))
  process.disconnect?.()
}

async function runAll(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'sipas-bench-'))
  const answers: { name: string; responses: number; section: Section }[] = []
  try {
    for (const [name, responses] of values.full ? FULL : SMALL) {
      if (values.only !== undefined && values.only !== name) continue
      process.stderr.write(`${name}, ${responses.toLocaleString('en')} responses …\n`)
      const section = await sectionInChild(name, responses, folder)
      answers.push({ name, responses, section })
      if (values.json) continue
      for (const line of tableLines(name, responses, section.rows)) console.log(line)
      for (const line of (section.histograms ?? []).flatMap(histogramLines)) console.log(line)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  const notes = [...new Set(answers.flatMap(({ section }) => section.notes))]
  if (values.json) console.log(JSON.stringify({ answers, notes }))
  else for (const line of ['', ...notes]) console.log(line)
}

/** In a process of its own: neither its memory nor its compiled code is another's. */
function sectionInChild(name: string, responses: number, folder: string): Promise<Section> {
  const args = [import.meta.filename, '--section', name, '--responses', String(responses), '--folder', folder]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  return new Promise((resolve) => {
    child.once('message', (section) => resolve(section as Section)) // runSection's
    child.once('close', () => resolve({ rows: [], notes: [`failed: ${name}, ${responses} responses`] }))
  })
}
