import { assert } from '../core/assert.ts'
import { AppError, type ErrorCode, type ErrorParams, errorMessage } from '../core/errors.ts'
import { CODE_LIMIT } from '../core/input-rules.ts'
import type { Text } from '../core/questionnaire/questionnaire.ts'
import { FIRST_BATCH } from '../data/batch-repository.ts'
import type { Db } from '../data/db.ts'
import { type ColumnPlan, planColumns } from '../files/responses/column-plan.ts'
import {
  CODE_COLUMNS,
  type CodeColumn,
  type ResponseRow,
  type RowLimits,
  type RowProblem,
  type RowReader,
  rowReader,
} from '../files/responses/row-reader.ts'
import { openTable } from '../files/table.ts'
import type { TableBatch } from '../files/table-batch.ts'
import { backUpIfChanged } from './backup.ts'
import { surveyByCode } from './find-survey.ts'
import { type FormInput, type FormRules, SERIAL_LIMIT, TEXT_LIMIT } from './form-rules.ts'
import { type ImportCodes, loadImportCodes } from './import-codes.ts'
import type { ImportInput, ImportResult, Reject } from './import-contract.ts'
import { inLargeTransaction } from './in-transaction.ts'
import type { Operator } from './operators.ts'
import type { Doubts } from './record-rules.ts'
import { type FormSaver, openFormSaver } from './save-forms.ts'
import type { Services } from './services.ts'

export type { ImportInput, ImportResult, Reject }

const MOST_LISTED = 10_000

/**
 * Imports a table of responses: every good row, in one transaction, and every bad one reported. A backup is made first.
 * An error of the file as a whole (AppError `csv-quote-open`, `import-no-serial-column`, `xlsx-too-large` …) or an abort
 * (`import-cancelled`) leaves the data as it was.
 */
export async function importResponses(
  services: Services,
  operator: Operator,
  input: ImportInput,
): Promise<ImportResult> {
  const { id: surveyId } = await surveyByCode(services.store.db, input.surveyCode)
  if (!input.isDryRun) await backUpIfChanged(services.store, 'import', services.now())
  let result: ImportResult | null = null
  try {
    return await inLargeTransaction(services, async (db) => {
      result = await importInto(db, services, operator, surveyId, input)
      if (input.isDryRun) throw new RollBack()
      return result
    })
  } catch (error) {
    if (error instanceof RollBack && result !== null) return result
    throw error
  }
}

/** Ends the transaction of a dry run. */
class RollBack extends Error {}

interface Import {
  readonly input: ImportInput
  readonly saver: FormSaver
  readonly codes: ImportCodes
  readonly tally: Tally
}

interface Tally {
  rowsRead: number
  accepted: number
  rejected: number
  duplicates: number
  notAsked: number
  notCalledFor: number
  softViolations: number
  unanswered: number
  rejectCount: number
  readonly rejects: Reject[]
}

async function importInto(
  db: Db,
  services: Services,
  operator: Operator,
  surveyId: number,
  input: ImportInput,
): Promise<ImportResult> {
  const saver = await openFormSaver(db, services, { surveyId, operator, kind: 'import' })
  const codes = await loadImportCodes(db, surveyId, services.now())
  const tally: Tally = {
    rowsRead: 0,
    accepted: 0,
    rejected: 0,
    duplicates: 0,
    notAsked: 0,
    notCalledFor: 0,
    softViolations: 0,
    unanswered: 0,
    rejectCount: 0,
    rejects: [],
  }
  const table = await openTable(input.open(), input)
  let reading: { plan: ColumnPlan; read: RowReader } | null = null
  for await (const batch of table.batches) {
    if (input.signal.aborted) throw new AppError('import-cancelled')
    let from = 0
    if (reading === null) {
      from = batch.rows.findIndex((cells) => !isEmpty(cells)) + 1
      const header = batch.rows[from - 1]
      if (header === undefined) continue
      input.onHeader?.(header)
      reading = readingOf(header, saver.rules, input, table.format.delimiter === ';')
    }
    await importBatch({ input, saver, codes, tally }, reading.read, batch, from)
    input.onProgress(tally.rowsRead)
  }
  if (reading === null) throw new AppError('file-empty')
  if (input.signal.aborted) throw new AppError('import-cancelled')
  await saver.finish()
  input.onRead?.()
  const { created, createdCodes } = codes
  const { ignored, suggestions } = reading.plan
  return { ...tally, ...table.format, created, createdCodes, ignoredColumns: ignored, suggestions }
}

