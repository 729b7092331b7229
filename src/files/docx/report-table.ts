import { AlignmentType, type FileChild, type Paragraph, TableRow } from 'docx'
import { type TextStyle, wrapText } from '../../core/print/text-metrics.ts'
import type { ReportColumn, ReportRow, ReportTable } from '../../core/report/report-model.ts'
import { borderedTable, CELL_MARGINS, cell, SIDE_MARGIN, wordWidths } from './grid-table.ts'
import { REPORT_SIZE } from './report-style.ts'
import { twips } from './word-page.ts'
import { paragraph, runs } from './word-text.ts'

const ALIGNMENT = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
} as const

/** With more columns than this the letters are smaller. */
const MANY_COLUMNS = 7
/** A table of so many rows stands on one page. */
const SHORT_ROWS = 8

/**
 * Caption above, head on every page, no row on two pages, the note below.
 * @param room between the margins, twentieths of a point
 * @param isLast keeps its end with what follows it
 */
export function tableParts(table: ReportTable, room: number, isLast = false): FileChild[] {
  const size = sizeOf(table)
  const { columns, rows, note } = table
  const isKept = (index: number): boolean =>
    rows[index]?.kind === 'group' ||
    (index < rows.length - 1 && rows.length <= SHORT_ROWS) ||
    (index === rows.length - 1 ? note !== null || isLast : isLast && index === rows.length - 2)
  return [
    caption(table.caption, true),
    borderedTable(columnWidths(table, room, size), [
      headRow(columns, size),
      ...rows.map((row, index) => bodyRow(row, columns, { size, keepNext: isKept(index) })),
    ]),
    note === null
      ? paragraph(runs(''), { spacing: { line: 160, lineRule: 'exact' }, keepNext: isLast })
      : paragraph(runs(note), { style: 'TableNote', keepNext: isLast }),
  ]
}

function sizeOf({ columns }: ReportTable): number {
  return columns.length > MANY_COLUMNS ? REPORT_SIZE.wideTable : REPORT_SIZE.table
}

/** Of Times New Roman, in parts of the type size. */
const LINE_HEIGHT = 1.149
const TWIPS_PER_MM = 1440 / 25.4
/** One of the two borders of a row. */
const BORDER = 10

/** How high each row stands, the head first, twentieths of a point. @param room as for the table itself */
export function rowHeights(table: ReportTable, room: number): number[] {
  const size = sizeOf(table)
  const widths = columnWidths(table, room, size)
  const linesOf = (text: string, style: TextStyle, width: number): number =>
    wrapText(text, style, size / 2, (width - 2 * SIDE_MARGIN) / TWIPS_PER_MM).length
  const highest = (cells: readonly string[], style: TextStyle): number =>
    Math.max(1, ...cells.map((text, at) => linesOf(text, style, widths[at] ?? 0)))
  const lines = [
    highest(
      table.columns.map(({ heading }) => heading),
      'bold',
    ),
    ...table.rows.map((row) =>
      row.kind === 'group' ? linesOf(row.text, 'bold', room) : highest(row.cells, row.isTotal ? 'bold' : 'regular'),
    ),
  ]
  return lines.map((count) => Math.ceil(count * LINE_HEIGHT * size * 10) + 2 * CELL_MARGINS.top + BORDER)
}

/** `Bảng 1.` bold, its words in italics. */
export function caption(text: string, keepNext: boolean): Paragraph {
  const [, label = '', rest = text] = /^(\S+ \S+\.)( .*)$/su.exec(text) ?? []
  return paragraph([...runs(label, { bold: true }), ...runs(rest)], { style: 'Caption', keepNext })
}

/**
 * Twentieths of a point: the room by shares, but no column narrower than its longest word; those with more than they
 * need give it.
 */
function columnWidths({ columns, rows }: ReportTable, room: number, size: number): number[] {
  const least = columns.map(({ heading }, at) => {
    const words = [
      ...wordWidths(heading, 'bold', size),
      ...rows.flatMap((row) =>
        row.kind === 'row' ? wordWidths(row.cells[at] ?? '', row.isTotal ? 'bold' : 'regular', size) : [],
      ),
    ]
    return Math.ceil(twips(words.reduce((longest, width) => Math.max(longest, width), 0))) + 2 * SIDE_MARGIN + 30
  })
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
  const shares = sum(columns.map(({ share }) => share))
  const wanted = columns.map(({ share }) => (share / shares) * room)
  const lacking = sum(wanted.map((width, at) => Math.max(0, (least[at] ?? 0) - width)))
  const spare = wanted.map((width, at) => Math.max(0, width - (least[at] ?? 0)))
  const part = Math.min(1, lacking / Math.max(1, sum(spare)))
  const widths = wanted.map((width, at) => Math.max(least[at] ?? 0, width) - (spare[at] ?? 0) * part)
  // Where even the longest words don't fit, all give alike and words break.
  const scale = room / sum(widths)
  return widths.map((width) => Math.floor(width * scale))
}

function headRow(columns: readonly ReportColumn[], size: number): TableRow {
  return new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: columns.map(({ heading }) =>
      cell([tableLine(heading, { size, bold: true }, { alignment: AlignmentType.CENTER, keepNext: true })]),
    ),
  })
}

function bodyRow(
  row: ReportRow,
  columns: readonly ReportColumn[],
  { size, keepNext }: { readonly size: number; readonly keepNext: boolean },
): TableRow {
  const children =
    row.kind === 'group'
      ? [cell([tableLine(row.text, { size, bold: true, italics: true }, { keepNext })], columns.length)]
      : columns.map(({ align }, at) =>
          cell([
            tableLine(
              row.cells[at] ?? '',
              { size, bold: row.isTotal === true },
              { alignment: ALIGNMENT[align], keepNext },
            ),
          ]),
        )
  return new TableRow({ cantSplit: true, children })
}

function tableLine(text: string, run: Parameters<typeof runs>[1], options: Parameters<typeof paragraph>[1]): Paragraph {
  return paragraph(runs(text, run), { style: 'TableText', ...options })
}
