/** The part of its year that a survey is of: '' the whole year, H1-H2 a half, Q1-Q4 a quarter, M01-M12 a month. */
export const SURVEY_PERIODS = [
  '',
  'H1',
  'H2',
  'Q1',
  'Q2',
  'Q3',
  'Q4',
  'M01',
  'M02',
  'M03',
  'M04',
  'M05',
  'M06',
  'M07',
  'M08',
  'M09',
  'M10',
  'M11',
  'M12',
] as const
export type SurveyPeriod = (typeof SURVEY_PERIODS)[number]

const PARTS: Readonly<Record<string, number>> = { H: 2, Q: 4, M: 12 }

/** The middle of a period in years, by which surveys stand in order. Examples: (2026, '') = 2026.5, (2026, 'Q1') = 2026.125. */
export function middleOfPeriod(year: number, period: string): number {
  const parts = PARTS[period.slice(0, 1)] ?? 1
  const part = parts === 1 ? 1 : Number(period.slice(1))
  return year + (part - 0.5) / parts
}

/** `2026`, `2026-H1`, `2026-Q2`; a month is `2026-05`, as a response's own. */
export function periodCode(year: number, period: string): string {
  return period === '' ? String(year) : `${year}-${period.replace(/^M/, '')}`
}

interface TimedSurvey {
  readonly id: number
  readonly year: number
  readonly period: string
  /** Made-up answers never stand beside real ones. */
  readonly isDemonstration: boolean
}

/** The latest survey whose time comes before another's, of its kind (real or made up); of two the one made last. Null without any. */
export function surveyBefore<Survey extends TimedSurvey>(own: TimedSurvey, surveys: readonly Survey[]): Survey | null {
  const timeOf = ({ year, period }: TimedSurvey): number => middleOfPeriod(year, period)
  const earlier = surveys.filter((one) => one.isDemonstration === own.isDemonstration && timeOf(one) < timeOf(own))
  return earlier.toSorted((a, b) => timeOf(b) - timeOf(a) || b.id - a.id)[0] ?? null
}
