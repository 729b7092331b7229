import { AppError } from '../../core/errors.ts'
import { unguardFormula } from '../../core/formula-guard.ts'
import type { Dictionary, Variable } from '../../core/questionnaire/dictionary.ts'
import type { Questionnaire } from '../../core/questionnaire/questionnaire.ts'
import { answerOf, fieldOf, missingKindOf } from '../../core/questionnaire/record.ts'
import type { Skips } from '../../core/questionnaire/skips.ts'
import { isCollectionDay, isWeight, readSerial } from '../../core/response/form-keys.ts'
import { lostCode } from '../lost-cell.ts'
import { type CellProblem, thousandsProblem } from './cell-reader.ts'
import { type ColumnPlan, type KeyColumn, VERSION_COLUMN } from './column-plan.ts'
import { readDate } from './dates.ts'

/** What a row says, codes not yet looked up; an empty code = none given. */
export interface ResponseRow {
  readonly serial: string
  readonly codes: Readonly<Record<CodeColumn, string>>
  readonly weight: number
  /** ISO date. */
  readonly collectedOn: string | null
  readonly record: string
  readonly texts: Readonly<Record<string, string>>
  /**
   * Answers given to questions that this respondent isn't asked; in the record they are "not asked". None where forms are
   * keyed as on paper: there they stay.
   */
  readonly notAsked: readonly { readonly column: string; readonly value: string }[]
}

export const CODE_COLUMNS = ['agency', 'sector', 'unit', 'stratum', 'cluster', 'respondent_group', 'batch'] as const
export type CodeColumn = (typeof CODE_COLUMNS)[number]

export interface RowProblem extends CellProblem {
  readonly column: string
}

/** The most characters of a serial, and of an open text by its code. */
export interface RowLimits {
  readonly serial: number
  readonly text: (code: string) => number
}

export type RowReader = (cells: readonly string[]) => ResponseRow | readonly RowProblem[]

/**
 * Reads rows by a plan. A row comes back whole or as everything that is wrong with it. Throws AppError
 * `import-column-nameless` at the first row with something in a column without a name: nothing may go lost unseen.
 */
export function rowReader(plan: ColumnPlan, { questionnaire, dictionary, skips, limits }: RowContext): RowReader {
  const asked = askedRules(dictionary, skips)
  const scratch = Buffer.alloc(dictionary.recordWidth)
  return (cells) => {
    const problems: RowProblem[] = []
    for (const at of plan.nameless) {
      if ((cells[at] ?? '').trim() !== '') throw new AppError('import-column-nameless', { position: at + 1 })
    }
    if (cells.length > plan.columnCount && cells.slice(plan.columnCount).some((cell) => cell.trim() !== '')) {
      return [{ column: '', code: 'row-too-many-cells', params: { cells: cells.length, columns: plan.columnCount } }]
    }
    const version = (cells[plan.versionAt] ?? '').trim()
    if (version !== '' && version !== String(questionnaire.version)) {
      // Its answers stand in columns of another form: read by this one they would be lost or misread.
      return [
        { column: VERSION_COLUMN, code: 'row-other-version', params: { version, current: questionnaire.version } },
      ]
    }
    const header = readHeader(plan, cells, limits, problems)
    const texts = readTexts(plan, cells, limits, problems)
    const record = readRecord(plan, cells, scratch, problems)
    if (problems.length > 0) return problems
    return { ...header, texts, ...asked(record) }
  }
}

/** Written into one buffer: pieced together from 50 strings a row, it would be half of an import's garbage. */
function readRecord(plan: ColumnPlan, cells: readonly string[], scratch: Buffer, problems: RowProblem[]): string {
  let width = 0
  for (const { column, at, read, blank } of plan.segments) {
    const field = at < 0 ? blank : read(cells[at] ?? '')
    if (typeof field !== 'string') problems.push({ column, ...field })
    else if (field.length === 1) scratch[width++] = field.charCodeAt(0)
    else width += scratch.write(field, width, 'latin1')
  }
  return scratch.toString('latin1', 0, width)
}

interface RowContext {
  readonly questionnaire: Questionnaire
  readonly dictionary: Dictionary
  readonly skips: Skips
  readonly limits: RowLimits
}

type Header = Pick<ResponseRow, 'serial' | 'codes' | 'weight' | 'collectedOn'>

