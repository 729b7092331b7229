import { AppError } from '../../core/errors.ts'
import type { Dictionary, Variable } from '../../core/questionnaire/dictionary.ts'
import type { Questionnaire } from '../../core/questionnaire/questionnaire.ts'
import { MISSING, padField } from '../../core/questionnaire/record.ts'
import { isRejectColumn } from '../../core/reject-columns.ts'
import { comparableLabel } from '../label.ts'
import { lostCode } from '../lost-cell.ts'
import { type CellReader, thousandsProblem, ticksReader, variableReader } from './cell-reader.ts'

/** The columns that say what a response belongs to. */
export const KEY_COLUMNS = [
  'serial',
  'agency',
  'sector',
  'unit',
  'stratum',
  'cluster',
  'weight',
  'respondent_group',
  'batch',
  'collected_on',
] as const
/** Which version of its questionnaire a form was keyed with, where a survey had several: an import reads each row by its own. */
export const VERSION_COLUMN = 'questionnaire_version'
export type KeyColumn = (typeof KEY_COLUMNS)[number]

/** One stretch of the record and the column that fills it; `at` -1 = the file has no such column. */
export interface Segment {
  readonly column: string
  readonly at: number
  readonly read: CellReader
  /** The stretch when the column is absent: not answered. */
  readonly blank: string
}

export interface ColumnPlan {
  readonly keys: ReadonlyMap<KeyColumn, number>
  /** In the order of the record, without gaps. */
  readonly segments: readonly Segment[]
  readonly texts: readonly { readonly code: string; readonly at: number }[]
  /** Where a union of versions says which one each row is; -1 = nowhere. */
  readonly versionAt: number
  readonly columnCount: number
  /** Header cells that name nothing known: reported, never silently dropped. */
  readonly ignored: readonly string[]
  /** By ignored header cell, the code that the file lacks and that is one letter away from it. */
  readonly suggestions: Readonly<Record<string, string>>
  /** Positions of columns whose header cell is empty or lost. */
  readonly nameless: readonly number[]
  /** Whether `1.250` may be meant as a thousand: in a file of semicolons, whose decimals have a comma. */
  readonly isPointUnclear: boolean
}

export interface ColumnOptions {
  readonly isPointUnclear?: boolean
  /** What the file itself calls its columns, where `header` is what they were mapped to. */
  readonly titles?: readonly string[]
  /** Positions of columns that the importer wants passed over. */
  readonly leftOut?: ReadonlySet<number>
}

const NONE: ReadonlySet<number> = new Set()

/** Named columns of a file: several times what the longest questionnaire with all its options needs. */
const MOST_COLUMNS = 2000

/** Throws AppError `import-too-many-columns`: a table that isn't one of forms, and that would take long to compare. */
export function refuseTooManyColumns(header: readonly string[]): void {
  const columns = header.filter((cell) => cell.trim() !== '').length
  if (columns > MOST_COLUMNS) throw new AppError('import-too-many-columns', { columns, limit: MOST_COLUMNS })
}

/**
 * Which column fills what. Names are compared without case; `group` is `respondent_group`.
 * Throws AppError `import-too-many-columns`, `import-no-serial-column`, `import-no-answer-columns`, `import-column-repeated`,
 * `import-columns-same` or `import-columns-clash`.
 */