function readingOf(
  header: readonly string[],
  rules: FormRules,
  input: ImportInput,
  isPointUnclear: boolean,
): { plan: ColumnPlan; read: RowReader } {
  const { questionnaire, dictionary, skips } = rules.model
  const named = header.map((cell) => input.mapping?.[cell.trim()] ?? cell)
  const plan = planColumns(named, questionnaire, dictionary, isPointUnclear)
  const long = new Set(dictionary.texts.filter((text) => text.isLong).map((text) => text.code))
  const limits: RowLimits = {
    serial: SERIAL_LIMIT,
    text: (code) => (long.has(code) ? TEXT_LIMIT.long : TEXT_LIMIT.short),
  }
  return { plan, read: rowReader(plan, { questionnaire, dictionary, skips, limits }) }
}

interface ReadRow {
  readonly row: number
  readonly cells: readonly string[]
  readonly data: ResponseRow | readonly RowProblem[]
}

async function importBatch(run: Import, read: RowReader, batch: TableBatch, from: number): Promise<void> {
  const rows: ReadRow[] = []
  for (let at = from; at < batch.rows.length; at += 1) {
    const cells = batch.rows[at] ?? []
    if (isEmpty(cells)) continue
    rows.push({ row: batch.firstRow + at, cells, data: batch.broken.has(at) ? QUOTES : read(cells) })
  }
  run.tally.rowsRead += rows.length
  if (run.input.createMissing) await makeCodes(run, rows)
  saveRows(run, rows)
}

const QUOTES: readonly RowProblem[] = [{ column: '', code: 'row-quotes', params: {} }]

function isProblems(data: ReadRow['data']): data is readonly RowProblem[] {
  return Array.isArray(data)
}

function isEmpty(cells: readonly string[]): boolean {
  return cells.every((cell) => cell === '' || cell.trim() === '')
}

/** Makes the missing codes of the rows that will be saved, and of no other. */
async function makeCodes({ codes, saver }: Import, rows: readonly ReadRow[]): Promise<void> {
  const above = new Map<string, ResponseRow[]>()
  const willBeSaved = (data: ResponseRow): boolean => saver.refusalOf(bareForm(data)) === null
  let hasNew = false
  for (const { data } of rows) {
    if (isProblems(data)) continue
    const sameSerial = above.get(data.serial) ?? []
    const missing = CODE_COLUMNS.filter((column) => codes.find(column, data.codes[column]) === undefined)
    if (missing.length > 0) {
      const isTooLong = missing.some((column) => data.codes[column].length > CODE_LIMIT)
      if (isTooLong || sameSerial.some(willBeSaved) || !willBeSaved(data)) continue
      for (const column of missing) await codes.make(column, data.codes[column])
      hasNew = true
    }
    above.set(data.serial, [...sameSerial, data])
  }
  if (hasNew) await saver.readPartsAgain()
}

/** The outcomes are counted and listed in the order of the file. */
function saveRows(run: Import, rows: readonly ReadRow[]): void {
  const forms: FormInput[] = []
  const read = rows.map(({ data }) => {
    if (isProblems(data)) return data
    const problems: RowProblem[] = []
    const form = formOf(run.codes, data, problems)
    const told = run.input.createMissing ? problems.filter(({ code }) => code === 'key-bad') : problems
    if (told.length > 0) return told
    return problems.length > 0 ? CODES_NOT_MADE : forms.push(form) - 1
  })
  const outcomes = run.saver.saveAll(forms)
  rows.forEach(({ row, cells, data }, at) => {
    const result = read[at]
    if (typeof result === 'number') settleRow(run, { row, cells, data }, outcomes[result])
    else if (result === CODES_NOT_MADE) settleRow(run, { row, cells, data }, refusalOf(run, data))
    else refuse(run, row, cells, result ?? [], 'rejected')
  })
}

