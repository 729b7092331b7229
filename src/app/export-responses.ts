import { assert } from '../core/assert.ts'
import type { Deidentification } from '../core/deidentify/deidentification.ts'
import { recordInWords } from '../core/deidentify/record-in-words.ts'
import { AppError, type ErrorCode, errorMessage } from '../core/errors.ts'
import { guardFormula } from '../core/formula-guard.ts'
import type { Delimiter } from '../files/csv/delimiters.ts'
import { BYTE_ORDER_MARK } from '../files/csv/write-csv.ts'
import { codebook, responseTable, versionMapping } from '../files/responses/response-table.ts'
import {
  CSV_TYPE,
  csvChunks,
  type Download,
  fileName,
  once,
  type Rows,
  TEXT_TYPE,
  tableDownload,
  XLSX_TYPE,
} from '../files/write-table.ts'
import { type StreamedSheet, streamXlsx } from '../files/xlsx-stream.ts'
import { surveyByCode } from './find-survey.ts'
import { surveyForms } from './questionnaires.ts'
import { openResponses, type ResponseSource, type ResponseSourceInput } from './response-source.ts'
import type { Services } from './services.ts'

export interface ExportInput extends ResponseSourceInput {
  readonly format: 'csv' | 'xlsx'
  readonly delimiter?: Delimiter | undefined
}

/** Spreadsheets open no more in a time that anybody waits for: beyond this only CSV. */
const MOST_IN_XLSX = 100_000

/**
 * The valid responses of a survey in the columns of an import; `openResponses` tells what a de-identified file has.
 * Throws AppError `survey-not-found`, `xlsx-too-many-rows`, `export-cancelled`.
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
  const name = fileName(responsesName(source.record), survey.code, format)
  if (format === 'csv') return { name, type: CSV_TYPE, chunks: csvChunks(batches(), delimiter) }
  if (count > MOST_IN_XLSX) throw new AppError('xlsx-too-many-rows', { count, limit: MOST_IN_XLSX })
  return { name, type: XLSX_TYPE, chunks: workbook(batches(), source, new Date(services.now())) }
}

/** A file with persons in it and one without have different names. */
export function responsesName(record: Deidentification | null): 'file-responses' | 'file-responses-deidentified' {
  return record === null ? 'file-responses' : 'file-responses-deidentified'
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

/**
 * What de-identifying a survey's responses does to them, before or after the file is made: the same data gives the same.
 * Throws as openResponses does.
 */
export async function deidentificationOf(
  services: Services,
  input: Omit<ResponseSourceInput, 'isDeIdentified'>,
): Promise<Deidentification> {
  const { record } = await openResponses(services, { ...input, isDeIdentified: true })
  assert(record !== null, 'a de-identified source carries its record')
  return record
}

/** The same as a text, to lie beside the file. Throws as openResponses does. */
export async function exportDeidentification(
  services: Services,
  input: Omit<ResponseSourceInput, 'isDeIdentified'>,
): Promise<Download> {
  const record = await deidentificationOf(services, input)
  const name = fileName('file-deidentification', record.survey.code, 'txt')
  return { name, type: TEXT_TYPE, chunks: once(Buffer.from(recordText(record))) }
}

/** As plain text with a byte order mark and CR LF, so that every Notepad shows it. */
export function recordText(record: Deidentification): string {
  const { title, lines } = recordInWords(record, 'vi')
  const said = lines.map(({ heading, text }) => `${heading}: ${text}`)
  return `${BYTE_ORDER_MARK}${[title.toUpperCase(), '', ...said, ''].join('\r\n')}`
}

function workbook(
  batches: AsyncIterable<Rows>,
  { forms, record }: ResponseSource,
  madeAt: Date,
): AsyncIterable<Uint8Array> {
  const sheet = (code: ErrorCode, rows: AsyncIterable<Rows>, widths: readonly number[]): StreamedSheet => {
    return { name: errorMessage(code, {}, 'vi'), rows, widths }
  }
  const sheets = [
    sheet('sheet-responses', batches, [14, 12]),
    sheet('sheet-codebook', once(codebook(forms)), [16, 8, 80, 8, 40]),
    ...(forms.length > 1 ? [sheet('sheet-mapping', once(versionMapping(forms)), [16, 60])] : []),
    ...(record === null ? [] : [sheet('sheet-deidentification', once(recordRows(record)), [40, 120])]),
  ]
  return streamXlsx(sheets, madeAt)
}

function recordRows(record: Deidentification): Rows {
  const { title, lines } = recordInWords(record, 'vi')
  return [[title, ''], ...lines.map(({ heading, text }) => [heading, guardFormula(text)])]
}
