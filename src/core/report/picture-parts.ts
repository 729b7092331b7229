import type { TextStyle } from '../print/text-metrics.ts'

/**
 * A figure of a report as plain marks, whatever draws them: SVG, pixels or a page of PDF. Millimetres from the top left
 * corner, type sizes in points; texts are of the letters of Tinos (`printable`), so their widths are known.
 */
export interface Picture {
  readonly widthMm: number
  readonly heightMm: number
  readonly marks: readonly Mark[]
}

export type Mark =
  /** `x` is where it begins, `y` the line that its letters stand on. */
  | {
      readonly kind: 'text'
      readonly x: number
      readonly y: number
      readonly text: string
      readonly style: TextStyle
      readonly size: number
      readonly color: string
    }
  | {
      readonly kind: 'line'
      readonly points: readonly Place[]
      readonly thickness: number
      readonly color: string
      readonly isDashed: boolean
    }
  /** A closed outline of straight lines, filled. */
  | { readonly kind: 'area'; readonly points: readonly Place[]; readonly fill: string; readonly edge: string }
  | { readonly kind: 'dot'; readonly x: number; readonly y: number; readonly radius: number; readonly fill: string }

export interface Place {
  readonly x: number
  readonly y: number
}

/** Length of a dash and of the gap after it, mm. */
export const DASH = [1.4, 1] as const

/** Thickness of the edge of an area, mm. */
export const EDGE = 0.35

/** Dark enough to be told apart on a black-and-white printer, where shapes speak as well. */
export const COLORS = {
  ink: '#000000',
  quiet: '#3a475e',
  grid: '#c3ccd9',
  line: '#0b4f8a',
  bar: '#5f95c4',
  paper: '#ffffff',
  met: '#16724f',
  'not-met': '#c0362c',
  unsure: '#b97a10',
} as const
