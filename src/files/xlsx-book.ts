import { type Cell, type CellStyle, type WriteSheet, writeXlsx } from 'hucre/xlsx'
import { assert } from '../core/assert.ts'
import { type BookChart, chartOf } from './xlsx-book-chart.ts'
import { columnLetters } from './xlsx-letters.ts'
import { escapeMarks } from './xlsx-marks.ts'

/** A workbook to be read by people: one table a sheet under a title, native charts, links, ready to print. */
export interface Book {
  readonly title: string
  readonly author: string
  readonly sheets: readonly BookSheet[]
}

export interface BookSheet {
  /** At most 31 characters, none of `[]:*?/\`; no two alike whatever their case. */
  readonly name: string
  readonly title: string
  readonly back: { readonly text: string; readonly sheet: string } | null
  readonly lines: readonly BookLine[]
  readonly table: BookTable
  readonly charts?: readonly BookChart[]
  /** Rows, from 0, before which a new printed page begins; the sheet is then printed as large as it is. */
  readonly breaks?: readonly number[]
  /** Foot of every printed page, in Excel's words: `&P/&N`. */
  readonly foot: string
}

/** A line between title and table: a text over the whole width, or a name with its value beside it. */
export type BookLine =
  | { readonly text: string; readonly isWarning?: boolean }
  | { readonly name: string; readonly value: BookCell; readonly isWarning?: boolean }

export interface BookTable {
  readonly columns: readonly BookColumn[]
  readonly rows: readonly BookRow[]
  /** How many columns stay at the left when scrolling; false: nothing is frozen, because much stands above. */
  readonly frozen: number | false
  /** Columns from..to (0, both within) are coloured from the lowest to the highest number. */
  readonly scale?: { readonly from: number; readonly to: number }
  /** The row, from 0 on the sheet, at which its head stands; after all lines when absent. */
  readonly headAt?: number
}

export interface BookColumn {
  readonly heading: string
  /** In characters. */
  readonly width: number
  /** `points`: 0-100 with two decimals; `change`: with its sign; `exact`: as many decimals as show a difference of doubles. */
  readonly format: 'text' | 'whole' | 'points' | 'change' | 'exact' | 'day'
}

export interface BookRow {
  readonly cells: readonly BookCell[]
  /** What sums up the rows around it. */
  readonly isStrong?: boolean
  /** How far the text of the indented column goes in: 0 when absent. */
  readonly depth?: number
}

export type BookCell =
  | string
  | number
  | null
  /** An ISO day. */
  | { readonly day: string }
  | { readonly text: string; readonly sheet: string }
  /** Of our own making, never from what a user wrote; with what it comes to. */
  | { readonly formula: string; readonly value: number }
  /** A judgement in words, with its colour. */
  | { readonly said: string; readonly look: 'good' | 'bad' | 'doubt' }

const NAME_LIMIT = 31
const NAME_BAD = /[[\]:*?/\\]|^'|'$/
/** On every machine or replaced letter for letter as wide, with every Vietnamese letter. */
const FONT = { name: 'Arial', size: 10 }
const LINE = { style: 'thin', color: { rgb: 'C9D3DE' } } as const
const LOOKS = { good: '1B6E3C', bad: 'B3261E', doubt: '7A5B00' } as const
const FORMATS = { whole: '#,##0', points: '#,##0.00', change: '+#,##0.00;-#,##0.00;0.00', exact: '0.000000' } as const
const DAY_FORMAT = 'dd/mm/yyyy'
const LINE_POINTS = 13.5
/** Letters of running text in the room of one digit, on the safe side. */
const LETTERS = 1.04
/** No row of a sheet can be higher. */
const MOST_POINTS = 409

/** All in memory. Texts are texts and never formulas. */
export function writeBook({ title, author, sheets }: Book): Promise<Uint8Array> {
  const names = sheets.map(({ name }) => name.toLowerCase())
  assert(new Set(names).size === names.length, 'sheets have names of their own')
  for (const { name } of sheets) assert(name.length <= NAME_LIMIT && !NAME_BAD.test(name), `"${name}" names a sheet`)
  return writeXlsx({
    sheets: sheets.map(sheetOf),
    properties: { title, creator: author },
    defaultFont: FONT,
    // Through pageSetup the library writes sheet names without quotes, which Excel offers to repair.
    namedRanges: sheets.map((sheet) => {
      const row = headRow(sheet) + 1
      return { name: '_xlnm.Print_Titles', range: `${quoted(sheet.name)}!$${row}:$${row}`, scope: sheet.name }
    }),
  })
}