export function planColumns(
  header: readonly string[],
  questionnaire: Questionnaire,
  dictionary: Dictionary,
  { isPointUnclear = false, leftOut = NONE, titles = header }: ColumnOptions = {},
): ColumnPlan {
  refuseTooManyColumns(header)
  const names = header
    .map((cell, at) => (leftOut.has(at) ? '' : comparableLabel(cell)))
    .map((name) => (name === 'group' ? 'respondent_group' : name))
  const places = new Map<string, number>()
  names.forEach((name, at) => {
    const before = name === '' ? undefined : places.get(name)
    if (before !== undefined) throw twice(titles[before] ?? '', titles[at] ?? '', header[at] ?? '')
    places.set(name, at)
  })
  if (!places.has('serial')) throw new AppError('import-no-serial-column', { columns: shownColumns(titles) })
  const nameless = header.flatMap((cell, at) => {
    const hasNoName = names[at] === '' || lostCode(cell) !== 'cell-unreadable'
    return hasNoName && !leftOut.has(at) ? [at] : []
  })
  const segments = segmentsOf(places, dictionary, isPointUnclear)
  const texts = dictionary.texts.flatMap(({ code }) => {
    const at = places.get(code)
    return at === undefined ? [] : [{ code, at }]
  })
  const keys = new Map(KEY_COLUMNS.flatMap((key) => (places.has(key) ? [[key, places.get(key) ?? -1] as const] : [])))
  const used = new Set([...keys.values(), ...segments.map(({ at }) => at), ...texts.map(({ at }) => at)])
  const isOurs = (name: string): boolean => name === VERSION_COLUMN || isRejectColumn(name)
  const isIgnored = (name: string, at: number): boolean => name !== '' && !used.has(at) && !isOurs(name)
  const ignored = header.filter((_, at) => isIgnored(names[at] ?? '', at))
  // A file of another questionnaire would come in as so many forms without an answer.
  if (ignored.length > 0 && segments.every((segment) => segment.at < 0)) {
    throw new AppError('import-no-answer-columns', { questionnaire: questionnaire.code, columns: shownColumns(titles) })
  }
  const { variables } = dictionary
  const codes = [
    ...KEY_COLUMNS,
    ...variables.flatMap(({ kind, code, questionCode }) => (kind === 'flag' ? [questionCode, code] : code)),
  ]
  const absent = [...new Set([...codes, ...dictionary.texts.map(({ code }) => code)])].filter((c) => !places.has(c))
  const suggestions = suggestionsFor(ignored, absent)
  const versionAt = places.get(VERSION_COLUMN) ?? -1
  return {
    keys,
    segments,
    texts,
    versionAt,
    columnCount: header.length,
    ignored,
    suggestions,
    nameless,
    isPointUnclear,
  }
}

/** In the names that the person reads in the file. */
function twice(column: string, other: string, target: string): AppError {
  const isOneName = comparableLabel(column) === comparableLabel(other)
  return isOneName
    ? new AppError('import-column-repeated', { column: other.trim() })
    : new AppError('import-columns-same', { column: column.trim(), other: other.trim(), target })
}

function suggestionsFor(ignored: readonly string[], codes: readonly string[]): Record<string, string> {
  const pairs = ignored.flatMap((cell) => {
    const name = comparableLabel(cell)
    const code = codes.find((one) => isOneEditAway(name, one))
    return code === undefined ? [] : [[cell, code]]
  })
  return Object.fromEntries(pairs)
}

/** One letter more, less or other. */
export function isOneEditAway(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (long.length - short.length > 1 || short === long) return false
  let same = 0
  while (same < short.length && short[same] === long[same]) same += 1
  return short.slice(long.length === short.length ? same + 1 : same) === long.slice(same + 1)
}

function shownColumns(header: readonly string[]): string {
  return header
    .slice(0, 8)
    .map((cell) => cell.slice(0, 20))
    .join(', ')
}

type Places = ReadonlyMap<string, number>

function segmentsOf(places: Places, dictionary: Dictionary, isPointUnclear: boolean): Segment[] {
  const segments: Segment[] = []
  for (const variable of dictionary.variables) {
    const question = variable.questionCode
    if (variable.kind !== 'flag' || !places.has(question)) {
      const read = variableReader(variable)
      const isUnclear = isPointUnclear && variable.kind === 'number'
      const clear: CellReader = isUnclear ? (cell) => thousandsProblem(cell) ?? read(cell) : read
      segments.push(segment(places, variable.code, [variable], clear))
    } else if (segments.at(-1)?.column !== question) {
      const flags = dictionary.variables.filter((other) => other.questionCode === question)
      const clash = flags.find((flag) => places.has(flag.code))
      if (clash !== undefined) throw new AppError('import-columns-clash', { question, column: clash.code })
      segments.push(segment(places, question, flags, ticksReader(flags)))
    }
  }
  return segments
}

function segment(places: Places, column: string, variables: readonly Variable[], read: CellReader): Segment {
  const blank = variables.map((variable) => padField(variable, MISSING.notAnswered)).join('')
  return { column, at: places.get(column) ?? -1, read, blank }
}
