import type { SurveyForm } from '../core/questionnaire/survey-forms.ts'
import type { Survey } from '../data/survey-repository.ts'
import { takeTurns } from './turns.ts'

/** A survey whose valid responses are about to be read for a file. */
export interface OpenedSurvey {
  readonly survey: Survey
  readonly forms: readonly SurveyForm[]
  /** Of the valid responses, by serial. */
  readonly ids: readonly string[]
  readonly hasBatches: boolean
  /** Stops what is done before the file begins: it throws the signal's reason. */
  readonly signal: AbortSignal | undefined
}

/** Responses a statement. */
const PIECE = 500

/** Reads what `ids` name a piece at a time, other work let in between: the database itself never waits. */
export async function* inPieces<Row>(
  ids: readonly string[],
  read: (ids: readonly string[]) => Promise<Row[]>,
  signal?: AbortSignal,
): AsyncGenerator<Row[]> {
  for (let at = 0; at < ids.length; at += PIECE) {
    await takeTurns(signal)
    yield await read(ids.slice(at, at + PIECE))
  }
}
