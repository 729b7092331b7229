import { Button, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'wouter'
import { PERIOD_PATTERN } from '../../../src/core/action/review.ts'
import { YEARS } from '../../../src/core/input-rules.ts'
import { type Outputs, trpc } from '../../api-client.ts'
import { Page } from '../../components/page.tsx'
import paper from '../../components/paper.module.css'
import { Signatures } from '../../components/signatures.tsx'
import { EmptyState, QueryView } from '../../components/states.tsx'
import { fileLink } from '../../file-link.ts'
import { formatIsoDate, formatNumber } from '../../format.ts'
import { useOperator } from '../../use-role.ts'
import { ActionViews } from './action-views.tsx'
import styles from './actions.module.css'

type Review = Outputs['action']['review']
type Counts = Review['total']

const PERIODS = ['', 'H', 'Q', 'M'].flatMap((kind) => {
  const count = { '': 1, H: 2, Q: 4, M: 12 }[kind] ?? 1
  return Array.from({ length: count }, (_, at) => {
    if (kind === '') return ''
    return kind === 'M' ? `M${String(at + 1).padStart(2, '0')}` : `${kind}${at + 1}`
  })
})

/** How many years back are offered. */
const YEARS_BACK = 6

/** What became of the cases in a month, a quarter, half a year or a year; printed as it stands. */
export function ReviewScreen() {
  const { t } = useTranslation('actions')
  const role = useOperator()?.role
  const [search, setSearch] = useSearchParams()
  const { year, period } = readPeriod(search)
  const review = useQuery({
    ...trpc.action.review.queryOptions({ year, period }),
    enabled: role !== undefined && role !== 'keyer',
  })
  const choose = (changes: Record<string, string>): void =>
    setSearch({ year: String(year), period, ...changes }, { replace: true })
  return (
    <Page
      title={t('review.title')}
      actions={
        <>
          <PeriodSelect year={year} period={period} onChange={choose} />
          {(['csv', 'xlsx'] as const).map((format) => (
            <Button
              key={format}
              component="a"
              variant="default"
              href={fileLink('actions-review', { year, period, format })}
              download
              aria-label={t('review.export', { format: t(format) })}
            >
              {t(format)}
            </Button>
          ))}
          <Button onClick={() => window.print()}>{t('review.print')}</Button>
        </>
      }
    >
      <ActionViews view="review">
        <QueryView query={review}>{(data) => <Paper review={data} year={year} period={period} />}</QueryView>
      </ActionViews>
    </Page>
  )
}

/** The quarter of today where the address says nothing. */
function readPeriod(search: URLSearchParams): { year: number; period: string } {
  const today = new Date()
  const year = Number(search.get('year'))
  const period = search.get('period') ?? `Q${Math.floor(today.getMonth() / 3) + 1}`
  return {
    year: year >= YEARS.min && year <= YEARS.max ? year : today.getFullYear(),
    period: PERIOD_PATTERN.test(period) ? period : '',
  }
}

function usePeriodName(): (period: string) => string {
  const { t } = useTranslation('actions')
  return (period) => {
    const n = Number(period.slice(1))
    if (period.startsWith('H')) return t(n === 1 ? 'review.halfName.1' : 'review.halfName.2')
    if (period.startsWith('Q')) return t('review.quarter', { n })
    return period === '' ? t('review.whole') : t('review.month', { n })
  }
}

interface PeriodSelectProps {
  year: number
  period: string
  onChange: (changes: Record<string, string>) => void
}

function PeriodSelect({ year, period, onChange }: PeriodSelectProps) {
  const { t } = useTranslation('actions')
  const nameOf = usePeriodName()
  const now = new Date().getFullYear()
  const years = new Set([year, ...Array.from({ length: YEARS_BACK }, (_, back) => now - back)])
  return (
    <>
      <NativeSelect
        size="xs"
        aria-label={t('review.period')}
        value={period}
        data={PERIODS.map((value) => ({ value, label: nameOf(value) }))}
        onChange={({ currentTarget: { value } }) => onChange({ period: value })}
      />
      <NativeSelect
        size="xs"
        aria-label={t('review.year')}
        value={year}
        data={[...years].toSorted((a, b) => b - a).map(String)}
        onChange={({ currentTarget: { value } }) => onChange({ year: value })}
      />
    </>
  )
}

function Paper({ review, year, period }: { review: Review; year: number; period: string }) {
  const { t } = useTranslation('actions')
  const nameOf = usePeriodName()
  const { span, isRunning, rows } = review
  const days = { from: formatIsoDate(span.from), to: formatIsoDate(span.to) }
  return (
    <article className={paper.paper}>
      <header className={paper.heading}>
        <h2>{t('review.paperTitle')}</h2>
        <p className="strong">
          {period === ''
            ? t('review.spanYear', { year, ...days })
            : t('review.span', { period: nameOf(period), year, ...days })}
        </p>
        {isRunning && <p>{t('review.running')}</p>}
      </header>
      {rows.length === 0 ? (
        <EmptyState title={t('review.none')} hint={t('review.noneHint')} />
      ) : (
        <>
          <ReviewTable review={review} />
          <p className={`secondary small ${styles.explain}`}>{t('review.explain')}</p>
          <Signatures left="reporter" />
        </>
      )}
    </article>
  )
}

/** In the order of the sum: what was there, what came, what went, what is left. */
const COLUMNS = [
  'followedBefore',
  'opened',
  'explained',
  'done',
  'reopened',
  'closed',
  'dropped',
  'followed',
  'overdue',
] as const

/** Compared with the day before the period. */
const BEFORE = { followed: 'followedBefore', overdue: 'overdueBefore' } as const

function ReviewTable({ review: { rows, total } }: { review: Review }) {
  const { t } = useTranslation('actions')
  return (
    <table className={`${paper.table} ${styles.review}`} aria-label={t('review.table')}>
      <thead>
        <tr>
          <th scope="col">{t('paper.number')}</th>
          <th scope="col">{t('review.agency')}</th>
          {COLUMNS.map((key) => (
            <th key={key} scope="col" className="number">
              {t(`review.${key}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ agency, counts }, at) => (
          <tr key={agency?.code ?? ''}>
            <td>{at + 1}</td>
            <td>{agency?.name ?? t('province')}</td>
            <Figures counts={counts} />
          </tr>
        ))}
        <tr className="strong">
          <td />
          <td>{t('review.total')}</td>
          <Figures counts={total} />
        </tr>
      </tbody>
    </table>
  )
}

function Figures({ counts }: { counts: Counts }) {
  return COLUMNS.map((key) => {
    const change = key === 'followed' || key === 'overdue' ? counts[key] - counts[BEFORE[key]] : 0
    return (
      <td key={key} className="number">
        {formatNumber(counts[key])}
        {change !== 0 && ` (${change > 0 ? '+' : '−'}${formatNumber(Math.abs(change))})`}
      </td>
    )
  })
}
