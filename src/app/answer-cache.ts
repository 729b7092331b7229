import { AppError } from '../core/errors.ts'
import { differencesOf } from '../core/index/compare-kept.ts'
import { dayNumber } from '../core/index/days.ts'
import { KeptAnswers } from '../core/index/kept-answers.ts'
import type { AnswerRow } from '../core/index/survey-answers.ts'
import type { Store } from '../data/open-database.ts'
import type { StoredResponse } from '../data/response-repository.ts'
import {
  loadAnswers,
  type Moves,
  movedRecord,
  readAnswers,
  readMoves,
  readSurveyVersion,
} from '../data/sqlite/load-answers.ts'

/**
 * The answers of the surveys in use, in memory, so that every index is there at once. The truth stays in the file: what is
 * kept carries the survey's data version, and is loaded anew whenever the file says another.
 */
export interface AnswerCache {
  /** Told by a use case after COMMIT: the response as it now is, and the data version of that transaction. */
  put(response: StoredResponse, dataVersion: number): void
  /** A survey's answers as the file has them now. Throws AppError `survey-not-found`. */
  get(surveyId: number): Promise<KeptAnswers>
  /** What is kept (or would be loaded) against a recomputation row by row: names of what differs, none when all is well. */
  verifyAgainstStore(surveyId: number): Promise<string[]>
}

interface Entry {
  readonly store: Store
  readonly kept: KeptAnswers
  readonly moves: Moves
  dataVersion: number
}

/** Responses kept beside those of the survey in use; older surveys are dropped first. */
const OTHER_ROWS = 500_000

/** `holder.store` is read at every call: restoring a backup replaces it. */
export function createAnswerCache(holder: { readonly store: Store }): AnswerCache {
  const entries = new Map<number, Entry>()
  return {
    put: (response, dataVersion) => {
      const entry = entries.get(response.surveyId)
      if (entry === undefined || entry.store !== holder.store || entry.dataVersion >= dataVersion) return
      if (entry.dataVersion === dataVersion - 1) {
        entry.kept.put(answerRowOf(response, entry.moves))
        entry.dataVersion = dataVersion
      } else entries.delete(response.surveyId) // a transaction in between was not told of
    },
    get: (surveyId) =>
      read(holder.store, surveyId, ({ version, moves, load }) => {
        const known = entries.get(surveyId)
        const isCurrent = known?.store === holder.store && known.dataVersion === version
        const entry = isCurrent ? known : { store: holder.store, kept: load(), moves: moves(), dataVersion: version }
        entries.delete(surveyId)
        dropOldest(entries)
        entries.set(surveyId, entry)
        return entry.kept
      }),
    verifyAgainstStore: (surveyId) =>
      read(holder.store, surveyId, ({ version, recordWidth, moves, load }) => {
        const known = entries.get(surveyId)
        const isCurrent = known?.store === holder.store && known.dataVersion === version
        const anew = new KeptAnswers(readAnswers(holder.store.sqlite, surveyId, recordWidth, moves()))
        return differencesOf(isCurrent ? known.kept : load(), anew)
      }),
  }
}

interface Reading {
  readonly version: number
  readonly recordWidth: number
  readonly moves: () => Moves
  readonly load: () => KeptAnswers
}

/** Reads the version and, if asked, the responses in one turn of the connection, so that they belong together. */
function read<Result>(store: Store, surveyId: number, work: (reading: Reading) => Result): Promise<Result> {
  return store.db.connection().execute(async () => {
    const survey = readSurveyVersion(store.sqlite, surveyId)
    if (survey === null) throw new AppError('survey-not-found', { code: surveyId })
    const { dataVersion: version, recordWidth } = survey
    const moves = (): Moves => readMoves(store.sqlite, surveyId)
    const load = (): KeptAnswers => new KeptAnswers(loadAnswers(store.sqlite, surveyId, recordWidth, moves()))
    return work({ version, recordWidth, moves, load })
  })
}

/** A Map keeps its order: the survey used longest ago comes first. */
function dropOldest(entries: Map<number, Entry>): void {
  let rows = [...entries.values()].reduce((sum, { kept }) => sum + kept.answers.count, 0)
  for (const [surveyId, { kept }] of entries) {
    if (rows <= OTHER_ROWS) return
    rows -= kept.answers.count
    entries.delete(surveyId)
  }
}

function answerRowOf({ id, header, surveyVersionId, record, state }: StoredResponse, moves: Moves): AnswerRow {
  return {
    id,
    agency: header.agencyId,
    sector: header.sectorId,
    unit: header.unitId,
    stratum: header.stratumId,
    cluster: header.clusterId,
    group: header.groupId,
    day: dayNumber(header.collectedOn),
    version: surveyVersionId,
    weight: header.weight,
    isValid: state === 'valid',
    record: movedRecord(moves, surveyVersionId, record),
  }
}
