/**
 * A page as Nghị định 30/2020, annex I, wants it: A4, 20 mm above and below, 30 mm left, 15 mm right; the number centred
 * in the top margin from page 2 on.
 */
export const PAGE = { width: 210, height: 297, top: 20, bottom: 20, left: 30, right: 15, header: 10 } as const

/** Twentieths of a point. */
export function twips(mm: number): number {
  return Math.round((mm / 25.4) * 1440)
}

/** Between the margins of an upright page and of one on its side, mm. */
export const CONTENT_MM = {
  portrait: PAGE.width - PAGE.left - PAGE.right,
  landscape: PAGE.height - PAGE.left - PAGE.right,
} as const

/** Between the margins, in twentieths of a point. */
export const CONTENT_TWIPS = twips(CONTENT_MM.portrait)

export const FONT = 'Times New Roman'

/**
 * Half points, as Nghị định 30/2020, annex I, gives them: Quốc hiệu 12-13, Tiêu ngữ 13-14 and larger than it by one,
 * number 13, place and date 13-14, text and titles 13-14, `Nơi nhận` 12 with its list 11, page number 13-14. The sizes of
 * tables and notes are left to the office.
 */
export const REPORT_SIZE = {
  state: 26,
  motto: 28,
  office: 26,
  number: 26,
  placeAndDate: 28,
  body: 28,
  recipientsHead: 24,
  recipients: 22,
  pageNumber: 28,
  caption: 26,
  contents: 26,
  table: 24,
  wideTable: 22,
  note: 22,
  warning: 22,
} as const

/** What stands where in a report, whatever writes it. */
export const REPORT_LAYOUT = {
  /** Of the first line of a paragraph, mm. */
  firstLine: 12.7,
  /** The issuing office left, mm: the state, right of it, needs its words on one line, 95,7 mm at 13 points. */
  officeWidth: 67,
  /** mm */
  signatureWidth: 85,
  /** Parts of the words above it: a third to a half under an office and a subject. */
  shortRule: 0.4,
  /** A signature never stands on a page without this many lines of the text before it. */
  leastLines: 2,
  /** A table with more columns than this has smaller letters. */
  mostColumns: 7,
  /** A table of so many rows stands on one page. */
  shortRows: 8,
} as const
