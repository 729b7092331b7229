import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { EntryState } from '../../../src/core/entry/entry-state.ts'
import { client } from '../../api-client.ts'
import { batchName } from '../../batch-name.ts'
import { formatMoment } from '../../format.ts'
import { batchDoubt } from './form-batch.ts'
import styles from './header-form.module.css'
import { entryAddress, type KeptDraft, type Opening } from './survey-store.ts'
import { isOtherPaper, type SerialCheck } from './use-serial-check.ts'

interface SerialNoteProps {
  readonly serial: string
  readonly batchId: number
  /** Enter takes the batch that the serial says. */
  readonly isFollowed?: boolean
  readonly check: SerialCheck | null
  readonly survey: Opening['survey']
  readonly resume: (draft: KeptDraft) => void
}

/** Free, or where the form with this serial is. */
export function SerialNote({ serial, batchId, isFollowed = false, check, survey, resume }: SerialNoteProps) {
  const { t } = useTranslation('entry')
  const surveyId = survey.id
  if (check === null) return <>{t('headerHint')}</>
  if (check.takenBy !== null) {
    const { operatorName, savedAtMs, responseId } = check.takenBy
    return (
      <span className={styles.wrong}>
        {t('serialTaken', { serial, name: operatorName, at: formatMoment(savedAtMs) })}{' '}
        <Link href={`/surveys/${surveyId}/responses/${responseId}`}>{t('openTaken')}</Link>
      </span>
    )
  }
  if (isOtherPaper(check, survey)) return <OtherPaper serial={serial} check={check} survey={survey} />
  if (check.draftId === null && check.isUnprinted) {
    return <span className={styles.wrong}>{t('serialUnprinted', { serial })}</span>
  }
  const doubt = batchDoubt(survey, { serial, batchId }, check.batchId)
  if (check.draftId === null && doubt?.kind === 'other' && isFollowed) {
    return <span className={styles.free}>{t('batchDoubt.follows', { serial, batch: batchName(doubt.batch) })}</span>
  }
  if (check.draftId === null && doubt !== null) {
    return (
      <span className={styles.wrong}>{t(`batchDoubt.${doubt.kind}`, { serial, batch: batchName(doubt.batch) })}</span>
    )
  }
  if (check.draftId === null) return <span className={styles.free}>{t('serialFree', { serial })}</span>
  const { mine, isElsewhere } = check
  return (
    <span className={styles.wrong}>
      {t(mine === null ? 'serialElsewhere' : isElsewhere ? 'serialOtherWindow' : 'serialKept', { serial })}{' '}
      {mine !== null && (
        <button
          type="button"
          className={styles.link}
          data-mine
          onClick={() => void newest(surveyId, mine).then(resume)}
        >
          {t(isElsewhere ? 'resumeHere' : 'resume')}
        </button>
      )}
    </span>
  )
}

/** Its other window may have gone on since the serial was looked up. Without an answer, as it was then. */
async function newest(surveyId: number, mine: KeptDraft): Promise<KeptDraft> {
  const { drafts } = await client.entry.open.query({ surveyId }).catch(() => ({ drafts: [] }))
  return drafts.find(({ id }) => id === mine.id) ?? mine
}

/** Printed for another survey, or in an older version of the form, which is then opened. */
function OtherPaper({ serial, check, survey }: { serial: string; check: SerialCheck; survey: Opening['survey'] }) {
  const { t } = useTranslation('entry')
  const { printed, printedFor } = check
  if (printed === null) {
    return <span className={styles.wrong}>{t('serialOtherSurvey', { serial, survey: printedFor })}</span>
  }
  const { version, surveyVersionId } = printed
  return (
    <span className={styles.wrong}>
      {t('serialOtherVersion', { serial, version })}{' '}
      <Link href={entryAddress(survey.id, surveyVersionId, { serial })} data-mine>
        {t('keyInVersion', { version })}
      </Link>
    </span>
  )
}

/** What was found out about the serial only after the form had begun; its answers go on being keyed. */
export function LateSerialNote({ phase, ...about }: SerialNoteProps & { readonly phase: EntryState['phase'] }) {
  const { t } = useTranslation('entry')
  const { check } = about
  const isFree = check?.isFree && check.draftId === null && !isOtherPaper(check, about.survey)
  const isFine = isFree && batchDoubt(about.survey, about, check.batchId) === null
  if (phase === 'saving' || check === null || isFine) return null
  return (
    <p className={styles.late} role="alert">
      <SerialNote {...about} /> {t('mendSerial')}
    </p>
  )
}

/** The forms left unfinished, the last one first: Enter takes it up, a typed serial starts a new one. */
export function KeptForms({ drafts, resume }: { drafts: Opening['drafts']; resume: (draft: KeptDraft) => void }) {
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
