import { surveyByCode } from '../../src/app/find-survey.ts'
import { openServices } from '../../src/app/services.ts'
import { computeIndex } from '../../src/app/survey-index.ts'
import { duckDbPeers } from './duckdb-peer.ts'
import { FILTER, timeAfterSaves, timeFilter } from './index-bench.ts'
import type { Peer } from './item-counts.ts'
import { libreOfficePeer } from './libreoffice-peer.ts'
import {
  type BenchContext,
  type BenchRow,
  copyOfDemo,
  exportedCsv,
  faster,
  median,
  ms,
  type Section,
} from './measure.ts'
import { rPeer } from './r-peer.ts'
import { sqlitePeer } from './sqlite-peer.ts'

/** A spreadsheet of more rows than this is not what an office has, and takes minutes. */
const OFFICE_ROWS = 100_000

/**
 * The same survey by other engines, in the same run. Each does less than we do: SQL and a spreadsheet have no intervals, R
 * has six nodes by agency and sector where we have every node by agency, by sector and by both. Answers are compared.
 */
export async function bench({ folder, responses }: BenchContext): Promise<Section> {
  const csv = exportedCsv(folder, responses)
  const services = await openServices(copyOfDemo(folder, responses, `peer-${responses}`), { allowAnyFolder: true })
  const { id: surveyId } = await surveyByCode(services.store.db, 'DEMO')
  const by = ['agency', 'sector']
  const { rows: all } = await computeIndex(services, { surveyId, by })
  const { rows: part } = await computeIndex(services, { surveyId, by, where: FILTER })
  const duckDb = await duckDbPeers(csv, folder, { all, part })
  const peers = [sqlitePeer(services, all), duckDb.all, rPeer(csv, all)]
  if (responses <= OFFICE_ROWS) peers.push(await libreOfficePeer(csv, folder, all))
  const own = median(await timeAfterSaves(services, surveyId, await services.answers.get(surveyId)))
  const filtered = median(await timeFilter(services, surveyId))
  await services.close()
  const isMillion = responses >= 1_000_000 // what the bars are set for
  const rows = [
    ...peers.flatMap((peer) => besides(peer, 'all indices after a saved form ÷ that peer', own, isMillion)),
    ...besides(duckDb.part, 'our ad-hoc filter with intervals ÷ that peer', filtered, isMillion),
  ]
  return { rows, notes: [...peers, duckDb.part].flatMap(({ note }) => (note === '' ? [] : [note])) }
}

function besides({ name, taken, bar }: Peer, what: string, own: number, hasBar: boolean): BenchRow[] {
  return taken === null ? [] : [ms(`peer: ${name}`, taken), faster(what, taken / own, hasBar ? bar : null)]
}
