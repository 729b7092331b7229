import type { Database as Connection } from 'better-sqlite3'
import type { StoredResponse } from '../response-repository.ts'
import type { NewRevision } from '../revision-repository.ts'

/**
 * Statements prepared once for an import of many responses: 3 µs a row instead of Kysely's 33. Use it only inside the
 * transaction that holds the connection's turn.
 */
export interface BulkResponses {
  /** A valid response of the survey carries the serial. */
  hasSerial(surveyId: number, serial: string): boolean
  /** False when a valid response of the survey carries the serial already; nothing is written then. */
  insertResponse(response: StoredResponse): boolean
  insertText(surveyId: number, responseId: string, variableCode: string, body: string): void
  insertRevision(revision: NewRevision): void
}

export function prepareBulkResponses(connection: Connection): BulkResponses {
  const response = connection.prepare(
    `INSERT INTO response (survey_id, id, serial, agency_id, sector_id, unit_id, stratum_id, cluster_id, group_id,
      weight, collected_on, record, state, rev, operator_id, saved_at_ms, survey_version_id, batch_id)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (survey_id, serial) WHERE state = 'valid' DO NOTHING`,
  )
  const serialOf = connection.prepare("SELECT 1 FROM response WHERE survey_id = ? AND serial = ? AND state = 'valid'")
  const text = connection.prepare(
    'INSERT INTO response_text (survey_id, response_id, variable_code, body) VALUES (?, ?, ?, ?)',
  )
  const revision = connection.prepare(
    `INSERT INTO response_revision (device_id, seq, survey_id, response_id, rev, base_rev, kind, reason, operator_id,
      at_ms, content, sha256, previous_sha256)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  return {
    hasSerial: (surveyId, serial) => serialOf.get(surveyId, serial) !== undefined,
    insertResponse: ({ surveyId, id, header: h, record, state, rev, operatorId, savedAtMs, surveyVersionId }) => {
      const parts = [h.agencyId, h.sectorId, h.unitId, h.stratumId, h.clusterId, h.groupId]
      const rest = [h.weight, h.collectedOn, record, state, rev, operatorId, savedAtMs, surveyVersionId, h.batchId]
      return response.run(surveyId, id, h.serial, ...parts, ...rest).changes === 1
    },
    insertText: (surveyId, responseId, variableCode, body) => {
      text.run(surveyId, responseId, variableCode, body)
    },
    insertRevision: (r) => {
      const form = [r.surveyId, r.responseId, r.rev, r.baseRev, r.kind, r.reason]
      revision.run(r.deviceId, r.seq, ...form, r.operatorId, r.atMs, r.content, r.sha256, r.previousSha256)
    },
  }
}
