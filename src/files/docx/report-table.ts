import { AlignmentType, type FileChild, type Paragraph, TableRow } from 'docx'
import { type TextStyle, wrapText } from '../../core/print/text-metrics.ts'
import { captionParts } from '../../core/report/part-lines.ts'
import type { ReportColumn, ReportRow, ReportTable } from '../../core/report/report-model.ts'
import { REPORT_LAYOUT, REPORT_SIZE } from '../decree-page.ts'
import { columnWidths, SIDE_MARGIN } from './column-widths.ts'
import { borderedTable, CELL_MARGINS, cell, TWIPS_PER_MM } from './grid-table.ts'
import { paragraph, runs } from './word-text.ts'

const ALIGNMENT = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
} as const

/**
 * Caption above, head on every page, no row on two pages, the note below.
 * @param room between the margins, twentieths of a point
 * @param isLast keeps its end with what follows it
 */
export function tableParts(table: ReportTable, room: number, isLast = false): FileChild[] {
  const size = sizeOf(table)
  const { columns, rows, note } = table
  const isFollowed = note !== null || isLast
  // Never one row alone before or after a turn of the page, nor a group's words without its rows. A short table stays
  // whole, but for one place where it may part: kept with its note from end to end it would leave its caption behind.
  const isKept = (index: number): boolean => {
    if (index === rows.length - 1) return isFollowed
    const isShort = rows.length <= REPORT_LAYOUT.shortRows && !(isFollowed && index === rows.length - 3)
    return rows[index]?.kind === 'group' || index === 0 || index === rows.length - 2 || isShort
  }
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
  return columns.length > REPORT_LAYOUT.mostColumns ? REPORT_SIZE.wideTable : REPORT_SIZE.table
}

/** Of Times New Roman, in parts of the type size. */
const LINE_HEIGHT = 1.149

/** How high each row is without its borders, the head first, twentieths of a point. @param room as for the table itself */
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
  return lines.map((count) => Math.ceil(count * LINE_HEIGHT * size * 10) + 2 * CELL_MARGINS.top)
}

/** `Bảng 1.` bold, its words in italics. */
export function caption(text: string, keepNext: boolean): Paragraph {
  const { label, rest } = captionParts(text)
  return paragraph([...runs(label, { bold: true }), ...runs(rest)], { style: 'Caption', keepNext })
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
