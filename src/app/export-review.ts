import { type ErrorCode, errorMessage } from '../core/errors.ts'
import { guardFormula } from '../core/formula-guard.ts'
import type { Delimiter } from '../files/csv/delimiters.ts'
import { type Download, fileName, type Rows, tableDownload } from '../files/write-table.ts'
import { type Review, type ReviewInput, reviewPeriod } from './action-review.ts'
import type { Services } from './services.ts'

export interface ReviewExportInput extends ReviewInput {
  readonly format: 'csv' | 'xlsx'
  readonly delimiter?: Delimiter | undefined
}

/** The review of a period as a table: the numbers of the page, a row an agency, the sum last, each with its days. */
export async function exportReview(services: Services, input: ReviewExportInput): Promise<Download> {
  const { format, delimiter, year, period } = input
  const { span, rows, total } = await reviewPeriod(services, { year, period })
  const line = (code: string, name: string, counts: Review['total']) => [
    ...[span.from, span.to, guardFormula(code), guardFormula(name)],
    ...COUNTS.map((key) => counts[key]),
  ]
  const table: Rows = [
    HEADINGS.map(say),
    ...rows.map(({ agency, counts }) => line(agency?.code ?? '', agency?.name ?? say('word-province'), counts)),
    line('', say('review-total'), total),
  ]
  const whose = period === '' ? String(year) : `${year}-${period}`
  return tableDownload(fileName('file-review', whose, format), say('sheet-review'), table, { format, delimiter })
}

const say = (code: ErrorCode): string => errorMessage(code, {}, 'vi')

/** In the order of the sum, as on the page; what was late before, too, which the page has as a change. */
const COUNTS = [
  ...(['followedBefore', 'opened', 'explained', 'done', 'reopened', 'closed', 'dropped', 'followed'] as const),
  ...(['overdueBefore', 'overdue'] as const),
]

const HEADINGS: readonly ErrorCode[] = [
  ...(['column-from-day', 'column-to-day', 'column-agency-code', 'column-agency'] as const),
  ...(['review-followed-before', 'review-opened', 'review-explained', 'review-done', 'review-reopened'] as const),
  ...(['review-closed', 'review-dropped', 'review-followed', 'review-overdue-before', 'review-overdue'] as const),
]