/** Where the head of a sheet's table stands: its row, from 0. */
function headRow({ back, lines, table }: BookSheet): number {
  return table.headAt ?? (back === null ? 1 : 2) + lines.length + 1
}

/** `'Cơ quan'!$C$5:$C$9`: the cells of a column of a sheet's table, rows from..to (0, both within). */
export function rangeOf(sheet: BookSheet, column: number, from: number, to: number = from): string {
  const head = headRow(sheet) + 2
  const letters = columnLetters(column)
  const first = `$${letters}$${head + from}`
  return `${quoted(sheet.name)}!${from === to ? first : `${first}:$${letters}$${head + to}`}`
}

function quoted(name: string): string {
  return `'${name.replaceAll("'", "''")}'`
}

function sheetOf(sheet: BookSheet): WriteSheet {
  const { name, title, back, lines, table, charts = [], breaks, foot } = sheet
  const head = headRow(sheet)
  const last = Math.max(table.columns.length - 1, 1)
  const paper = new Paper()
  paper.put(0, 0, title, { font: { ...FONT, bold: true, size: 14 } })
  if (back !== null) paper.put(1, 0, { text: back.text, sheet: back.sheet }, {})
  lines.forEach((line, at) => {
    const row = (back === null ? 1 : 2) + at
    const look: CellStyle = line.isWarning
      ? { font: { ...FONT, bold: true, color: { rgb: LOOKS.bad } } }
      : { font: { ...FONT, color: { rgb: '44505C' } } }
    const wrapped = { ...look, alignment: { wrapText: true, vertical: 'top' } } as const
    if ('text' in line) {
      paper.wide(row, 0, last, line.text, wrapped, table.columns)
    } else {
      paper.put(row, 0, line.name, { font: { ...FONT, bold: true }, alignment: { vertical: 'top' } })
      paper.wide(row, 1, last, line.value, { ...wrapped, ...numberLook(line.value) }, table.columns)
    }
  })
  for (const [at, { heading }] of table.columns.entries()) paper.put(head, at, heading, HEAD)
  paper.fit(
    head,
    table.columns.map(({ heading, width }) => linesOf(heading, width - 2)),
  )
  table.rows.forEach((row, at) => {
    table.columns.forEach((column, place) => {
      paper.put(head + 1 + at, place, row.cells[place] ?? null, bodyLook(column, row, row.cells[place] ?? null))
    })
    const { depth = 0 } = row
    paper.fit(
      head + 1 + at,
      table.columns.map(({ width }, place) => linesOf(plain(row.cells[place] ?? null), width * LETTERS - depth)),
    )
  })
  const lastRow = head + table.rows.length
  const box = `A${head + 1}:${columnLetters(table.columns.length - 1)}${lastRow + 1}`
  return {
    name,
    rows: paper.rows,
    cells: paper.cells,
    merges: paper.merges,
    rowDefs: paper.heights,
    columns: table.columns.map(({ width }) => ({ width })),
    ...(table.rows.length > 0 && { autoFilter: { range: box } }),
    ...(table.frozen !== false && { freezePane: { rows: head + 1, columns: table.frozen } }),
    ...(table.scale !== undefined &&
      table.rows.length > 0 && { conditionalRules: [scaleOf(table.scale, head, lastRow)] }),
    ...(charts.length > 0 && { charts: charts.map(chartOf) }),
    pageSetup: {
      paperSize: 'a4',
      orientation: 'landscape',
      margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
      ...(breaks === undefined && { fitToPage: true, fitToWidth: 1, fitToHeight: 0 }),
    },
    ...(breaks !== undefined && { rowBreaks: breaks.map((row) => row - 1) }),
    headerFooter: { oddFooter: `&L${title.replaceAll('&', '&&')}&R${foot}` },
    view: { showGridLines: false },
    a11y: { summary: title, headerRow: head },
  }
}

const HEAD: CellStyle = {
  font: { ...FONT, bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'DCE7F3' } },
  border: { top: LINE, bottom: { style: 'medium', color: { rgb: '7F96AE' } }, left: LINE, right: LINE },
  alignment: { wrapText: true, vertical: 'center', horizontal: 'center' },
}

function bodyLook({ format }: BookColumn, { isStrong = false, depth = 0 }: BookRow, cell: BookCell): CellStyle {
  const isText = typeof cell === 'string' || format === 'text'
  const isSaid = typeof cell === 'object' && cell !== null && 'said' in cell
  return {
    font: { ...FONT, ...(isStrong && { bold: true }) },
    border: { top: LINE, bottom: LINE, left: LINE, right: LINE },
    ...(isStrong && { fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'F1F5F9' } } }),
    alignment: {
      vertical: 'top',
      ...(isText && { wrapText: true, ...(depth > 0 && { indent: depth }) }),
      ...(isSaid && { horizontal: 'center' }),
    },
    ...(format !== 'text' && { numFmt: format === 'day' ? DAY_FORMAT : FORMATS[format] }),
  }
}

