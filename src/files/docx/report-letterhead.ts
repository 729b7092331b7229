import {
  AlignmentType,
  BorderStyle,
  type FileChild,
  HeadingLevel,
  type IParagraphOptions,
  type Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlign,
  WidthType,
} from 'docx'
import { printable, type TextStyle, textWidth } from '../../core/print/text-metrics.ts'
import { balancedLines } from '../../core/report/balanced-lines.ts'
import type { ReportModel } from '../../core/report/report-model.ts'
import { wordsFor } from '../../core/words.ts'
import { CONTENT_MM, REPORT_LAYOUT, REPORT_SIZE, twips } from '../decree-page.ts'
import { gap } from './report-style.ts'
import { paragraph, runs } from './word-text.ts'

const SIDE_MM = 0.5
const LEFT_MM = REPORT_LAYOUT.officeWidth
const RIGHT_MM = CONTENT_MM.portrait - LEFT_MM

/** The two columns above a document: who issues it and its number; the state, its motto, place and date. */
export function letterheadParts({ letterhead, language }: ReportModel): FileChild[] {
  const { superior, office, number, placeAndDate } = letterhead
  const motto = wordsFor('report.motto', language)
  const above = balanced(superior.toLocaleUpperCase('vi'), 'regular', REPORT_SIZE.office, LEFT_MM)
  const dated = balanced(placeAndDate, 'italic', REPORT_SIZE.placeAndDate, RIGHT_MM)
  const issued = balanced(office.toLocaleUpperCase('vi'), 'bold', REPORT_SIZE.office, LEFT_MM)
  return [
    columns([
      [
        [
          ...(superior === '' ? [] : [centred(above.text, { size: REPORT_SIZE.office }, above.options)]),
          centred(issued.text, { size: REPORT_SIZE.office, bold: true }, issued.options),
          ...(office === '' ? [] : [rule(issued.width * REPORT_LAYOUT.shortRule, LEFT_MM)]),
        ],
        [
          centred(wordsFor('report.state', language), { size: REPORT_SIZE.state, bold: true }),
          centred(motto, { size: REPORT_SIZE.motto, bold: true }),
          rule(textWidth(printable(motto), 'bold', REPORT_SIZE.motto / 2), RIGHT_MM),
        ],
      ],
      [
        [centred(number, { size: REPORT_SIZE.number }, { spacing: { before: 60 } })],
        [
          centred(
            dated.text,
            { size: REPORT_SIZE.placeAndDate, italics: true },
            { spacing: { before: 60 }, ...dated.options },
          ),
        ],
      ],
    ]),
  ]
}

/** What the document is and what it is about, with a short rule under it. */
export function titleParts({ title }: ReportModel): FileChild[] {
  const subject = balanced(title.subject, 'bold', REPORT_SIZE.body, CONTENT_MM.portrait, 0)
  return [
    paragraph(runs(title.kind.toLocaleUpperCase('vi')), { heading: HeadingLevel.TITLE }),
    paragraph(runs(subject.text), { style: 'Subtitle', ...subject.options }),
    rule(subject.width * REPORT_LAYOUT.shortRule, CONTENT_MM.portrait, 0),
    gap(160),
  ]
}

/** To whom it goes, where it goes up. */
export function addresseeParts({ addressee }: ReportModel): FileChild[] {
  return addressee === undefined ? [] : [centred(addressee, { size: REPORT_SIZE.body }), gap(160)]
}

/** A line in a frame, above everything. */
export function warningParts({ warning }: ReportModel): FileChild[] {
  if (warning === null) return []
  const side = { style: BorderStyle.SINGLE, size: 8, space: 3 } as const
  const line = centred(
    warning,
    { size: REPORT_SIZE.warning, bold: true },
    {
      border: { top: side, bottom: side, left: side, right: side },
      indent: { left: 80, right: 80 },
      keepNext: true,
    },
  )
  return [line, gap(160)]
}

/** The same above every other page, under its number. */
export function warningHeader({ warning }: ReportModel): Paragraph[] {
  return warning === null ? [] : [centred(warning, { size: HEADER_WARNING, italics: true })]
}
const HEADER_WARNING = 18

/**
 * Two columns over the page that nobody sees the frame of.
 * @param rows of each row the left and the right cell @param right width of the right column, mm
 */
export function columns(
  rows: readonly (readonly [readonly Paragraph[], readonly Paragraph[]])[],
  right: number = RIGHT_MM,
): FileChild {
  const widths = [twips(CONTENT_MM.portrait - right), twips(right)]
  const none = { style: BorderStyle.NONE, size: 0 } as const
  return new Table({
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    margins: { left: twips(SIDE_MM), right: twips(SIDE_MM), top: 0, bottom: 0 },
    borders: { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none },
    rows: rows.map(
      (cells) =>
        new TableRow({
          cantSplit: true,
          children: cells.map((children) => new TableCell({ children, verticalAlign: VerticalAlign.TOP })),
        }),
    ),
  })
}

export function centred(
  text: string,
  run: Parameters<typeof runs>[1] = {},
  options: IParagraphOptions = {},
): Paragraph {
  return paragraph(runs(text, run), { alignment: AlignmentType.CENTER, ...options })
}

/**
 * A line of its own width, centred: the lower border of a very low paragraph, which Word and others draw alike.
 * @param room width of the column, mm @param side what the column keeps free on each side, mm
 */
function rule(width: number, room: number, side = SIDE_MM): Paragraph {
  const indent = twips(Math.max(0, (room - 2 * side - width) / 2))
  return paragraph(runs('', { size: 4 }), {
    spacing: { before: 0, after: 0, line: 40, lineRule: 'exact' },
    indent: { left: indent, right: indent },
    border: { bottom: { style: BorderStyle.SINGLE, size: 6, space: 0 } },
    keepNext: true,
  })
}

/**
 * A text over as few lines as it needs, all about as long: indents leave no more room than that.
 * @param size half points @param room width of the column, mm @param side what the column keeps free on each side, mm
 * @returns `width` of the longest line, mm
 */
function balanced(text: string, style: TextStyle, size: number, room: number, side = SIDE_MM): Balanced {
  const free = room - 2 * side
  const { lines, width, within } = balancedLines(text, style, size / 2, free)
  const indent = lines.length === 1 || TAG.test(text) ? 0 : twips((free - within) / 2)
  return { text, width, options: { indent: { left: indent, right: indent } } }
}

/** What a template has in a text's place: how long that will be isn't known. */
const TAG = /\{\w+\}/

interface Balanced {
  readonly text: string
  readonly width: number
  readonly options: IParagraphOptions
}
