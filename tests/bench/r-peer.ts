import { execFileSync, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import type { IndexRow } from '../../src/app/survey-index.ts'
import type { Peer } from './item-counts.ts'

/** Index and standard error must be ours to nine digits. */
export function rPeer(csv: string, ours: readonly IndexRow[]): Peer {
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
