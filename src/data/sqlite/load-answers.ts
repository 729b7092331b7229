import type { Database } from 'better-sqlite3'
import { assert } from '../../core/assert.ts'
import { dayNumber, JULIAN_DAY_ZERO } from '../../core/index/days.ts'
import {
  type AnswerBlock,
  type AnswerRow,
  ID_WIDTH,
  KEY_COLUMNS,
  SurveyAnswers,
} from '../../core/index/survey-answers.ts'
import { buildDictionary } from '../../core/questionnaire/dictionary.ts'
import { compileMove, type MoveRecord } from '../../core/questionnaire/move-record.ts'
import { questionnaireSchema } from '../../core/questionnaire/questionnaire.ts'

/** Responses a statement: large enough to be cheap, small enough that no text comes near SQLite's or V8's limits. */
const CHUNK = 50_000

const KEY_COUNT = KEY_COLUMNS.length

/** A day's number, as dayNumber of src/core gives it. */
const DAY = `coalesce(cast(max(julianday(collected_on) - ${JULIAN_DAY_ZERO}, 0) AS INTEGER), 0)`

/**
 * Every column of a chunk as one text: a million rows fetched one by one take three times as long. The subquery gives the
 * order, that of the primary key. Weights other than 1 come apart: SQLite writes a REAL as text in 15 digits only.
 */
const LOAD = `
  SELECT count(*) AS count, max(id) AS last,
    CAST(group_concat(id, '') AS BLOB) AS ids,
    CAST(group_concat(record, '') AS BLOB) AS records,
    CAST(group_concat(agency_id || ',' || sector_id || ',' || unit_id || ',' || stratum_id || ',' || cluster_id || ','
      || group_id || ',' || ${DAY} || ',' || survey_version_id || ',' || (state = 'valid')) AS BLOB) AS keys,
    sum(weight <> 1) AS weighted
  FROM (SELECT * FROM response WHERE survey_id = ? AND id > ? ORDER BY id LIMIT ${CHUNK})`

/** The same for a survey that moved to a newer version: the function lays out each record as the newest has it. */
const MOVED = 'sipas_moved'
const LOAD_MOVED = LOAD.replace('group_concat(record, ', `group_concat(${MOVED}(survey_version_id, record), `)

const LOAD_WEIGHTS = `
  SELECT weight FROM response WHERE survey_id = ? AND id > ? ORDER BY id LIMIT ${CHUNK}`

interface Chunk {
  readonly count: number
  readonly last: string | null
  readonly ids: Buffer
  readonly records: Buffer
  readonly keys: Buffer
  readonly weighted: number
}

/** A survey's data version and the width of its records, or null. Called inside `db.connection()`. */
export function readSurveyVersion(
  sqlite: Database,
  surveyId: number,
): { readonly dataVersion: number; readonly recordWidth: number } | null {
  const statement = sqlite.prepare<[number], { readonly dataVersion: number; readonly recordWidth: number }>(
    `SELECT data_version AS dataVersion, record_width AS recordWidth
      FROM survey JOIN questionnaire_version AS q ON q.id = questionnaire_version_id WHERE survey.id = ?`,
  )
  return statement.get(surveyId) ?? null
}

export type Moves = ReadonlyMap<number, MoveRecord>

/**
 * How the records of a survey's older versions become records of the one in use, by the number of the version within the
 * survey; empty for a survey that never moved. Called inside `db.connection()`.
 */
export function readMoves(sqlite: Database, surveyId: number): Moves {
  const versions = sqlite
    .prepare<[number], { readonly id: number; readonly definition: string }>(
      `SELECT v.id, q.definition FROM survey_version AS v
        JOIN questionnaire_version AS q ON q.id = v.questionnaire_version_id WHERE v.survey_id = ? ORDER BY v.id`,
    )
    .all(surveyId)
  if (versions.length < 2) return new Map()
  const dictionaries = versions.map(({ id, definition }) => ({
    id,
    dictionary: buildDictionary(questionnaireSchema.parse(JSON.parse(definition))),
  }))
  const newest = dictionaries.at(-1)
  assert(newest !== undefined, 'a survey has a version')
  return new Map(
    dictionaries.slice(0, -1).map(({ id, dictionary }) => [id, compileMove(dictionary, newest.dictionary)]),
  )
}

