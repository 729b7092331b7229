import type { TextStyle } from '../../core/print/text-metrics.ts'
import type { Mark } from '../../core/report/picture-parts.ts'
import { PAGE } from '../decree-page.ts'

/** What is drawn on a page: millimetres from its top left corner. */
export type PdfMark =
  | Mark
  | Words
  /** Dots between the words of a table of contents and their page. */
  | { readonly kind: 'leader'; readonly from: number; readonly to: number; readonly y: number }

/** A line of text. `x` is where it begins, `y` the line that its letters stand on. */
export interface Words {
  readonly kind: 'words'
  readonly x: number
  readonly y: number
  readonly text: string
  readonly style: TextStyle
  /** Points. */
  readonly size: number
  /** What each space is wider, mm: lines as long as the page is wide. */
  readonly spread: number
  /** For bold italics, which the paper's font hasn't got. */
  readonly isSlanted: boolean
}

/** An element of the document's structure (ISO 32000-1, 14.8.4): what a reader who sees no page is told. */
export interface Element {
  readonly tag: string
  /** In place of what is drawn. */
  readonly alternative?: string | undefined
  /** Of a head in a table. */
  readonly scope?: 'Column' | 'Row' | undefined
  /** Columns that a cell goes over. */
  readonly span?: number | undefined
  readonly children: (Element | Piece)[]
}

/** What an element has on one page. */
export interface Piece {
  readonly sheet: Sheet
  /** Asked when everything has its page. */
  readonly marks: () => readonly PdfMark[]
  readonly link?: Link | undefined
}

/** Leads from a stretch of a page to a place in the document. */
export interface Link {
  readonly to: Place
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Where a heading stands, known once everything is laid out. */
export interface Place {
  sheet: Sheet | null
  y: number
}

export interface Sheet {
  /** From 1 on. */
  readonly number: number
  readonly width: number
  readonly height: number
  /** Drawn, but not part of what is read: rules, heads that are repeated. */
  readonly ornaments: (() => readonly PdfMark[])[]
}

/** Something that stands on one page. */
export interface Unit {
  /** mm */
  readonly height: number
  /** Kept free above it, but not at the top of a page, mm. */
  readonly before: number
  /** Never the last on a page. */
  readonly keepNext: boolean
  readonly draw: (top: number) => readonly Part[]
  /** Drawn above it wherever it comes first on a page. */
  readonly head?: { readonly height: number; readonly draw: (top: number) => readonly PdfMark[] } | undefined
  /** Told where it came to stand. */
  readonly place?: Place | undefined
}

export interface Part {
  /** Null for what is no part of the text. */
  readonly element: Element | null
  readonly marks: () => readonly PdfMark[]
  readonly link?: Link | undefined
}

/** Units on pages of their own, upright or on their side. */
export interface Section {
  readonly isLandscape: boolean
  readonly units: readonly Unit[]
}

/** Between the margins of a page, mm. */
export function frameOf(isLandscape: boolean): { left: number; top: number; width: number; height: number } {
  const [width, height] = isLandscape ? [PAGE.height, PAGE.width] : [PAGE.width, PAGE.height]
  return {
    left: PAGE.left,
    top: PAGE.top,
    width: width - PAGE.left - PAGE.right,
    height: height - PAGE.top - PAGE.bottom,
  }
}

/** Puts units on pages, one under another; what their elements have there is added to them. */
export function flowOnto(sections: readonly Section[]): readonly Sheet[] {
  const sheets: Sheet[] = []
  for (const { isLandscape, units } of sections) flowSection(sheets, isLandscape, units)
  return sheets
}

function flowSection(sheets: Sheet[], isLandscape: boolean, units: readonly Unit[]): void {
  const { top, height } = frameOf(isLandscape)
  const bottom = top + height
  let sheet = newSheet(sheets, isLandscape)
  let y = top
  for (const [index, unit] of units.entries()) {
    const isOver = (room: number): boolean => y + room > bottom + TOLERANCE
    const together = heightTogether(units, index)
    const fitsOnSheet = together - unit.before + (unit.head?.height ?? 0) <= height
    if (y > top && isOver(fitsOnSheet ? together : unit.before + unit.height)) {
      sheet = newSheet(sheets, isLandscape)
      y = top
    }
    if (y > top) y += unit.before
    else if (unit.head !== undefined) {
      const { head } = unit
      sheet.ornaments.push(() => head.draw(top))
      y += head.height
    }
    put(unit, sheet, y)
    y += unit.height
  }
}

/** Sums of many small heights are never quite what they are. */
const TOLERANCE = 0.001

/** From a unit to the first that may be the last on a page. */
function heightTogether(units: readonly Unit[], first: number): number {
  let height = 0
  for (let index = first; index < units.length; index++) {
    const unit = units[index]
    if (unit === undefined) break
    height += unit.before + unit.height
    if (!unit.keepNext) break
  }
  return height
}

function put({ draw, place }: Unit, sheet: Sheet, top: number): void {
  if (place !== undefined) Object.assign(place, { sheet, y: top })
  for (const { element, marks, link } of draw(top)) {
    if (element === null) sheet.ornaments.push(marks)
    else element.children.push({ sheet, marks, link })
  }
}

function newSheet(sheets: Sheet[], isLandscape: boolean): Sheet {
  const [width, height] = isLandscape ? [PAGE.height, PAGE.width] : [PAGE.width, PAGE.height]
  const sheet = { number: sheets.length + 1, width, height, ornaments: [] }
  sheets.push(sheet)
  return sheet
}
