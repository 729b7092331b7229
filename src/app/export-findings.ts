import { type ErrorCode, errorMessage } from '../core/errors.ts'
import { guardFormula } from '../core/formula-guard.ts'
import { findingInWords, ruleName } from '../core/quality/finding-in-words.ts'
import type { FindingRow } from '../data/finding-page-repository.ts'
import { readSurveyParts } from '../data/survey-part-repository.ts'
import type { Delimiter } from '../files/csv/delimiters.ts'
import { type Download, fileName, type Rows, tableDownload } from '../files/write-table.ts'
import { surveyById } from './find-survey.ts'
import { type FindingsInput, listFindings } from './quality.ts'
import { rulesOfSurvey } from './quality-look.ts'
import { localDay } from './record-effort.ts'
import type { Services } from './services.ts'

export interface FindingsExportInput extends Omit<FindingsInput, 'offset' | 'limit' | 'responseId'> {
  readonly format: 'csv' | 'xlsx'
  readonly delimiter?: Delimiter | undefined
}

/** A list that people work through has no more; what is beyond is found again by a narrower filter. */
const MOST = 100_000

/** The findings that a filter shows, a row each, in the order of the list. Throws AppError `survey-not-found`. */
export async function exportFindings(services: Services, input: FindingsExportInput): Promise<Download> {
  const { db } = services.store
  const { format, delimiter, ...filter } = input
  const { id, code } = await surveyById(db, input.surveyId)
  const names = new Map((await rulesOfSurvey(db, id)).map((rule) => [rule.code, ruleName(rule, 'vi')]))
  const { agencies, batches } = await readSurveyParts(db, id)
  const codes = { agency: codesOf(agencies), batch: codesOf(batches) }
  const { rows } = await listFindings(services, { ...filter, offset: 0, limit: MOST })
  const cells = rows.map((row) => cellsOf(row, names.get(row.rule) ?? row.rule, codes))
  const table: Rows = [HEADINGS.map((heading) => errorMessage(heading, {}, 'vi')), ...cells]
  const sheet = errorMessage('sheet-findings', {}, 'vi')
  return tableDownload(fileName('file-findings', code, format), sheet, table, { format, delimiter })
}

const HEADINGS: readonly ErrorCode[] = [
  'column-finding-serial',
  'column-agency',
  'column-finding-batch',
  'column-rule',
  'column-place',
  'column-finding',
  'column-state',
  'column-reason',
  'column-found-at',
]

interface Codes {
  readonly agency: ReadonlyMap<number, string>
  readonly batch: ReadonlyMap<number, string>
}

function cellsOf(row: FindingRow, rule: string, codes: Codes): (string | number | null)[] {
  const texts = [
    row.serial ?? '',
    codes.agency.get(row.agencyId) ?? '',
    codes.batch.get(row.batchId) ?? '',
    rule,
    row.place,
    findingInWords(row.rule, row.detail, 'vi'),
    errorMessage(`finding-${row.state}`, {}, 'vi'),
    row.reason,
    localDay(row.foundAtMs),
  ]
  return texts.map(guardFormula)
}

function codesOf(rows: readonly { readonly id: number; readonly code: string }[]): ReadonlyMap<number, string> {
  return new Map(rows.map(({ id, code }) => [id, code]))
}