function readHeader(plan: ColumnPlan, cells: readonly string[], limits: RowLimits, problems: RowProblem[]): Header {
  const cell = (key: KeyColumn): string => {
    const text = cells[plan.keys.get(key) ?? -1] ?? ''
    return text === '' ? text : unguardFormula(text.trim())
  }
  const refuse = (column: string, problem: CellProblem): void => void problems.push({ column, ...problem })
  const written = cell('serial')
  const serial = written.includes('\ufffd') ? lost(written) : readSerial(written, limits.serial)
  if (typeof serial !== 'string') refuse('serial', serial)
  const codes: Record<CodeColumn, string> = {
    agency: '',
    sector: '',
    unit: '',
    stratum: '',
    cluster: '',
    respondent_group: '',
    batch: '',
  }
  for (const column of CODE_COLUMNS) {
    const text = cell(column)
    if (text === '') continue
    codes[column] = text
    checkReadable(column, text, problems)
  }
  const weight = readWeight(cell('weight'), plan.isPointUnclear)
  if (typeof weight !== 'number') refuse('weight', weight)
  const collectedOn = readCollectedOn(cell('collected_on'))
  if (collectedOn !== null && typeof collectedOn !== 'string') refuse('collected_on', collectedOn)
  return {
    serial: typeof serial === 'string' ? serial : '',
    codes,
    weight: typeof weight === 'number' ? weight : 1,
    collectedOn: typeof collectedOn === 'string' ? collectedOn : null,
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
const UNREADABLE = /[\ufffd\u0000-\u001f\u007f]/

function checkReadable(column: string, text: string, problems: RowProblem[]): void {
  if (UNREADABLE.test(text)) problems.push({ column, code: lostCode(text), params: {} })
}

function lost(cell: string): CellProblem {
  return { code: lostCode(cell), params: {} }
}

/** Empty is 1; a point or a comma before the decimals. */
function readWeight(text: string, isPointUnclear: boolean): number | CellProblem {
  if (text === '') return 1
  if (text.includes('\ufffd')) return lost(text)
  const unclear = isPointUnclear ? thousandsProblem(text) : null
  if (unclear !== null) return unclear
  const weight = /^\d*[.,]?\d+(e[+-]?\d+)?$/i.test(text) ? Number(text.replace(',', '.')) : Number.NaN
  return isWeight(weight) ? weight : { code: 'weight-bad', params: {} }
}

function readCollectedOn(text: string): string | null | CellProblem {
  if (text === '') return null
  if (text.includes('\ufffd')) return lost(text)
  const day = readDate(text)
  if (day === null) return { code: 'date-bad', params: { value: text.slice(0, 30) } }
  return isCollectionDay(day, Date.now()) ? day : { code: 'date-out-of-range', params: { value: day } }
}

function readTexts(
  plan: ColumnPlan,
  cells: readonly string[],
  limits: RowLimits,
  problems: RowProblem[],
): Record<string, string> {
  const texts: Record<string, string> = {}
  for (const { code, at } of plan.texts) {
    const cell = cells[at] ?? ''
    if (cell === '' || cell.trim() === '') continue
    const body = unguardFormula(cell).replace(/\r\n?/g, '\n').trim()
    const limit = limits.text(code)
    if (body.includes('\ufffd') || body.includes('\0'))
      problems.push({ column: code, code: lostCode(body), params: {} })
    else if (body.length > limit) problems.push({ column: code, code: 'cell-text-too-long', params: { limit } })
    else texts[code] = body
  }
  return texts
}

/** Applies the skips and tells which answers they overruled. */
function askedRules(
  dictionary: Dictionary,
  skips: Skips,
): (record: string) => Pick<ResponseRow, 'record' | 'notAsked'> {
  const conditional = dictionary.variables.filter((variable) => variable.askIf.length > 0)
  if (conditional.length === 0) return (record) => ({ record, notAsked: [] })
  const overruled = (before: string, after: string) => (variable: Variable) => {
    const value = answerOf(fieldOf(before, variable))
    const isAnswer = value !== null && !(variable.kind === 'flag' && value === '0')
    const isOverruled = isAnswer && missingKindOf(fieldOf(after, variable)) === 'notAsked'
    return isOverruled ? [{ column: variable.code, value }] : []
  }
  return (before) => {
    const record = skips.applyTo(before, 'final')
    return { record, notAsked: record === before ? [] : conditional.flatMap(overruled(before, record)) }
  }
}
