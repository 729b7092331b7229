import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../format.ts'
import type { BatchSummary } from './batch-state.ts'
import styles from './batches.module.css'

/** Papers that are in the file, void ones too, against those there are; without a number of papers, the count alone. */
export function KeyedBar({ batch: { expected, forms } }: { batch: Pick<BatchSummary, 'expected' | 'forms'> }) {
  const { t } = useTranslation('batches')
  const keyed = forms.valid + forms.void
  if (expected === null) return <span className="secondary">{formatNumber(keyed)}</span>
  const share = expected === 0 ? 1 : Math.min(1, keyed / expected)
  return (
    <div className={styles.progress}>
      <div className={styles.bar} aria-hidden="true">
        <span style={{ width: `${share * 100}%` }} data-is-full={share === 1} />
      </div>
      {t('keyedOf', { keyed: formatNumber(keyed), expected: formatNumber(expected) })}
    </div>
  )
}