/** A record as the survey's version in use lays it out. */
export function movedRecord(moves: Moves, surveyVersionId: number, record: string): string {
  return moves.get(surveyVersionId)?.(record) ?? record
}

/**
 * All responses of a survey as bytes, in the order of their ids. Called inside `db.connection()` or a transaction.
 * A million take about 2 s.
 */
export function loadAnswers(sqlite: Database, surveyId: number, recordWidth: number, moves: Moves): SurveyAnswers {
  const total = sqlite.prepare('SELECT count(*) FROM response WHERE survey_id = ?').pluck().get(surveyId)
  const answers = new SurveyAnswers(recordWidth, Number(total) + 16)
  // Given anew with every load: a survey's moves are of this load only.
  if (moves.size > 0) sqlite.function(MOVED, (id, record) => movedRecord(moves, Number(id), String(record)))
  const load = sqlite.prepare<[number, string], Chunk>(moves.size > 0 ? LOAD_MOVED : LOAD)
  const loadWeights = sqlite.prepare<[number, string], number>(LOAD_WEIGHTS).pluck()
  let after = ''
  for (;;) {
    const chunk = load.get(surveyId, after)
    if (chunk === undefined || chunk.count === 0 || chunk.last === null) return answers
    const weights = chunk.weighted === 0 ? null : loadWeights.all(surveyId, after)
    answers.appendBlock(blockOf(chunk, recordWidth, weights))
    after = chunk.last
  }
}

/** The same row by row, for comparing: slow, and nothing but the moves is shared with the way above. */
export function readAnswers(sqlite: Database, surveyId: number, recordWidth: number, moves: Moves): SurveyAnswers {
  const answers = new SurveyAnswers(recordWidth)
  const rows = sqlite
    .prepare<[number], Omit<AnswerRow, 'day'> & { state: string; collectedOn: string | null }>(
      `SELECT id, record, agency_id AS agency, sector_id AS sector, unit_id AS unit, stratum_id AS stratum,
        cluster_id AS cluster, group_id AS "group", collected_on AS collectedOn, survey_version_id AS version,
        weight, state FROM response WHERE survey_id = ? ORDER BY id`,
    )
    .iterate(surveyId)
  for (const row of rows) {
    const record = movedRecord(moves, row.version, row.record)
    answers.insert(answers.count, { ...row, record, day: dayNumber(row.collectedOn), isValid: row.state === 'valid' })
  }
  return answers
}

function blockOf(chunk: Chunk, recordWidth: number, weights: readonly unknown[] | null): AnswerBlock {
  const { count, ids, records } = chunk
  if (ids.length !== count * ID_WIDTH || records.length !== count * recordWidth) {
    throw new Error('Bug: a response has an id or a record of another width')
  }
  const values = parseNumbers(chunk.keys, count * (KEY_COUNT + 1))
  const column = (place: number): Int32Array =>
    Int32Array.from({ length: count }, (_, row) => values[row * (KEY_COUNT + 1) + place] ?? 0)
  const keys = Object.fromEntries(KEY_COLUMNS.map((key, place) => [key, column(place)])) as AnswerBlock['keys'] // all keys
  return {
    ids,
    records,
    keys,
    weight: weights === null ? new Float64Array(count).fill(1) : Float64Array.from(weights, Number),
    isValid: Uint8Array.from(column(KEY_COUNT)),
  }
}

const COMMA = 44
const DIGIT_ZERO = 48

/** Whole numbers written in digits with commas between. */
function parseNumbers(text: Uint8Array, count: number): Int32Array {
  const values = new Int32Array(count)
  let value = 0
  let place = 0
  for (const byte of text) {
    if (byte === COMMA) {
      values[place++] = value
      value = 0
    } else value = value * 10 + (byte - DIGIT_ZERO)
  }
  values[place] = value
  return values
}
