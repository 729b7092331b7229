import { type BenchContext, copyOfDemo, median, ms, runNode, runSipas, type Section } from './measure.ts'

const RUNS = 5

/** The command as a whole process, and what Node alone takes of it. */
export async function bench({ folder, responses }: BenchContext): Promise<Section> {
  const db = copyOfDemo(folder, responses, `command-${responses}`)
  const index = (): number => runSipas(['index', '--db', db, '--survey', 'DEMO', '--by', 'agency,sector']).ms
  const first = index() // with the backup of the day
  const rest = Array.from({ length: RUNS }, index)
  const node = Array.from({ length: RUNS }, () => runNode(['-e', '0']).ms)
  const rows = [
    ms('`sipas index` by agency × sector, whole process', median(rest)),
    ms('the same, first start after a change (it makes a backup)', first),
    ms('Node alone: start and end', median(node)),
  ]
  return { rows, notes: [] }
}
