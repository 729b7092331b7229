import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { type BenchContext, growth, mb, ms, type ProcessRun, runSipas, type Section } from './measure.ts'

const FEW = 300
const MANY = 1000

/** Paper forms of sipas-2026, six pages each, by the command as a whole process: flat in the copies, in time and memory. */
export async function bench({ folder }: BenchContext): Promise<Section> {
  const db = join(folder, 'print.db')
  runSipas(['demo', '--db', db, '--responses', '100', '--seed', '1', '--questionnaire', 'sipas-2026'])
  const print = (copies: number): ProcessRun => {
    const out = join(folder, `forms-${copies}.pdf`)
    const run = runSipas(['form', '--db', db, '--survey', 'DEMO', '--copies', String(copies), '--out', out])
    rmSync(out)
    return run
  }
  const one = print(1)
  const few = print(FEW)
  const many = print(MANY)
  const rows = [
    ms('print 1 form of 6 pages, whole process', one.ms),
    ms('print 1,000 forms of 6 pages, whole process', many.ms, 60_000),
    growth(
      'time a form: 1,000 ÷ 300 forms, start aside (flat?)',
      perForm(many, one, MANY) / perForm(few, one, FEW),
      1.5,
    ),
    mb('print 1,000 forms: peak memory', many.peakMb),
    growth('peak memory: 1,000 ÷ 300 forms (flat?)', many.peakMb / few.peakMb, 1.5),
  ]
  return { rows, notes: [] }
}

function perForm(run: ProcessRun, one: ProcessRun, copies: number): number {
  return (run.ms - one.ms) / (copies - 1)
}
