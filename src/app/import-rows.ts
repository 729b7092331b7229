import { assert } from '../core/assert.ts'
import { AppError, type ErrorCode, type ErrorParams, errorMessage } from '../core/errors.ts'
import { CODE_LIMIT } from '../core/input-rules.ts'
import type { Text } from '../core/questionnaire/questionnaire.ts'
import { FIRST_BATCH } from '../data/batch-repository.ts'
import { CODE_COLUMNS, type CodeColumn, type RowProblem } from '../files/responses/row-reader.ts'
import type { ImportCodes } from './import-codes.ts'
import type { ImportInput, Reject } from './import-contract.ts'
import { isProblems, type PackedRows, type RowData, type UnpackedRow, unpackRows } from './packed-rows.ts'
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

/** Saves rows of the file, or lists why not, in the order of the file. */
export async function importRows(run: Import, packed: PackedRows): Promise<void> {
  const rows = unpackRows(packed)
  run.tally.rowsRead += rows.length
  if (run.input.createMissing) await makeCodes(run, rows)
  saveRows(run, rows)
}

/** Makes the missing codes of the rows that will be saved, and of no other. */
async function makeCodes({ codes, saver }: Import, rows: readonly UnpackedRow[]): Promise<void> {
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
function saveRows(run: Import, rows: readonly UnpackedRow[]): void {
  const forms: VersionedForm[] = []
  const partsOf = partFinder(run.codes)
  const read = rows.map(({ data, surveyVersionId }) => {
    if (isProblems(data)) return data
    const { ids, batchId, problems } = partsOf(data.codes)
    const told = run.input.createMissing ? problems.filter(({ code }) => code === 'key-bad') : problems
    if (told.length > 0) return told
    if (problems.length > 0) return CODES_NOT_MADE
    return forms.push(formOf(data, surveyVersionId, ids, batchId ?? run.codes.batchOf(data.serial))) - 1
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

function refusalOf({ saver }: Import, { data, surveyVersionId }: UnpackedRow): AppError {
  const refusal = isProblems(data) ? null : saver.refusalOf(bareForm(data, surveyVersionId))
  assert(refusal !== null, 'codes are made for every row that is saved')
  return refusal
}

function settleRow(run: Import, { row, cells, data }: UnpackedRow, outcome: Doubts | AppError | undefined): void {
  assert(outcome !== undefined && !isProblems(data), 'every form was saved or refused')
  if (!(outcome instanceof AppError)) {
    run.tally.accepted += 1
    run.tally.notAsked += data.notAsked
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
function bareForm(data: RowData, surveyVersionId: number): VersionedForm {
  return formOf(data, surveyVersionId, NO_PARTS, FIRST_BATCH)
}

function formOf(data: RowData, surveyVersionId: number, ids: PartIds, batchId: number): VersionedForm {
  const { serial, weight, collectedOn, record, texts } = data
  return { header: { ...ids, batchId, serial, weight, collectedOn }, record, texts, surveyVersionId }
}

const NO_PARTS = { agencyId: 0, sectorId: 0, unitId: 0, stratumId: 0, clusterId: 0, groupId: 0 }

type PartIds = Readonly<Record<keyof typeof NO_PARTS, number>>

/** What the codes of a row name. */
interface Parts {
  /** 0 for a code that the survey doesn't have: it is told in `problems`. */
  readonly ids: PartIds
  /** Null where the serial says it. */
  readonly batchId: number | null
  readonly problems: readonly RowProblem[]
}

/** Looks parts up, once for all rows that share their codes. */
function partFinder(codes: ImportCodes): (given: RowData['codes']) => Parts {
  const known = new Map<RowData['codes'], Parts>()
  return (given) => {
    const parts = known.get(given) ?? findParts(codes, given)
    known.set(given, parts)
    return parts
  }
}

function findParts(codes: ImportCodes, given: RowData['codes']): Parts {
  const problems: RowProblem[] = []
  const idOf = (column: CodeColumn): number => {
    const id = codes.find(column, given[column])
    if (id === undefined) problems.push(unknownCode(column, given[column]))
    return id ?? 0
  }
  const ids = {
    agencyId: idOf('agency'),
    sectorId: idOf('sector'),
    unitId: idOf('unit'),
    stratumId: idOf('stratum'),
    clusterId: idOf('cluster'),
    groupId: idOf('respondent_group'),
  }
  return { ids, batchId: given.batch === '' ? null : idOf('batch'), problems }
}

function unknownCode(column: string, value: string): RowProblem {
  if (value.length <= CODE_LIMIT) return { column, code: 'key-unknown', params: { value } }
  return { column, code: 'key-bad', params: { value: value.slice(0, CODE_LIMIT), limit: CODE_LIMIT } }
}

function refuse(
  { tally, input }: Import,
  row: number,
  cells: string,
  problems: readonly RowProblem[],
  as: 'rejected' | 'duplicates',
): void {
  tally[as] += 1
  tally.rejectCount += problems.length
  if (input.onRejected === undefined && tally.rejects.length >= MOST_LISTED) return
  const rejects = problems.map(({ column, code, params }) => ({ row, column, code, message: textOf(code, params) }))
  tally.rejects.push(...rejects.slice(0, MOST_LISTED - tally.rejects.length))
  input.onRejected?.(JSON.parse(cells) as string[], rejects) // as packed-rows.ts wrote it
}

function textOf(code: ErrorCode, params: ErrorParams): Text {
  return { vi: errorMessage(code, params, 'vi'), en: errorMessage(code, params, 'en') }
}
