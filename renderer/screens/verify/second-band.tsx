import { useTranslation } from 'react-i18next'
import { formatNumber, formatPercent } from '../../format.ts'
import type { VerifyDesk } from './use-verify-desk.ts'
import styles from './verify.module.css'
import { keyedAs, type VerifyOpening } from './verify-store.ts'

/** Says in words that forms are keyed a second time here, how, by which plan, and how many are left. */
export function SecondBand({ opening, desk }: { opening: VerifyOpening; desk: VerifyDesk }) {
  const { t } = useTranslation('verify')
  const { batch } = opening
  const { keyed, verified } = desk.counts
  const left = Math.max(keyed - verified, 0)
  const keyedBy = desk.second?.begun.keyedBy ?? null
  const plan = { clean: formatNumber(batch.cspClean), share: formatPercent(batch.cspShare * 100) }
  return (
    <div className={styles.band}>
      <b>{t(`band.${keyedAs(opening, desk.second)}`)}</b>
      <span>{t(`plan.${batch.verifyPlan}`, plan)}</span>
      {keyedBy !== null && <span role="status">{t('keyedBy', { name: keyedBy })}</span>}
      <span className={styles.left}>{left === 0 ? t('noneLeft') : t('left', { count: left })}</span>
    </div>
  )
}
