import { AppError, errorMessage } from '../core/errors.ts'
import type { SurveyForm } from '../core/questionnaire/survey-forms.ts'
import { listBatches } from '../data/batch-repository.ts'
import { listValidIds, type ResponseWithTexts, readResponses } from '../data/response-export-repository.ts'
import { readSurveyParts } from '../data/survey-part-repository.ts'
import type { Delimiter } from '../files/csv/delimiters.ts'
import { codebook, type ExportedResponse, responseTable, versionMapping } from '../files/responses/response-table.ts'
import {
  CSV_TYPE,
  csvChunks,
  type Download,
  fileName,
  type Rows,
  tableDownload,
  XLSX_TYPE,
} from '../files/write-table.ts'
import { writeXlsx } from '../files/xlsx.ts'
import { surveyByCode } from './find-survey.ts'
import { surveyForms } from './questionnaires.ts'
import type { Services } from './services.ts'
import { headerCoder } from './survey-codes.ts'

export interface ExportInput {
  readonly surveyCode: string
  readonly format: 'csv' | 'xlsx'
  readonly isDeIdentified: boolean
  readonly delimiter?: Delimiter | undefined
}

/** Responses a statement. */
const BATCH = 1000

/** A workbook is made in memory, some 10 KB a response: beyond this only CSV. */
const MOST_IN_XLSX = 100_000

/**
 * The valid responses of a survey in the columns of an import. Throws AppError `survey-not-found`, `xlsx-too-many-rows`.
 * De-identified: serials and clusters become running numbers and the order is drawn anew, so that the place in the file
 * tells nothing either.
 */
export async function exportResponses(services: Services, input: ExportInput): Promise<Download> {
  const { db } = services.store
  const survey = await surveyByCode(db, input.surveyCode)
  const surveyId = survey.id
  const ids = await listValidIds(db, surveyId)
  const forms = await surveyForms(services, surveyId) // after the ids: no response is of a version that isn't there yet
  const { isDeIdentified, format, delimiter = ',' } = input
  const hasBatches = (await listBatches(db, surveyId)).length > 1
  const table = responseTable(forms, { isDeIdentified, hasBatches })
  const exported = await exporter(services, surveyId, isDeIdentified)
  const batches = async function* (): AsyncGenerator<Rows> {
    yield [table.header]
    const ordered = isDeIdentified ? shuffled(ids) : ids
    for (let at = 0; at < ordered.length; at += BATCH) {
      const responses = await readResponses(services.store.db, surveyId, ordered.slice(at, at + BATCH))
      yield responses.map((response) => table.cellsOf(exported(response)))
    }
  }
  const name = fileName('file-responses', survey.code, format)
  if (format === 'csv') return { name, type: CSV_TYPE, chunks: csvChunks(batches(), delimiter) }
  if (ids.length > MOST_IN_XLSX) throw new AppError('xlsx-too-many-rows', { count: ids.length, limit: MOST_IN_XLSX })
  return { name, type: XLSX_TYPE, chunks: workbook(batches(), forms) }
}

/** What each column of the responses was in each version of the form. Throws AppError `survey-not-found`. */
export async function exportVersionMapping(
  services: Services,
  input: { readonly surveyCode: string; readonly format: 'csv' | 'xlsx'; readonly delimiter?: Delimiter | undefined },
): Promise<Download> {
  const survey = await surveyByCode(services.store.db, input.surveyCode)
  const rows = versionMapping(await surveyForms(services, survey.id))
  const name = fileName('file-mapping', survey.code, input.format)
  return tableDownload(name, errorMessage('sheet-mapping', {}, 'vi'), rows, input)
}

async function* workbook(batches: AsyncIterable<Rows>, forms: readonly SurveyForm[]): AsyncGenerator<Uint8Array> {
  const rows: Rows[number][] = []
  for await (const batch of batches) rows.push(...batch)
  yield await writeXlsx([
    { name: errorMessage('sheet-responses', {}, 'vi'), rows, widths: [14, 12] },
    { name: errorMessage('sheet-codebook', {}, 'vi'), rows: codebook(forms), widths: [16, 8, 80, 8, 40] },
    ...(forms.length > 1
      ? [{ name: errorMessage('sheet-mapping', {}, 'vi'), rows: versionMapping(forms), widths: [16, 60] }]
      : []),
  ])
}

async function exporter(
  services: Services,
  surveyId: number,
  isDeIdentified: boolean,
): Promise<(response: ResponseWithTexts) => ExportedResponse> {
  const { db } = services.store
  const codesOf = await headerCoder(db, await readSurveyParts(db, surveyId))
  const serials = numberer()
  const clusters = numberer()
  return ({ header, surveyVersionId: formId, record, texts }) => {
    const { agency, sector, unit, stratum, cluster, group, batch } = codesOf(header)
    const keys = {
      serial: isDeIdentified ? serials(header.serial) : header.serial,
      agency,
      sector,
      unit,
      stratum,
      cluster: isDeIdentified && cluster !== '' ? clusters(cluster) : cluster,
      respondent_group: group,
      batch,
      collected_on: header.collectedOn ?? '',
    }
    return { formId, keys, weight: header.weight, record, texts }
  }
}

/** The same number for the same code, from 1 in the order first met. */
function numberer(): (code: string) => string {
  const numbers = new Map<string, string>()
  return (code) => {
    const number = numbers.get(code) ?? String(numbers.size + 1)
    numbers.set(code, number)
    return number
  }
}

/** By the random end of a UUIDv7, whose beginning is its time. */
function shuffled(ids: readonly string[]): string[] {
  const end = (id: string): string => id.slice(-12)
  return [...ids].sort((a, b) => (end(a) < end(b) ? -1 : 1))
}
