import { useTranslation } from 'react-i18next'
import { formatIndex } from '../format.ts'
import styles from './index-number.module.css'

interface IndexNumberProps {
  index: number | null
  lower95: number | null
  upper95: number | null
  size?: 'text' | 'headline'
}

/** An index with half its 95 % interval: `86,42 ± 0,48`; the ends are read out and shown on hover. */
export function IndexNumber({ index, lower95, upper95, size = 'text' }: IndexNumberProps) {
  const { t } = useTranslation()
  const hasInterval = index !== null && lower95 !== null && upper95 !== null
  const interval = hasInterval
    ? t('number.interval', { lower: formatIndex(lower95), upper: formatIndex(upper95) })
    : undefined
  return (
    <span title={interval} className={styles.index}>
      <span className={size === 'headline' ? styles.headline : undefined}>{formatIndex(index)}</span>
      {hasInterval && (
        <span className={styles.half}>
          <span aria-hidden="true">± {formatIndex((upper95 - lower95) / 2)}</span>
          <span className="visually-hidden">, {interval}</span>
        </span>
      )}
    </span>
  )
}
