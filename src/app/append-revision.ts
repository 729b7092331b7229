import { assert } from '../core/assert.ts'
import { canonicalRevisionContent } from '../core/response/revision-content.ts'
import type { Db } from '../data/db.ts'
import { advanceLane, findOwnLane } from '../data/device-repository.ts'
import type { StoredResponse } from '../data/response-repository.ts'
import type { RevisionKind } from '../data/response-tables.ts'
import { revisionSha256 } from '../data/revision-hash.ts'
import { insertRevision } from '../data/revision-repository.ts'
import type { Operator } from './operators.ts'
import { contentOf } from './response-content.ts'
import type { HeaderCodes } from './survey-codes.ts'

export interface RevisionOf {
  readonly surveyCode: string
  readonly codes: HeaderCodes
  readonly texts: Readonly<Record<string, string>>
  readonly form: string
  readonly kind: RevisionKind
  readonly baseRev: number
  readonly reason: string
  readonly operator: Operator
}

/** Writes what became of a response as the next link of the own lane, in the transaction that changes the response. */
export async function appendRevision(db: Db, response: StoredResponse, about: RevisionOf): Promise<void> {
  const lane = await findOwnLane(db)
  assert(lane !== null, 'the file has a lane of its own')
  const revision = {
    deviceId: lane.deviceId,
    seq: lane.nextSeq,
    responseId: response.id,
    rev: response.rev,
    baseRev: about.baseRev,
    kind: about.kind,
    reason: about.reason,
    atMs: response.savedAtMs,
    content: canonicalRevisionContent(contentOf(response, about)),
    previousSha256: lane.lastSha256,
  }
  const { surveyCode, operator } = about
  const sha256 = revisionSha256({ ...revision, surveyCode, operatorKey: operator.key })
  await insertRevision(db, { ...revision, surveyId: response.surveyId, operatorId: operator.id, sha256 })
  await advanceLane(db, { deviceId: lane.deviceId, nextSeq: lane.nextSeq + 1, lastSha256: sha256 })
}
