import type { RevisionContent } from '../core/response/revision-content.ts'
import type { Db } from '../data/db.ts'
import type { ResponseHeader } from '../data/response-repository.ts'
import type { SurveyParts } from '../data/survey-part-repository.ts'
import { listUnits } from '../data/unit-repository.ts'

/** The codes behind a header's ids, as a revision keeps them; none given (0) is the empty text. */
export type HeaderCodes = Pick<
  RevisionContent,
  'agency' | 'sector' | 'unit' | 'stratum' | 'cluster' | 'group' | 'batch'
>

/** Reads the codes once for many headers. Ids that the survey doesn't have give the empty text. */
export async function headerCoder(db: Db, parts: SurveyParts): Promise<(header: ResponseHeader) => HeaderCodes> {
  const codes = {
    agency: codesOf(parts.agencies),
    sector: codesOf(parts.sectors),
    unit: codesOf(await listUnits(db)),
    stratum: codesOf(parts.strata),
    cluster: codesOf(parts.clusters),
    group: codesOf(parts.groups),
    batch: codesOf(parts.batches),
  }
  return (header) => ({
    agency: codes.agency.get(header.agencyId) ?? '',
    sector: codes.sector.get(header.sectorId) ?? '',
    unit: codes.unit.get(header.unitId) ?? '',
    stratum: codes.stratum.get(header.stratumId) ?? '',
    cluster: codes.cluster.get(header.clusterId) ?? '',
    group: codes.group.get(header.groupId) ?? '',
    batch: codes.batch.get(header.batchId) ?? '',
  })
}

function codesOf(rows: readonly { readonly id: number; readonly code: string }[]): ReadonlyMap<number, string> {
  return new Map(rows.map((row) => [row.id, row.code]))
}