/** Codes that were not made although asked for: the row is refused for another reason. */
const CODES_NOT_MADE = 'codes not made'

function refusalOf({ saver }: Import, data: ReadRow['data']): AppError {
  const refusal = isProblems(data) ? null : saver.refusalOf(bareForm(data))
  assert(refusal !== null, 'codes are made for every row that is saved')
  return refusal
}

function settleRow(run: Import, { row, cells, data }: ReadRow, outcome: Doubts | AppError | undefined): void {
  assert(outcome !== undefined && !isProblems(data), 'every form was saved or refused')
  if (!(outcome instanceof AppError)) {
    run.tally.accepted += 1
    run.tally.notAsked += data.notAsked.length
    run.tally.notCalledFor += outcome.notCalledFor.length
    run.tally.softViolations += outcome.soft.length
    run.tally.unanswered += outcome.unanswered.length
    return
  }
  const { code, params } = outcome
  if (code === 'serial-taken')
    refuse(run, row, cells, [{ column: 'serial', code: 'duplicate-serial', params }], 'duplicates')
  else refuse(run, row, cells, [{ column: columnOf(outcome), code, params }], 'rejected')
}

/** Where in the row it stands; '' = the row as a whole. */
function columnOf({ code, params }: AppError): string {
  if (code === 'serial-check-digit') return 'serial'
  return code === 'check-violated' ? String(params.variable) : ''
}

/** The row as a form that belongs to no part. */
function bareForm({ codes: _, notAsked: __, record, texts, ...header }: ResponseRow): FormInput {
  return { header: { ...header, ...NO_PARTS }, record, texts }
}

const NO_PARTS = { agencyId: 0, sectorId: 0, unitId: 0, stratumId: 0, clusterId: 0, groupId: 0, batchId: FIRST_BATCH }

/** The row as a form; codes that the survey doesn't have are 0 in it and told in `problems`. */
function formOf(codes: ImportCodes, { codes: given, ...data }: ResponseRow, problems: RowProblem[]): FormInput {
  const idOf = (column: CodeColumn): number => {
    const id = codes.find(column, given[column])
    if (id === undefined) problems.push(unknownCode(column, given[column]))
    return id ?? 0
  }
  const header = {
    serial: data.serial,
    agencyId: idOf('agency'),
    sectorId: idOf('sector'),
    unitId: idOf('unit'),
    stratumId: idOf('stratum'),
    clusterId: idOf('cluster'),
    groupId: idOf('respondent_group'),
    batchId: idOf('batch'),
    weight: data.weight,
    collectedOn: data.collectedOn,
  }
  return { header, record: data.record, texts: data.texts }
}

function unknownCode(column: string, value: string): RowProblem {
  if (value.length <= CODE_LIMIT) return { column, code: 'key-unknown', params: { value } }
  return { column, code: 'key-bad', params: { value: value.slice(0, CODE_LIMIT), limit: CODE_LIMIT } }
}

function refuse(
  { tally, input }: Import,
  row: number,
  cells: readonly string[],
  problems: readonly RowProblem[],
  as: 'rejected' | 'duplicates',
): void {
  tally[as] += 1
  tally.rejectCount += problems.length
  if (input.onRejected === undefined && tally.rejects.length >= MOST_LISTED) return
  const rejects = problems.map(({ column, code, params }) => ({ row, column, code, message: textOf(code, params) }))
  tally.rejects.push(...rejects.slice(0, MOST_LISTED - tally.rejects.length))
  input.onRejected?.(cells, rejects)
}

function textOf(code: ErrorCode, params: ErrorParams): Text {
  return { vi: errorMessage(code, params, 'vi'), en: errorMessage(code, params, 'en') }
}
