import Papa from 'papaparse'
import { AppError } from '../../core/errors.ts'
import type { TableBatch } from '../table-batch.ts'
import { DELIMITERS, type Delimiter } from './delimiters.ts'

/** A row may be this long (characters); a longer one is a quote that was never closed, or no table at all. */
const MAX_ROW_LENGTH = 2 ** 20

/**
 * Text as batches of rows of cells, in constant memory. Row numbers are those a spreadsheet shows: the first row is 1,
 * empty rows count. Delimiter `auto` takes the one the first line holds most of; Excel's own `sep=;` line is obeyed.
 * Throws AppError `csv-quote-open` {row}.
 */
export async function* readCsv(
  pieces: AsyncIterable<string>,
  choice: Delimiter | 'auto',
  onDelimiter: (delimiter: Delimiter) => void,
): AsyncGenerator<TableBatch> {
  let parse: ((text: string, isLast: boolean) => Papa.ParseResult<string[]>) | null = null
  let rest = ''
  let row = 1
  const take = (isLast: boolean): TableBatch => {
    if (parse === null) {
      const start = startOf(rest, choice)
      onDelimiter(start.delimiter)
      parse = parserOf(start)
      rest = rest.slice(start.skip)
      row += start.skip > 0 ? 1 : 0
    }
    const result = parse(rest, isLast)
    rest = rest.slice(result.meta.cursor)
    const batch = { firstRow: row, rows: result.data, broken: brokenRows(result, row) }
    row += result.data.length
    return batch
  }
  for await (const piece of pieces) {
    rest += piece
    const batch = take(false)
    if (rest.length > MAX_ROW_LENGTH) throw new AppError('csv-quote-open', { row })
    if (batch.rows.length > 0) yield batch
  }
  if (rest !== '') yield take(true)
}

interface Start {
  readonly delimiter: Delimiter
  readonly newline: '\n' | '\r'
  /** Characters of a leading `sep=` line. */
  readonly skip: number
}

function startOf(text: string, choice: Delimiter | 'auto'): Start {
  const newline = text.includes('\n') || !text.includes('\r') ? '\n' : '\r'
  const announced = /^sep=([,;\t])\r?[\n\r]/i.exec(text)
  const skip = announced?.[0].length ?? 0
  if (choice !== 'auto') return { delimiter: choice, newline, skip }
  const told = DELIMITERS.find((delimiter) => delimiter === announced?.[1])
  return { delimiter: told ?? mostFrequentDelimiter(text), newline, skip }
}

function mostFrequentDelimiter(text: string): Delimiter {
  const header = (/^(?:"(?:[^"]|"")*"|[^"\r\n])*/.exec(text)?.[0] ?? '').replace(/"(?:[^"]|"")*"/g, '')
  const counts = DELIMITERS.map((delimiter) => header.split(delimiter).length - 1)
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ','
}

function parserOf({ delimiter, newline }: Start): (text: string, isLast: boolean) => Papa.ParseResult<string[]> {
  return (text, isLast) => {
    const result: Papa.ParseResult<string[]> = new Papa.Parser({ delimiter, newline }).parse(text, 0, !isLast)
    if (newline === '\n') for (const cells of result.data) dropCarriageReturn(cells)
    return result
  }
}

/** Lines may end in CR LF in one place and LF in another, so the reader splits at LF and drops the CR itself. */
function dropCarriageReturn(cells: string[]): void {
  const last = cells.at(-1)
  if (last?.endsWith('\r')) cells[cells.length - 1] = last.slice(0, -1)
}

/**
 * Positions in `data` of rows with a stray quote. Where the quote also swallowed the lines after it, nobody can say what
 * the rows are: throws AppError `csv-quote-open`.
 */
function brokenRows(result: Papa.ParseResult<string[]>, firstRow: number): ReadonlySet<number> {
  const broken = new Set<number>()
  for (const { code, row } of result.errors) {
    const cells = result.data[row ?? -1]
    if (row === undefined || cells === undefined) continue // of a row that is still to be read whole
    const swallowed = cells.some((cell) => /[\r\n]/.test(cell))
    if (code === 'MissingQuotes' || swallowed) throw new AppError('csv-quote-open', { row: firstRow + row })
    broken.add(row)
  }
  return broken
}
