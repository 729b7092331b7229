import { useTranslation } from 'react-i18next'
import { Card } from '../../components/card.tsx'
import { formatNumber, formatShort } from '../../format.ts'
import { type BatchSummary, keyedOnce } from './batch-state.ts'
import { VerifyPill } from './batch-table.tsx'
import styles from './batches.module.css'

/** How the batch is keyed a second time, and how far that has come. */
export function PlanCard({ batch }: { batch: BatchSummary }) {
  const { t } = useTranslation('batches')
  const { verifyPlan, verifyMode, cspClean, cspShare, verifications } = batch
  const share = `${formatShort(cspShare * 100)}\u00a0%`
  const counts = [
    ['verified', verifications.verified - verifications.differs],
    ['differs', verifications.differs],
    ['unmatched', verifications.unmatched],
    ['once', keyedOnce(batch)],
  ] as const
  return (
    <Card title={t('plan.title')} aside={<VerifyPill batch={batch} />}>
      <p>{t(`plan.${verifyPlan}`)}</p>
      <p className="secondary small">{t(`plan.${verifyPlan}About`, { clean: formatNumber(cspClean), share })}</p>
      <p className="secondary small">{t(`plan.${verifyMode}`)}</p>
      <dl className={styles.counts}>
        {counts.map(([key, count]) => (
          <div key={key}>
            <dt>{t(`plan.${key}`)}</dt>
            <dd>{formatNumber(count)}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
