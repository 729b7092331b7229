import type { Language } from '../words.ts'

/** What a report is asked of: the whole survey, one agency or one sector of it. */
export interface ReportScope {
  /** Ids within the survey; at most one of them. */
  readonly agencyId?: number | undefined
  readonly sectorId?: number | undefined
}

/** `report`: báo cáo, with everything; `notice`: thông báo, two or three pages and the agencies' ranks. */
export const REPORT_KINDS = ['report', 'notice'] as const
export type ReportKind = (typeof REPORT_KINDS)[number]

/** What a report leaves the program as. */
export const REPORT_FORMATS = ['docx', 'pdf', 'xlsx', 'pptx', 'html'] as const
export type ReportFormat = (typeof REPORT_FORMATS)[number]

/** What making one goes through, in this order; only in Word are pictures drawn apart. */
export const REPORT_STAGES = ['figures', 'pictures', 'file'] as const
export type ReportStage = (typeof REPORT_STAGES)[number]

export interface ReportRequest extends ReportScope {
  readonly surveyId: number
  readonly kind?: ReportKind | undefined
  /**
   * A part of the survey's time by the day of collecting: `2026-05`, `2026-Q2`, `2026-H1`, `2026`; the whole survey when absent.
   * The period before stands beside it where it has forms.
   */
  readonly period?: string | undefined
  readonly language?: Language | undefined
}
