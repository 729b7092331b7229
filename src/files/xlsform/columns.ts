import { AppError } from '../../core/errors.ts'
import { fromCell } from './cell-text.ts'
import type { FormSheet, SheetRow } from './sheets.ts'

/** A column by what it is called, however it is spelt. */
export interface Column {
  /** `label`, `relevant`, `media` … or whatever else stands there; `sipas::…` are our own. */
  readonly kind: string
  /** As written, for example `Vietnamese (vi)`; empty where the column names none. */
  readonly language: string
  readonly index: number
  readonly header: string
}

/** Other words of form tools, old and new, for the same column. */
const ALIASES: Readonly<Record<string, string>> = {
  caption: 'label',
  text: 'label',
  command: 'type',
  tag: 'name',
  value: 'name',
  relevance: 'relevant',
  calculate: 'calculation',
  readonly: 'read_only',
  constraining_message: 'constraint_message',
  constraintmsg: 'constraint_message',
  requiredmsg: 'required_message',
  image: 'media',
  'big-image': 'media',
  audio: 'media',
  video: 'media',
  count: 'repeat_count',
}

/** What only says in which part of the finished form the column's content goes. */
const PREFIXES: ReadonlySet<string> = new Set(['bind', 'control', 'body'])

/** Throws AppError `form-column-twice` {sheet, row, column}. */
export function readColumns({ name, header }: FormSheet): Column[] {
  const columns = header.cells.flatMap((cell, index) => (cell.trim() === '' ? [] : [columnOf(cell.trim(), index)]))
  const seen = new Set<string>()
  for (const { kind, language, header: column } of columns) {
    const key = kind === 'media' ? column : `${kind}::${language.toLowerCase()}`
    if (seen.has(key)) throw new AppError('form-column-twice', { sheet: name, row: header.row, column })
    seen.add(key)
  }
  return columns
}

function columnOf(header: string, index: number): Column {
  if (/^sipas::/i.test(header)) return { kind: header.toLowerCase(), language: '', index, header }
  const whole = header.replace(/jr:/gi, '')
  const parts = whole.split(whole.includes('::') ? '::' : ':').map((part) => part.trim())
  if (parts.length > 1 && PREFIXES.has(parts[0]?.toLowerCase() ?? '')) parts.shift()
  if (parts[0]?.toLowerCase() === 'media') parts.splice(0, parts.length, 'media', ...parts.slice(2))
  const [first = '', ...language] = parts
  const word = first.toLowerCase().replace(/\s+/g, '_')
  return { kind: ALIASES[word] ?? word, language: language.join(':'), index, header }
}

/** The cell of a row in the one column of a kind, trimmed; '' where there is none. */
export function cellOf({ cells }: SheetRow, columns: readonly Column[], kind: string): string {
  const column = columns.find((one) => one.kind === kind)
  return column === undefined ? '' : (cells[column.index]?.trim() ?? '')
}

/** A cell of a column of ours, as it was before it was made a cell. */
export function ownCellOf({ cells }: SheetRow, columns: readonly Column[], kind: `sipas::${string}`): string {
  return fromCell(cells[columns.find((one) => one.kind === kind)?.index ?? -1] ?? '')
}
