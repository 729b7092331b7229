import { AppError, errorMessage } from '../core/errors.ts'
import type { SurveyForm } from '../core/questionnaire/survey-forms.ts'
import type { Delimiter } from '../files/csv/delimiters.ts'
import { codebook, responseTable, versionMapping } from '../files/responses/response-table.ts'
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
import { openResponses } from './response-source.ts'
import type { Services } from './services.ts'

export interface ExportInput {
  readonly surveyCode: string
  readonly format: 'csv' | 'xlsx'
  readonly isDeIdentified: boolean
  readonly delimiter?: Delimiter | undefined
}

/** A workbook is made in memory, some 10 KB a response: beyond this only CSV. */
const MOST_IN_XLSX = 100_000

/**
 * The valid responses of a survey in the columns of an import; `openResponses` tells what a de-identified file has.
 * Throws AppError `survey-not-found`, `xlsx-too-many-rows`.
 */
export async function exportResponses(services: Services, input: ExportInput): Promise<Download> {
  const { format, delimiter = ',' } = input
  const source = await openResponses(services, input)
  const { survey, forms, count } = source
  const table = responseTable(forms, source.keys)
  const batches = async function* (): AsyncGenerator<Rows> {
    yield [table.header]
    for await (const responses of source.responses()) yield responses.map(table.cellsOf)
  }
  const name = fileName('file-responses', survey.code, format)
  if (format === 'csv') return { name, type: CSV_TYPE, chunks: csvChunks(batches(), delimiter) }
  if (count > MOST_IN_XLSX) throw new AppError('xlsx-too-many-rows', { count, limit: MOST_IN_XLSX })
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
