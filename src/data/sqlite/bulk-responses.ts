import type { Database as Connection, Statement } from 'better-sqlite3'
import type { StoredResponse } from '../response-repository.ts'
import type { NewRevision } from '../revision-repository.ts'

/** What all the forms of one lot have in common: bound once a statement instead of once a row. */
export type Lot = Pick<NewRevision, 'deviceId' | 'surveyId' | 'operatorId' | 'kind'>

/** A new form of the lot, valid and in its first revision. */
export type BulkResponse = Pick<StoredResponse, 'id' | 'header' | 'surveyVersionId' | 'record'>
export type BulkRevision = Pick<NewRevision, 'seq' | 'responseId' | 'content' | 'sha256' | 'previousSha256'>

/**
 * Statements prepared once for an import of many responses, several rows in one: 2-4 µs a row instead of Kysely's 33. Use
 * it only inside the transaction that holds the connection's turn.
 */
export interface BulkResponses {
  /** A valid response of the survey carries the serial. */
  hasSerial(serial: string): boolean
  /** By response, false where a valid one of the survey carries the serial already (stored before or earlier in the list): it is not written. */
  insertResponses(responses: readonly BulkResponse[], savedAtMs: number): readonly boolean[]
  insertText(responseId: string, variableCode: string, body: string): void
  insertRevisions(revisions: readonly BulkRevision[], atMs: number): void
}

const RESPONSES: RowShape<BulkResponse> = {
  start: `INSERT INTO response (survey_id, state, rev, operator_id, first_operator_id, saved_at_ms, id, serial,
    agency_id, sector_id, unit_id, stratum_id, cluster_id, group_id, batch_id, weight, collected_on, survey_version_id,
    record) VALUES`,
  shared: "@surveyId, 'valid', 1, @operatorId, @operatorId, @atMs",
  own: 13,
  end: "ON CONFLICT (survey_id, serial) WHERE state = 'valid' DO NOTHING",
  cells: ({ id, header: h, surveyVersionId, record }, into) => {
    into.push(id, h.serial, h.agencyId, h.sectorId, h.unitId, h.stratumId, h.clusterId, h.groupId, h.batchId)
    into.push(h.weight, h.collectedOn, surveyVersionId, record)
  },
}

const REVISIONS: RowShape<BulkRevision> = {
  start: `INSERT INTO response_revision (device_id, survey_id, rev, base_rev, kind, reason, operator_id, at_ms, seq,
    response_id, content, sha256, previous_sha256) VALUES`,
  shared: "@deviceId, @surveyId, 1, 0, @kind, '', @operatorId, @atMs",
  own: 5,
  end: '',
  cells: (r, into) => into.push(r.seq, r.responseId, r.content, r.sha256, r.previousSha256),
}

export function prepareBulkResponses(connection: Connection, lot: Lot): BulkResponses {
  const { deviceId, surveyId, operatorId, kind } = lot
  const writeResponses = rowsWriter(connection, RESPONSES)
  const writeRevisions = rowsWriter(connection, REVISIONS)
  const idOf = connection
    .prepare("SELECT id FROM response WHERE survey_id = ? AND serial = ? AND state = 'valid'")
    .pluck()
  const text = connection.prepare(
    'INSERT INTO response_text (survey_id, response_id, variable_code, body) VALUES (?, ?, ?, ?)',
  )
  return {
    hasSerial: (serial) => idOf.get(surveyId, serial) !== undefined,
    insertResponses: (responses, atMs) => {
      if (writeResponses(responses, { surveyId, operatorId, atMs }) === responses.length)
        return responses.map(() => true)
      return responses.map(({ id, header }) => idOf.get(surveyId, header.serial) === id)
    },
    insertText: (responseId, variableCode, body) => {
      text.run(surveyId, responseId, variableCode, body)
    },
    insertRevisions: (revisions, atMs) => {
      writeRevisions(revisions, { deviceId, surveyId, operatorId, kind, atMs })
    },
  }
}

type Cell = string | number | null

interface RowShape<Row> {
  /** The statement up to its rows: columns that the rows share first, then each row's own. */
  readonly start: string
  /** Values of the shared columns. */
  readonly shared: string
  /** How many columns are each row's own. */
  readonly own: number
  /** What follows the rows in the statement. */
  readonly end: string
  /** Puts the row's own cells at the end of a list, in the order of the columns. */
  readonly cells: (row: Row, into: Cell[]) => void
}

/** Rows that one statement takes: of 64 each costs two thirds of one alone, more gain nothing. Halves, so that a rest takes few. */
const SIZES = [64, 32, 16, 8, 4, 2, 1] as const

/** Answers how many rows were written. */
function rowsWriter<Row>(
  connection: Connection,
  { start, shared, own, end, cells }: RowShape<Row>,
): (rows: readonly Row[], values: Readonly<Record<string, Cell>>) => number {
  const row = `(${shared}${', ?'.repeat(own)})`
  const statements = SIZES.map((size): [number, Statement] => [
    size,
    connection.prepare(`${start} ${Array(size).fill(row).join(', ')} ${end}`),
  ])
  return (rows, values) => {
    let written = 0
    let at = 0
    for (const [size, statement] of statements) {
      for (; at + size <= rows.length; at += size) {
        const owned: Cell[] = []
        for (const one of rows.slice(at, at + size)) cells(one, owned)
        written += statement.run(owned, values).changes
      }
    }
    return written
  }
}
