import { useTranslation } from 'react-i18next'
import { ratesOf } from '../../../src/core/entry/keying-rates.ts'
import { formatNumber } from '../../format.ts'
import styles from './keying.module.css'
import type { SumLine } from './keying-view.ts'

/** As many as stand side by side with their figures. */
const MOST_DAYS = 12

interface DayBarsProps {
  readonly days: readonly SumLine[]
  readonly nameOf: (day: string) => string
  readonly today: string
}

/** Keystrokes an hour of each day, the newest at the right: today beside the days before it, and nobody else's. */
export function DayBars({ days, nameOf, today }: DayBarsProps) {
  const { t } = useTranslation('keying')
  const bars = days
    .slice(0, MOST_DAYS)
    .map(({ key, sum }) => ({ key, rate: ratesOf(sum).keystrokesPerHour ?? 0 }))
    .toReversed()
  const highest = Math.max(1, ...bars.map(({ rate }) => rate))
  return (
    <div
      className={styles.bars}
      role="img"
      aria-label={bars.map(({ key, rate }) => t('days.bar', { day: nameOf(key), rate: formatNumber(rate) })).join('; ')}
    >
      {bars.map(({ key, rate }) => (
        <div key={key} className={styles.bar}>
          <span className={styles.rate}>{formatNumber(rate)}</span>
          <i className={key === today ? styles.now : ''} style={{ height: `${(100 * rate) / highest}px` }} />
          <span className={styles.day}>{key === today ? t('today') : `${key.slice(8)}/${key.slice(5, 7)}`}</span>
        </div>
      ))}
    </div>
  )
}
