import { GROUP_SIZE } from '../core/deidentify/coarsen.ts'
import type { Deidentification } from '../core/deidentify/deidentification.ts'
import { AppError } from '../core/errors.ts'
import type { SurveyForm } from '../core/questionnaire/survey-forms.ts'
import { listBatches } from '../data/batch-repository.ts'
import { listValidIds, readResponses } from '../data/response-export-repository.ts'
import { readSurveyParts } from '../data/survey-part-repository.ts'
import type { Survey } from '../data/survey-repository.ts'
import { KEY_COLUMNS, type KeyColumn } from '../files/responses/column-plan.ts'
import type { ExportedResponse } from '../files/responses/response-table.ts'
import { openDeidentified } from './deidentified-source.ts'
import { surveyByCode } from './find-survey.ts'
import { inPieces } from './opened-survey.ts'
import { surveyForms } from './questionnaires.ts'
import type { Services } from './services.ts'
import { headerCoder } from './survey-codes.ts'

/** The valid responses of a survey as every file of them reads them. */
export interface ResponseSource {
  readonly survey: Survey
  /**
   * The survey's versions with the variables and open texts that may leave, and no others: what a file may show. The
   * records of `responses` are laid out by these. De-identified: a variable may have a code `withheld`.
   */
  readonly forms: readonly SurveyForm[]
  /** The keys that may leave; the others are empty in every response. */
  readonly keys: readonly KeyColumn[]
  readonly count: number
  /** What was de-identified, to go with the file; null where nothing was. */
  readonly record: Deidentification | null
  /** All responses, some thousand a piece; each call reads them anew and in the same order. */
  readonly responses: () => AsyncIterable<readonly ExportedResponse[]>
}

export interface ResponseSourceInput {
  readonly surveyCode: string
  readonly isDeIdentified: boolean
  /** How many forms share every combination that a de-identified file shows, from GROUP_SIZE.least; usually 5. */
  readonly groupSize?: number | undefined
  /** Stops the opening, which reads all responses where they are de-identified. */
  readonly signal?: AbortSignal | undefined
}

/**
 * Opens the valid responses for a file: as they are, or de-identified (`openDeidentified`).
 * Throws AppError `survey-not-found`, and `export-cancelled` when the signal aborts.
 */
export async function openResponses(services: Services, input: ResponseSourceInput): Promise<ResponseSource> {
  const { db } = services.store
  const survey = await surveyByCode(db, input.surveyCode)
  const ids = await listValidIds(db, survey.id)
  const forms = await surveyForms(services, survey.id) // after the ids: no response is of a version that isn't there yet
  const hasBatches = (await listBatches(db, survey.id)).length > 1
  if (input.isDeIdentified) {
    const k = Math.max(GROUP_SIZE.least, input.groupSize ?? GROUP_SIZE.usual)
    const { signal } = input
    try {
      return await openDeidentified(services, { survey, ids, forms, hasBatches, signal }, k)
    } catch (error) {
      throw signal?.aborted ? new AppError('export-cancelled') : error
    }
  }
  const codesOf = await headerCoder(db, await readSurveyParts(db, survey.id))
  return {
    ...{ survey, forms, record: null },
    keys: KEY_COLUMNS.filter((key) => hasBatches || key !== 'batch'),
    count: ids.length,
    responses: async function* () {
      for await (const piece of inPieces(ids, (some) => readResponses(db, survey.id, some))) {
        yield piece.map(({ header, surveyVersionId: formId, record, texts }): ExportedResponse => {
          const { group, ...codes } = codesOf(header)
          const keys = { ...codes, respondent_group: group, collected_on: header.collectedOn ?? '' }
          return { formId, keys: { ...keys, serial: header.serial }, weight: header.weight, record, texts }
        })
      }
    },
  }
}
