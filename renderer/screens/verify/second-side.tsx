import { useTranslation } from 'react-i18next'
import { Card } from '../../components/card.tsx'
import { formatNumber } from '../../format.ts'
import { DiscardButton } from '../entry/discard-button.tsx'
import { Keys } from '../entry/keys-card.tsx'
import sideStyles from '../entry/side-panel.module.css'
import type { VerifyDesk } from './use-verify-desk.ts'
import styles from './verify.module.css'
import { keyedAs, type VerifyOpening } from './verify-store.ts'

interface SideProps {
  readonly opening: VerifyOpening
  readonly desk: VerifyDesk
}

export function SecondSide({ opening, desk }: SideProps) {
  const { t } = useTranslation('verify')
  return (
    <aside className={sideStyles.side}>
      <Progress desk={desk} />
      <Card title={t('how.title')}>
        <p className={styles.how}>{t(`how.${keyedAs(opening, desk.second)}`)}</p>
      </Card>
      <Keys hasUndo={false} />
      {desk.drafts.length > 0 && <Kept desk={desk} />}
    </aside>
  )
}

function Progress({ desk: { counts } }: Pick<SideProps, 'desk'>) {
  const { t } = useTranslation('verify')
  const { keyed, verified, differs, unmatched } = counts
  return (
    <Card title={t('side.batch')}>
      <p className={sideStyles.figure}>
        <b>{formatNumber(verified)}</b> {t('side.ofForms', { of: formatNumber(keyed) })}
      </p>
      {keyed > 0 && (
        <progress
          className={sideStyles.bar}
          aria-label={t('side.batch')}
          max={keyed}
          value={Math.min(verified, keyed)}
        />
      )}
      {differs > 0 && <p className="secondary">{t('side.differs', { count: differs })}</p>}
      {unmatched > 0 && <p className="secondary">{t('side.unmatched', { count: unmatched })}</p>}
    </Card>
  )
}

/** Second keyings left unfinished. */
function Kept({ desk }: Pick<SideProps, 'desk'>) {
  const { t } = useTranslation('entry')
  return (
    <Card title={t('side.kept')}>
      <ul className={sideStyles.kept}>
        {desk.drafts.map((draft) => (
          <li key={draft.id}>
            <b>{draft.header.serial}</b>
            <button type="button" className={sideStyles.quiet} onClick={() => desk.resume(draft)}>
              {t('resume')}
            </button>
            <DiscardButton onConfirmed={() => desk.discard(draft.id)} />
          </li>
        ))}
      </ul>
    </Card>
  )
}
