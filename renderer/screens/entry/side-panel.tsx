import { useTranslation } from 'react-i18next'
import { NO_KEYING, ratesOf } from '../../../src/core/entry/keying-rates.ts'
import { client } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { formatNumber } from '../../format.ts'
import { BatchCard, useBatch } from './batch-card.tsx'
import { DiscardButton } from './discard-button.tsx'
import { Keys } from './keys-card.tsx'
import styles from './side-panel.module.css'
import type { KeptDraft, Opening } from './survey-store.ts'
import type { EntryDesk } from './use-entry-session.ts'

interface SidePanelProps {
  readonly opening: Opening
  readonly desk: EntryDesk
  readonly drafts: Opening['drafts']
  readonly resume: (draft: KeptDraft) => void
  readonly forget: (id: string) => void
}

export function SidePanel({ opening, desk, drafts, resume, forget }: SidePanelProps) {
  const batch = useBatch(opening.survey, desk.session.current.header.batchId)
  return (
    <aside className={styles.side}>
      {batch === undefined ? <Progress opening={opening} saved={desk.surveySaved} /> : <BatchCard batch={batch} />}
      <Keys />
      <Today desk={desk} />
      {drafts.length > 0 && <Kept drafts={drafts} resume={resume} forget={forget} />}
    </aside>
  )
}

function Progress({ opening, saved }: { opening: Opening; saved: number }) {
  const { t } = useTranslation('entry')
  const { expectedCount, collectedCount, issuedCount } = opening.survey
  const of = collectedCount ?? expectedCount ?? issuedCount
  return (
    <Card title={t('side.progress')}>
      <p className={styles.figure}>
        <b>{formatNumber(saved)}</b> {of === null ? t('side.forms') : t('side.ofForms', { of: formatNumber(of) })}
      </p>
      {of !== null && of > 0 && (
        <progress className={styles.bar} aria-label={t('side.progress')} max={of} value={Math.min(saved, of)} />
      )}
    </Card>
  )
}

/** As few tell no pace. */
const PACED_FROM = 3

/** Forms of today, and the pace of today's keying, pauses left out as in the keying figures. */
function Today({ desk }: { desk: EntryDesk }) {
  const { t } = useTranslation('entry')
  const { forms } = desk.keyedToday
  const { formsPerHour } = ratesOf({ ...NO_KEYING, ...desk.keyedToday })
  return (
    <Card title={t('side.today')}>
      <p className={styles.figure}>
        <b>{formatNumber(desk.session.savedToday)}</b> {t('side.savedForms')}
      </p>
      {forms >= PACED_FROM && formsPerHour !== null && (
        <p className="secondary">{t('side.pace', { pace: formatNumber(formsPerHour) })}</p>
      )}
    </Card>
  )
}

/** The forms left unfinished: take one up or throw it away. */
function Kept({ drafts, resume, forget }: Omit<SidePanelProps, 'opening' | 'desk'>) {
  const { t } = useTranslation('entry')
  const discard = (id: string): void => {
    client.entry.discardDraft.mutate({ id }).then(
      () => forget(id),
      () => undefined, // the banner of a lost connection says it; the form stays in the list
    )
  }
  return (
    <Card title={t('side.kept')}>
      <ul className={styles.kept}>
        {drafts.map((draft) => (
          <li key={draft.id}>
            <b>{draft.header.serial === '' ? t('noSerial') : draft.header.serial}</b>
            <button type="button" className={styles.quiet} onClick={() => resume(draft)}>
              {t('resume')}
            </button>
            <DiscardButton onConfirmed={() => discard(draft.id)} />
          </li>
        ))}
      </ul>
    </Card>
  )
}
