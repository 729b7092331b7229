interface FigureRow {
  readonly key: string
  readonly variable: string
  readonly codes: readonly string[]
  /** Only of respondents with these answers: an apology is asked for of late files alone. */
  readonly among?: { readonly variable: string; readonly codes: readonly string[] }
  /** Variables that the form must have too. */
  readonly beside?: readonly string[]
}

export interface ListRow {
  readonly key: string
  /** A question's code: of one answer, of several, or of a grid. */
  readonly question: string
  /** Every choice of one question; these codes of each column; or the two upper levels of each item. */
  readonly take: 'each-choice' | 'two-upper-levels' | readonly string[]
  /** From the largest share down; otherwise in the order of the paper. */
  readonly isRanked?: true
  readonly beside?: readonly string[]
}

const LATE = { variable: 'u_result', codes: ['3'] } as const
const TICKED = ['1'] as const
/** What tells a form of the household survey (`sipas-2026`, `sipas-2022`) from another that also has a `q5`. */
const HOUSEHOLD = ['q9_01', 'q10_01'] as const

/**
 * Figures that offices must follow beside the index, by the codes of the built-in forms `tthc-2017`, `sipas-2026` and
 * `sipas-2022`: a form made from one of them keeps the codes and so the figures.
 */
export const FIGURES = [
  { key: 'late-files', variable: 'u_result', codes: LATE.codes },
  { key: 'late-apology', variable: 'u_late_apology', codes: TICKED, among: LATE },
  { key: 'late-notice', variable: 'u_late_notice', codes: TICKED, among: LATE },
  { key: 'repeat-visits', variable: 'u_visits', codes: ['2', '3', '4'] },
  { key: 'harassment', variable: 'u_harassment', codes: TICKED },
  { key: 'extra-payment', variable: 'u_extra_payment', codes: TICKED },
  { key: 'harassment-seen', variable: 'q5', codes: ['2', '3'], beside: HOUSEHOLD },
  { key: 'harassment-widespread', variable: 'q5', codes: ['3'], beside: HOUSEHOLD },
  { key: 'payment-seen', variable: 'q6', codes: ['2', '3'], beside: HOUSEHOLD },
  { key: 'payment-widespread', variable: 'q6', codes: ['3'], beside: HOUSEHOLD },
] as const satisfies readonly FigureRow[]

export const LISTS = [
  { key: 'contacts', question: 'u_visits', take: 'each-choice' },
  { key: 'sources', question: 'u_source', take: 'each-choice' },
  { key: 'channels', question: 'q2', take: TICKED, beside: HOUSEHOLD },
  { key: 'experience', question: 'q8', take: TICKED, beside: HOUSEHOLD },
  { key: 'wishes', question: 'wish', take: TICKED, isRanked: true },
  { key: 'wishes-household', question: 'q10', take: 'two-upper-levels', beside: HOUSEHOLD, isRanked: true },
] as const satisfies readonly ListRow[]
