import {
  oneLine,
  type StatisticsTable,
  type StatisticsValue,
  type StatisticsVariable,
  type TextVariable,
} from './statistics-table.ts'
import { plainNumber } from './table-column.ts'

/** A variable and its columns in a line, in bytes from 1, both ends among them. */
export interface FixedColumn {
  readonly variable: StatisticsVariable
  /** Place among the table's variables. */
  readonly at: number
  readonly first: number
  readonly last: number
}

/**
 * Where each variable stands in a line: numbers and codes in the table's order, then texts that aren't plain ASCII, since
 * programs disagree whether a column is a byte or a character. Open texts have line breaks and a file of their own.
 */
export function layOutFixed({ variables }: Pick<StatisticsTable, 'variables'>): FixedColumn[] {
  const closed = variables.map((variable, at) => ({ variable, at })).filter(({ variable }) => !isOpenText(variable))
  const isLast = ({ variable }: { variable: StatisticsVariable }): boolean =>
    variable.kind === 'text' && !variable.isAscii
  let next = 1
  return [...closed.filter((one) => !isLast(one)), ...closed.filter(isLast)].map(({ variable, at }) => {
    const first = next
    next += variable.kind === 'text' ? variable.bytes : variable.width
    return { variable, at, first, last: next - 1 }
  })
}

export function isOpenText(variable: StatisticsVariable): variable is TextVariable {
  return variable.kind === 'text' && variable.role === 'open'
}

/** Lines of the fixed-width file: UTF-8, CR LF. Numbers stand right with a decimal point, an unknown one is blank. */
export async function* fixedWidthLines(table: StatisticsTable): AsyncGenerator<Uint8Array> {
  const columns = layOutFixed(table)
  for await (const rows of table.rows()) {
    const lines = rows.map((row) => columns.map(({ variable, at }) => field(variable, row[at] ?? null)).join(''))
    if (lines.length > 0) yield Buffer.from(`${lines.join('\r\n')}\r\n`)
  }
}

function field(variable: StatisticsVariable, value: StatisticsValue): string {
  if (variable.kind !== 'text') return numberText(variable, value).padStart(variable.width)
  const text = oneLine(String(value ?? ''))
  return text + ' '.repeat(variable.bytes - Buffer.byteLength(text))
}

function numberText({ kind, decimals }: Exclude<StatisticsVariable, TextVariable>, value: StatisticsValue): string {
  if (typeof value !== 'number') return ''
  return kind === 'number' && value >= 0 && decimals > 0 ? value.toFixed(decimals) : plainNumber(value)
}
