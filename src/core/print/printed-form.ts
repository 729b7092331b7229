import type { Language } from '../words.ts'
import type { PageMap } from './page-map.ts'
import type { Point, Square, TypeSizes } from './paper.ts'
import type { TextStyle } from './text-metrics.ts'

/** One line of text; `x` is where it begins, `y` the line it stands on. */
export interface DrawnText {
  readonly kind: 'text'
  readonly x: number
  readonly y: number
  readonly text: string
  readonly style: TextStyle
  /** Points. */
  readonly size: number
  /** mm, stretching included. */
  readonly width: number
  /** Letters drawn narrower, 1 = as they are. */
  readonly stretch: number
}

/** What stands on a page, in the order it is read. Millimetres from the top-left corner of the sheet; all of it black. */
export type Drawn =
  | DrawnText
  /** A straight line; `isDotted`: a leader for the eye. */
  | {
      readonly kind: 'rule'
      readonly from: Point
      readonly to: Point
      readonly thickness: number
      readonly isDotted: boolean
    }
  /** The box of one answer. `x`, `y`: its top-left corner, between the middles of its border lines. */
  | { readonly kind: 'box'; readonly x: number; readonly y: number; readonly variable: string; readonly code: string }
  /** A frame to write one figure in. */
  | { readonly kind: 'frame'; readonly x: number; readonly y: number; readonly width: number; readonly height: number }
  /** Where an answer is written by hand; nothing is drawn for it. */
  | {
      readonly kind: 'field'
      readonly x: number
      readonly y: number
      readonly width: number
      readonly height: number
      readonly variable: string
    }
  | { readonly kind: 'black'; readonly x: number; readonly y: number; readonly width: number; readonly height: number }
  /** The same QR code of QR_MODULES modules a side in each of the squares: fill its `qrOutline`. */
  | { readonly kind: 'qr'; readonly squares: readonly Square[]; readonly text: string }

/** The part of the questionnaire that something on the page belongs to: by its place, as a draft's codes may be missing. */
export interface FormPlace {
  readonly section: number
  readonly question: number | null
  /** Of a grid. */
  readonly item: number | null
  /** The code of the section, the question or the item. */
  readonly code: string
}

/** A band of a page that belongs to one part of the questionnaire. */
export interface Region {
  readonly place: FormPlace
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface PrintedPage {
  /** From 1. */
  readonly number: number
  /** All but what differs from one copy to the next. */
  readonly drawn: readonly Drawn[]
  readonly regions: readonly Region[]
}

/** A questionnaire on paper: the same for every copy but for the serial and the codes (`serialLayer`). */
export interface PrintedForm {
  readonly key: string
  readonly version: number
  readonly language: Language
  readonly sizes: TypeSizes
  readonly pages: readonly PrintedPage[]
  readonly map: PageMap
}
