import type { TextStyle } from '../../core/print/text-metrics.ts'
import type { ReportRow, ReportTable } from '../../core/report/report-model.ts'
import { REPORT_LAYOUT, twips } from '../decree-page.ts'
import { columnWidths } from '../docx/column-widths.ts'
import { captionUnits } from './pdf-caption.ts'
import type { Element, Part, PdfMark, Unit } from './pdf-flow.ts'
import { child } from './pdf-front.ts'
import { type LaidText, layText, type TextLook, textUnits } from './pdf-words.ts'
import { POINTS } from './report-style.ts'

const SIDE = 1
const AIR = 0.5
const BORDER_MM = 0.18
/** A row that is higher goes over pages in pieces of this height, mm. */
const HIGHEST_ROW = 110
const PIECE = 50

/** The columns of a table where it stands. */
interface Grid {
  readonly left: number
  readonly widths: readonly number[]
  readonly size: number
}

/** Caption above, head on every page, no row on two pages nor the last one alone, the note below. */
export function tableUnits(table: ReportTable, left: number, width: number, root: Element): readonly Unit[] {
  const { columns, rows, note } = table
  const size = columns.length > REPORT_LAYOUT.mostColumns ? POINTS.wideTable : POINTS.table
  const grid = { left, size, widths: columnWidths(table, twips(width), size * 2).map(mmOf) }
  const element = child(root, 'Table')
  const caption = captionUnits(table.caption, { left, width, before: 3, element: child(element, 'Caption') })
  const headRow = child(element, 'TR')
  const headCells = columns.map(({ heading }) => ({
    element: child(headRow, 'TH', { scope: 'Column' as const }),
    text: heading,
    look: { size, style: 'bold', align: 'center' } as const,
    span: 1,
  }))
  const head = rowUnits(grid, headCells, true)[0]
  const body = rows.flatMap((row, index) => {
    const isKept =
      row.kind === 'group' ||
      (index < rows.length - 1 && rows.length <= REPORT_LAYOUT.shortRows) ||
      (index === rows.length - 1 ? note !== null : index === rows.length - 2)
    return rowUnits(grid, cellsOf(table, row, size, child(element, 'TR')), isKept)
  })
  const repeated = head && {
    height: head.height,
    draw: (top: number) => head.draw(top).flatMap(({ marks }) => marks()),
  }
  const look = { size: POINTS.note, style: 'italic', align: 'justify' } as const
  const under = note === null ? [] : textUnits(note, { x: left, width, before: 1, look, element: child(root, 'P') })
  return [
    ...caption.map((unit) => ({ ...unit, keepNext: true })),
    ...(head === undefined ? [] : [{ ...head, before: 1.2 }]),
    ...body.map((unit) => ({ ...unit, head: repeated })),
    ...under,
    { height: 2, before: 0, keepNext: false, draw: () => [] },
  ]
}

interface Cell {
  readonly element: Element
  readonly text: string
  readonly look: TextLook
  readonly span: number
}

function cellsOf({ columns }: ReportTable, row: ReportRow, size: number, element: Element): readonly Cell[] {
  if (row.kind === 'group') {
    const span = columns.length
    const head = child(element, 'TH', { scope: 'Row', span })
    return [{ element: head, text: row.text, look: { size, style: 'bold', isSlanted: true }, span }]
  }
  // The first column of words names the row; what stands before it is its number.
  const naming = columns.findIndex(({ align }) => align === 'left')
  const style: TextStyle = row.isTotal === true ? 'bold' : 'regular'
  return columns.map(({ align }, at) => ({
    element: at === naming ? child(element, 'TH', { scope: 'Row' }) : child(element, 'TD'),
    text: row.cells[at] ?? '',
    look: { size, style, align },
    span: 1,
  }))
}

/** One unit; of a row that is too high for most pages as many as it takes. */
function rowUnits(grid: Grid, cells: readonly Cell[], keepNext: boolean): readonly Unit[] {
  let x = grid.left
  let at = 0
  const laid = cells.map((cell) => {
    const width = sum(grid.widths.slice(at, at + cell.span))
    const place = { cell, x, width, text: layText(cell.text, width - 2 * SIDE, cell.look) }
    x += width
    at += cell.span
    return place
  })
  const lineHeight = laid[0]?.text.lineHeight ?? 0
  const lines = Math.max(1, ...laid.map(({ text }) => text.lines.length))
  const most = lines * lineHeight > HIGHEST_ROW ? Math.max(1, Math.floor(PIECE / lineHeight)) : lines
  const starts = Array.from({ length: Math.ceil(lines / most) }, (_, piece) => piece * most)
  return starts.map((start) => {
    const count = Math.min(most, lines - start)
    const height = count * lineHeight + 2 * AIR
    const isWhole = count === lines
    const draw = (top: number): readonly Part[] => [
      ...laid.map(({ cell, x, text }) => ({
        element: cell.element,
        marks: () => cellMarks(text, { x: x + SIDE, top: top + AIR, start, count, isWhole }),
      })),
      {
        element: null,
        marks: () =>
          borders(laid, { top, bottom: top + height, isTop: start === 0, isBottom: start + count === lines }),
      },
    ]
    return { height, before: 0, keepNext, draw }
  })
}

interface Stretch {
  readonly x: number
  readonly top: number
  readonly start: number
  readonly count: number
  /** Then it stands in the middle of the row's height. */
  readonly isWhole: boolean
}

function cellMarks(text: LaidText, { x, top, start, count, isWhole }: Stretch): PdfMark[] {
  const shown = text.lines.slice(start, start + count)
  const free = isWhole ? (count - shown.length) * text.lineHeight : 0
  return shown.map((_, at) => text.draw(start + at, x, top + free / 2 + at * text.lineHeight))
}

function borders(
  cells: readonly { readonly x: number; readonly width: number }[],
  { top, bottom, isTop, isBottom }: { top: number; bottom: number; isTop: boolean; isBottom: boolean },
): PdfMark[] {
  const [first, last] = [cells[0], cells.at(-1)]
  if (first === undefined || last === undefined) return []
  const right = last.x + last.width
  return [
    ...(isTop ? [border(first.x, top, right, top)] : []),
    ...(isBottom ? [border(first.x, bottom, right, bottom)] : []),
    ...cells.map(({ x }) => border(x, top, x, bottom)),
    border(right, top, right, bottom),
  ]
}

function border(x1: number, y1: number, x2: number, y2: number): PdfMark {
  const points = [
    { x: x1, y: y1 },
    { x: x2, y: y2 },
  ]
  return { kind: 'line', points, thickness: BORDER_MM, color: '#000000', isDashed: false }
}

/** Of twentieths of a point. */
function mmOf(width: number): number {
  return (width / 1440) * 25.4
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
