import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { isTouched } from '../../../src/core/entry/entry-session.ts'
import { errorMessage } from '../../../src/core/errors.ts'
import { Caution } from '../../components/caution.tsx'
import { DayBox } from '../../components/day-box.tsx'
import { currentLanguage } from '../../i18n/i18n.ts'
import { useFullBatch } from './batch-card.tsx'
import { DiscardButton } from './discard-button.tsx'
import { batchDoubt } from './form-batch.ts'
import styles from './header-form.module.css'
import { PartSelect } from './part-select.tsx'
import { useProblemWords } from './problem-words.ts'
import { KeptForms, SerialNote } from './serial-note.tsx'
import { entryAddress } from './survey-store.ts'
import { typePadDigit } from './type-into.ts'
import { type HeaderProps, useHeader } from './use-header.ts'

/** Says so where an older version of the survey's form is keyed, with the way back. */
function OlderForm({ opening: { survey, versions } }: Pick<HeaderProps, 'opening'>) {
  const { t } = useTranslation('entry')
  const newest = versions.at(-1)
  if (newest === undefined || newest.id === survey.versionId) return null
  return (
    <Caution>
      {t('olderForm', { version: survey.questionnaireVersion, newest: newest.version })}{' '}
      <Link href={entryAddress(survey.id, newest.id)}>{t('toNewest', { newest: newest.version })}</Link>
    </Caution>
  )
}

/** Serial, agency and the like before the first question. */
export function HeaderForm(props: HeaderProps) {
  const { t } = useTranslation('entry')
  const { opening, drafts, check, resume } = props
  const { header } = props.entry
  const [begunWith] = useState(header.serial)
  const { parts, box, missing, isOnTheWay, refused, isFollowed, set, pick, goOn, onKeyDown } = useHeader(props)
  const scanned = useProblemWords(props.form, props.entry)
  const serial = header.serial.trim()
  const full = useFullBatch(opening.survey, props.lastBatchId)
  // After the last form of a batch the number that follows is proposed only where another batch holds it.
  const isNobodys = check !== null && batchDoubt(opening.survey, header, check.batchId)?.kind !== 'other'
  const isIdle = full !== null && isNobodys && serial !== '' && serial === begunWith && !isTouched(props.entry)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it is known
  useEffect(() => {
    if (isIdle && header.batchId === props.lastBatchId) set({ serial: '' })
  }, [isIdle])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Enter anywhere in the header goes on
    <div className={styles.header} ref={box} onKeyDownCapture={typePadDigit} onKeyDown={onKeyDown}>
      <OlderForm opening={opening} />
      <KeptForms drafts={drafts} resume={resume} />
      <div className={styles.controls}>
        <label className={styles.serial} data-part="serial">
          {t('serial')}
          <input
            value={header.serial}
            data-begun-with={begunWith}
            autoComplete="off"
            spellCheck={false}
            aria-invalid={missing === 'serial' || refused !== null || isOnTheWay || check?.isFree === false}
            aria-describedby="serial-note"
            onFocus={(event) => event.target.select()}
            onChange={(event) => set({ serial: event.target.value })}
          />
        </label>
        {parts.map((part) => (
          <PartSelect
            key={part.key}
            part={part.key}
            label={t(part.label)}
            options={part.options}
            value={header[part.key]}
            isMissing={missing === part.key}
            onPick={(id) => pick(part.key, id)}
          />
        ))}
        <DayBox
          key={props.scans.count}
          label={t('collectedOn')}
          day={header.collectedOn}
          onChange={(collectedOn) => set({ collectedOn })}
        />
        {isTouched(props.entry) && <DiscardButton onConfirmed={props.discard} />}
        <Button h={36} px={12} onClick={() => goOn('')}>
          {t('begin')}&nbsp;<kbd>Enter</kbd>
        </Button>
      </div>
      <p id="serial-note" className={styles.note} role="status">
        {full !== null && !isTouched(props.entry) && <b>{full} </b>}
        {scanned !== null ? (
          <span className={styles.wrong}>{scanned}</span>
        ) : missing !== null ? (
          <span className={styles.wrong}>
            {t(`missingHeader.${missing === 'serial' || missing === 'collectedOn' ? missing : 'part'}`)}
          </span>
        ) : refused !== null ? (
          <span className={styles.wrong}>{errorMessage(refused.code, refused.params, currentLanguage())}</span>
        ) : isOnTheWay ? (
          <span className={styles.wrong}>{t('serialOnTheWay', { serial })}</span>
        ) : (
          <SerialNote
            survey={opening.survey}
            serial={serial}
            batchId={header.batchId}
            isFollowed={isFollowed}
            check={check}
            resume={resume}
          />
        )}
      </p>
    </div>
  )
}
