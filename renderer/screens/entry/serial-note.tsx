import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { EntryDraft } from '../../../src/core/entry/entry-state.ts'
import { formatMoment } from '../../format.ts'
import styles from './header-form.module.css'
import type { Opening } from './use-entry-session.ts'
import type { SerialCheck } from './use-serial-check.ts'

interface SerialNoteProps {
  readonly serial: string
  readonly check: SerialCheck | null
  readonly opening: Opening
  readonly resume: (draft: EntryDraft) => void
}

/** Free, or where the form with this serial is. */
export function SerialNote({ serial, check, opening, resume }: SerialNoteProps) {
  const { t } = useTranslation('entry')
  if (check === null) return <>{t('headerHint')}</>
  if (check.takenBy !== null) {
    const { operatorName, savedAtMs, responseId } = check.takenBy
    return (
      <span className={styles.wrong}>
        {t('serialTaken', { serial, name: operatorName, at: formatMoment(savedAtMs) })}{' '}
        <Link href={`/surveys/${opening.survey.id}/responses/${responseId}`}>{t('openTaken')}</Link>
      </span>
    )
  }
  if (check.draftId === null) return <span className={styles.free}>{t('serialFree', { serial })}</span>
  const mine = opening.drafts.find((draft) => draft.id === check.draftId)
  return (
    <span className={styles.wrong}>
      {t(mine === undefined ? 'serialElsewhere' : 'serialKept', { serial })}{' '}
      {mine !== undefined && (
        <button type="button" className={styles.link} onClick={() => resume(mine)}>
          {t('resume')}
        </button>
      )}
    </span>
  )
}

/** The forms left unfinished, the last one first: Enter takes it up, a typed serial starts a new one. */
export function KeptForms({ drafts, resume }: { drafts: Opening['drafts']; resume: (draft: EntryDraft) => void }) {
  const { t } = useTranslation('entry')
  const last = drafts[0]
  if (last === undefined) return null
  return (
    <div className={styles.kept}>
      <span>{last.header.serial === '' ? t('keptNoSerial') : t('kept', { serial: last.header.serial })}</span>
      <Button data-resume onClick={() => resume(last)}>
        {t('resume')}&nbsp;<kbd>Enter</kbd>
      </Button>
      <span className={styles.keptHint}>{t('keptHint')}</span>
    </div>
  )
}