function numberLook(value: BookCell): CellStyle {
  if (typeof value === 'number') return { numFmt: FORMATS.whole, alignment: { horizontal: 'left', vertical: 'top' } }
  const isDay = typeof value === 'object' && value !== null && 'day' in value
  return isDay ? { numFmt: DAY_FORMAT, alignment: { horizontal: 'left', vertical: 'top' } } : {}
}

function scaleOf({ from, to }: { readonly from: number; readonly to: number }, head: number, lastRow: number) {
  return {
    type: 'colorScale' as const,
    priority: 1,
    range: `${columnLetters(from)}${head + 2}:${columnLetters(to)}${lastRow + 1}`,
    // Light enough for black figures on either end, and told apart by whoever can't tell red from green.
    colorScale: {
      cfvo: [{ type: 'min' as const }, { type: 'percentile' as const, value: '50' }, { type: 'max' as const }],
      colors: ['FFF4B183', 'FFFFFFFF', 'FF9DC3E6'],
    },
  }
}

/** A sheet being filled. */
class Paper {
  readonly rows: (string | number | Date | null)[][] = []
  readonly cells = new Map<string, Partial<Cell>>()
  readonly merges: { startRow: number; startCol: number; endRow: number; endCol: number }[] = []
  readonly heights = new Map<number, { height: number }>()

  put(row: number, column: number, cell: BookCell, style: CellStyle): void {
    while (this.rows.length <= row) this.rows.push([])
    const line = this.rows[row] ?? []
    while (line.length < column) line.push(null)
    line[column] = plain(cell)
    this.cells.set(`${row},${column}`, { style: { ...style, ...colours(cell, style) }, ...extras(cell) })
  }

  /** Over columns from..last, as high as its text needs. */
  wide(
    row: number,
    from: number,
    last: number,
    cell: BookCell,
    style: CellStyle,
    columns: readonly BookColumn[],
  ): void {
    this.put(row, from, cell, style)
    if (last > from) this.merges.push({ startRow: row, startCol: from, endRow: row, endCol: last })
    const width = columns.slice(from, last + 1).reduce((sum, one) => sum + one.width, 0)
    this.fit(row, [linesOf(plain(cell), width * LETTERS)])
  }

  /** Spreadsheets fit wrapped rows only once they are edited: LibreOffice never, Excel not merged ones. */
  fit(row: number, lines: readonly number[]): void {
    const most = Math.max(...lines)
    if (most > 1) this.heights.set(row, { height: Math.min(most * LINE_POINTS, MOST_POINTS) })
  }
}

/** How many lines a text takes in a column so many characters wide, broken between words. */
function linesOf(cell: string | number | Date | null, width: number): number {
  if (typeof cell !== 'string') return 1
  return cell.split('\n').reduce((lines, paragraph) => {
    let room = 0
    let count = 0
    for (const word of paragraph.split(' ')) {
      if (count > 0 && word.length <= room) {
        room -= word.length + 1
        continue
      }
      const whole = Math.max(Math.ceil(word.length / width), 1)
      count += whole
      room = width * whole - word.length - 1
    }
    return lines + Math.max(count, 1)
  }, 0)
}

function plain(cell: BookCell): string | number | Date | null {
  if (cell === null || typeof cell === 'number') return cell
  if (typeof cell === 'string') return escapeMarks(cell)
  if ('day' in cell) return new Date(`${cell.day}T00:00:00Z`)
  if ('formula' in cell) return cell.value
  return escapeMarks('said' in cell ? cell.said : cell.text)
}

function extras(cell: BookCell): Partial<Cell> {
  if (cell === null || typeof cell !== 'object') return {}
  if ('formula' in cell) return { type: 'formula', formula: cell.formula, formulaResult: cell.value }
  return 'sheet' in cell ? { hyperlink: { target: '', location: `${quoted(cell.sheet)}!A1` } } : {}
}

function colours(cell: BookCell, { font }: CellStyle): CellStyle {
  if (cell === null || typeof cell !== 'object') return {}
  if ('said' in cell) return { font: { ...FONT, ...font, color: { rgb: LOOKS[cell.look] } } }
  return 'sheet' in cell ? { font: { ...FONT, ...font, underline: true, color: { rgb: '1F5FA8' } } } : {}
}
