import type { ReportFigure } from './report-model.ts'

/** The drawn figures of one report, made once and given to every writer; a figure without one is left out with its caption. */
export type ReportPictures = ReadonlyMap<ReportFigure, ReportPng>

/** A figure as pixels, and how large it stands on paper. */
export interface ReportPng {
  readonly png: Uint8Array
  readonly widthMm: number
  readonly heightMm: number
}
