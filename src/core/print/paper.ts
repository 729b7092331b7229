/**
 * The sheet that scanning was measured on: 370,800 synthetic boxes over 15 layouts chose these figures
 * (docs/printed-form.md). Millimetres from the top-left corner of the sheet, type sizes in points.
 */

/** Raised whenever a box, a mark or a code of an unchanged questionnaire would stand elsewhere than before. */
export const LAYOUT_REVISION = 1

export const MM_PER_PT = 25.4 / 72

export interface Point {
  readonly x: number
  readonly y: number
}

/** A square by its top-left corner. */
export interface Square extends Point {
  readonly side: number
}

export const SHEET = { width: 210, height: 297 } as const

/** Text and boxes stay inside; only marks and codes stand outside. */
const MARGIN = 15
/** Slanting letters reach a little over where they begin and end. */
const OVERHANG = 0.6
export const LEFT = MARGIN + OVERHANG
export const RIGHT = SHEET.width - MARGIN - OVERHANG
export const CONTENT_WIDTH = RIGHT - LEFT

const MARK_FROM_EDGE = 12

/** Solid black squares in the corners, by their centres. */
export const MARK_SIDE = 5
export const MARK_CENTRES: readonly Point[] = [
  { x: MARK_FROM_EDGE, y: MARK_FROM_EDGE },
  { x: SHEET.width - MARK_FROM_EDGE, y: MARK_FROM_EDGE },
  { x: MARK_FROM_EDGE, y: SHEET.height - MARK_FROM_EDGE },
  { x: SHEET.width - MARK_FROM_EDGE, y: SHEET.height - MARK_FROM_EDGE },
]

/** Two identical QR codes, version 2 (25 modules a side): a torn corner takes one of them, hardly ever both. */
export const QR_MODULES = 25
const QR_SIDE = 18
export const QR_SQUARES: readonly Square[] = [
  { x: 172, y: 9.5, side: QR_SIDE },
  { x: 20, y: 287.5 - QR_SIDE, side: QR_SIDE },
]

/** An answer's box: the side is measured between the middles of its border lines. */
export const BOX_SIDE = 4
export const BOX_BORDER = 0.75 * MM_PER_PT
/** Between the middles of neighbouring boxes, at least. */
export const COLUMN_PITCH = 10.5
export const ROW_PITCH = 8.5

/** Questions stand between the two codes: nothing comes near their quiet zones, four modules (2.88 mm) around each. */
export const BODY_TOP = 32
export const BODY_BOTTOM = 265.5

/** The strip above the questions, left of the code, and the one below, right of it. */
export const HEAD_STRIP = { left: LEFT, right: 167, top: MARGIN, bottom: 30 } as const
export const FOOT_STRIP = { left: 43, right: RIGHT, top: 268, bottom: SHEET.height - MARGIN } as const

export const VARIANTS = ['standard', 'large'] as const
export type Variant = (typeof VARIANTS)[number]

/** Type sizes in points; `indent` in mm is the column of the questions' numbers. */
export interface TypeSizes {
  readonly text: number
  readonly heading: number
  readonly title: number
  /** The words above a grid's columns. */
  readonly column: number
  readonly indent: number
}

export const TYPE_SIZES: Readonly<Record<Variant, TypeSizes>> = {
  standard: { text: 11, heading: 13, title: 15, column: 10.5, indent: 9 },
  large: { text: 16, heading: 18, title: 20, column: 16, indent: 13 },
}

/** Room for the two marks that a Vietnamese capital carries, in parts of the type size. */
const LINE_HEIGHT = 1.2

/** @param size points @returns mm */
export function lineHeight(size: number): number {
  return size * LINE_HEIGHT * MM_PER_PT
}
