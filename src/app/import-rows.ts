import { assert } from '../core/assert.ts'
import { AppError, type ErrorCode, type ErrorParams, errorMessage } from '../core/errors.ts'
import { CODE_LIMIT } from '../core/input-rules.ts'
import type { Text } from '../core/questionnaire/questionnaire.ts'
import { FIRST_BATCH } from '../data/batch-repository.ts'
import { CODE_COLUMNS, type CodeColumn, type ResponseRow, type RowProblem } from '../files/responses/row-reader.ts'
import type { TableBatch } from '../files/table-batch.ts'
import type { FormInput } from './form-rules.ts'
import type { ImportCodes } from './import-codes.ts'
import type { ImportInput, Reject } from './import-contract.ts'
import { isEmptyRow, type ReadRow as ReadData, type Reading } from './import-reading.ts'
import type { Doubts } from './record-rules.ts'
import type { FormSaver, VersionedForm } from './save-forms.ts'

const MOST_LISTED = 10_000

/** One import under way. */
export interface Import {
  readonly input: ImportInput
  readonly saver: FormSaver
  readonly codes: ImportCodes
  readonly tally: Tally
}

/** What ImportResult says of the rows. */
export interface Tally {
  rowsRead: number
  accepted: number
  rejected: number
  duplicates: number
  notAsked: number
  notCalledFor: number
  tooManyTicks: number
  softViolations: number
  unanswered: number
  rejectCount: number
  readonly rejects: Reject[]
}

export function newTally(): Tally {
  return {
    rowsRead: 0,
    accepted: 0,
    rejected: 0,
    duplicates: 0,
    notAsked: 0,
    notCalledFor: 0,
    tooManyTicks: 0,
    softViolations: 0,
    unanswered: 0,
    rejectCount: 0,
    rejects: [],
  }
}

interface ReadRow extends ReadData {
  readonly row: number
  readonly cells: readonly string[]
}

/** Saves the rows of a batch from the place `from` on, or lists why not, in the order of the file. */
export async function importBatch(
  run: Import,
  { read }: Pick<Reading, 'read'>,
  batch: TableBatch,
  from: number,
): Promise<void> {
  const rows: ReadRow[] = []
  for (let at = from; at < batch.rows.length; at += 1) {
    const cells = batch.rows[at] ?? []
    if (isEmptyRow(cells)) continue
    const { surveyVersionId, data } = batch.broken.has(at) ? BROKEN : read(cells)
    rows.push({ row: batch.firstRow + at, cells, surveyVersionId, data })
  }
  run.tally.rowsRead += rows.length
  if (run.input.createMissing) await makeCodes(run, rows)
  saveRows(run, rows)
}

const BROKEN: ReadData = { surveyVersionId: 0, data: [{ column: '', code: 'row-quotes', params: {} }] }

function isProblems(data: ReadRow['data']): data is readonly RowProblem[] {
  return Array.isArray(data)
}

/** Makes the missing codes of the rows that will be saved, and of no other. */
async function makeCodes({ codes, saver }: Import, rows: readonly ReadRow[]): Promise<void> {
  const above = new Map<string, VersionedForm[]>()
  const willBeSaved = (form: VersionedForm): boolean => saver.refusalOf(form) === null
  let hasNew = false
  for (const { data, surveyVersionId } of rows) {
    if (isProblems(data)) continue
    const bare = bareForm(data, surveyVersionId)
    const sameSerial = above.get(data.serial) ?? []
    const missing = CODE_COLUMNS.filter((column) => codes.find(column, data.codes[column]) === undefined)
    if (missing.length > 0) {
      const isTooLong = missing.some((column) => data.codes[column].length > CODE_LIMIT)
      if (isTooLong || sameSerial.some(willBeSaved) || !willBeSaved(bare)) continue
      for (const column of missing) await codes.make(column, data.codes[column])
      hasNew = true
    }
    above.set(data.serial, [...sameSerial, bare])
  }
  if (hasNew) await saver.readPartsAgain()
}

/** The outcomes are counted and listed in the order of the file. */
function saveRows(run: Import, rows: readonly ReadRow[]): void {
  const forms: VersionedForm[] = []
  const read = rows.map(({ data, surveyVersionId }) => {
    if (isProblems(data)) return data
    const problems: RowProblem[] = []
    const form = formOf(run.codes, data, problems)
    const told = run.input.createMissing ? problems.filter(({ code }) => code === 'key-bad') : problems
    if (told.length > 0) return told
    return problems.length > 0 ? CODES_NOT_MADE : forms.push({ ...form, surveyVersionId }) - 1
  })
  const outcomes = run.saver.saveAll(forms)
  rows.forEach((one, at) => {
    const result = read[at]
    if (typeof result === 'number') settleRow(run, one, outcomes[result])
    else if (result === CODES_NOT_MADE) settleRow(run, one, refusalOf(run, one))
    else refuse(run, one.row, one.cells, result ?? [], 'rejected')
  })
}

/** Codes that were not made although asked for: the row is refused for another reason. */
const CODES_NOT_MADE = 'codes not made'

function refusalOf({ saver }: Import, { data, surveyVersionId }: ReadRow): AppError {
  const refusal = isProblems(data) ? null : saver.refusalOf(bareForm(data, surveyVersionId))
  assert(refusal !== null, 'codes are made for every row that is saved')
  return refusal
}

function settleRow(run: Import, { row, cells, data }: ReadRow, outcome: Doubts | AppError | undefined): void {
  assert(outcome !== undefined && !isProblems(data), 'every form was saved or refused')
  if (!(outcome instanceof AppError)) {
    run.tally.accepted += 1
    run.tally.notAsked += data.notAsked.length
    run.tally.notCalledFor += outcome.notCalledFor.length
    run.tally.tooManyTicks += outcome.tooManyTicks.length
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
  return code === 'check-violated' || code === 'record-too-many-ticks' ? String(params.variable) : ''
}

/** The row as a form that belongs to no part. */
function bareForm(data: ResponseRow, surveyVersionId: number): VersionedForm {
  const { codes: _, notAsked: __, record, texts, ...header } = data
  return { header: { ...header, ...NO_PARTS }, record, texts, surveyVersionId }
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
    batchId: given.batch === '' ? codes.batchOf(data.serial) : idOf('batch'),
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
