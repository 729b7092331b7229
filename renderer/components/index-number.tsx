import { useTranslation } from 'react-i18next'
import { formatIndex } from '../format.ts'
import styles from './index-number.module.css'

interface IndexNumberProps {
  index: number | null
  lower95: number | null
  upper95: number | null
  size?: 'text' | 'headline'
}

/** Farther apart than rounding to two decimals makes them. */
const ROUNDING = 0.005

/**
 * An index with half its 95 % interval: `86,42 ± 0,48`; the ends are read out and shown on hover. An interval that is cut
 * at 0 or 100, or is Wilson's, has no half: its ends are written, `92,50 0,00 – 100,00`.
 */
export function IndexNumber({ index, lower95, upper95, size = 'text' }: IndexNumberProps) {
  const { t } = useTranslation()
  const hasInterval = index !== null && lower95 !== null && upper95 !== null
  const interval = hasInterval
    ? t('number.interval', { lower: formatIndex(lower95), upper: formatIndex(upper95) })
    : undefined
  const isSymmetric = hasInterval && Math.abs(upper95 - index - (index - lower95)) < ROUNDING
  return (
    <span title={interval} className={styles.index}>
      <span className={size === 'headline' ? styles.headline : undefined}>{formatIndex(index)}</span>
      {hasInterval && (
        <span className={styles.half}>
          <span aria-hidden="true">
            {isSymmetric
              ? `± ${formatIndex((upper95 - lower95) / 2)}`
              : `${formatIndex(lower95)} – ${formatIndex(upper95)}`}
          </span>
          <span className="visually-hidden">, {interval}</span>
        </span>
      )}
    </span>
  )
}
