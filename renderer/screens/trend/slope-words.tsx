import { useTranslation } from 'react-i18next'
import { formatDifference } from '../compare/difference-cells.tsx'
import styles from './trend.module.css'
import { isBroken, type Trend } from './trend-state.ts'

/** The slope of months is told by the month, not stretched to a year that nobody has seen. */
const SPANS_A_YEAR = { year: 1, quarter: 4, month: 12 } as const

/** How the index moves on the whole, over all points, in words that its interval carries. */
export function SlopeWords({ trend: { slopes, split, points } }: { trend: Trend }) {
  const { t } = useTranslation('trend')
  const [slope] = slopes
  if (slope === undefined || slope.perYear === null || slope.verdict === null) {
    return <p className="secondary">{t('slope.none', { count: slope?.points ?? 0 })}</p>
  }
  const span = split ?? 'year'
  const of = (value: number | null): string => formatDifference(value === null ? null : value / SPANS_A_YEAR[span])
  const figures = { value: of(slope.perYear), lower: of(slope.lower95), upper: of(slope.upper95), points: slope.points }
  const hasBreak = points.some((point, at) => isBroken(point, points[at - 1]))
  return (
    <>
      <p>{t(`slope.${slope.verdict}`, { ...figures, span: t(`slope.span.${span}`) })}</p>
      <p className={styles.footnote}>
        {t('slope.method')} {hasBreak && t('slope.broken')}
      </p>
    </>
  )
}
