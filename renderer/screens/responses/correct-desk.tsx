import { Button, Textarea } from '@mantine/core'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import type { EntryAction } from '../../../src/core/entry/reduce-entry.ts'
import type { Questionnaire } from '../../../src/core/questionnaire/questionnaire.ts'
import { errorText } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { Page } from '../../components/page.tsx'
import { FieldList } from '../entry/field-list.tsx'
import type { EntryDesk } from '../entry/use-entry-session.ts'
import { useKeying } from '../entry/use-keying.ts'
import { CorrectHeader } from './correct-header.tsx'
import type { ResponseDetail, SurveyDetail } from './response-types.ts'
import styles from './responses.module.css'
import { useCorrection } from './use-correction.ts'

interface DeskProps {
  survey: SurveyDetail
  response: ResponseDetail
  questionnaire: Questionnaire
}

/** The form at the left as in entry; its place, the reason and the saving at the right. */
export function CorrectDesk({ survey, response, questionnaire }: DeskProps) {
  const { t } = useTranslation(['responses', 'common', 'entry'])
  const [, navigate] = useLocation()
  const correction = useCorrection(survey.id, response, questionnaire)
  const { form, entry, isChanged, request } = correction
  const [isLeaving, setIsLeaving] = useState(false)
  const serial = useRef<HTMLInputElement>(null)
  const back = `/surveys/${survey.id}/responses/${response.id}`
  const act = (action: EntryAction): void => {
    setIsLeaving(false)
    if (action.type === 'editHeader') serial.current?.focus()
    else correction.act(action)
  }
  const pause = (): void => (isChanged ? setIsLeaving(true) : navigate(back))
  useKeying(deskOf(correction, act), { isGoingTo: false, setIsGoingTo: () => undefined, pause })
  const { problem } = entry
  const message = isLeaving
    ? t('correction.unsaved')
    : request === 'nothing' || request === 'blanks'
      ? t(`correction.${request}`)
      : problem !== null && t(`entry:problem.${problem.kind}`, problem.params)
  return (
    <Page
      title={t('correction.title', { serial: response.serial })}
      context={survey.name}
      isFilled
      actions={
        <>
          <Button component={Link} href={back} variant="default">
            {t('common:action.cancel')}
          </Button>
          <Button onClick={() => act({ type: 'save' })}>{t('correction.save')}</Button>
        </>
      }
    >
      <div className={styles.desk}>
        <div className={styles.form}>
          <FieldList form={form} entry={entry} isGoingTo={request === 'reason'} act={act} />
          <div className={message ? styles.refused : styles.keysFoot} role="status">
            {message || t('correction.keys')}
          </div>
        </div>
        <div className={styles.deskSide}>
          {request === 'reason' && <ReasonCard correction={correction} />}
          <CorrectHeader survey={survey} header={entry.header} serialRef={serial} act={act} />
        </div>
      </div>
    </Page>
  )
}

/** A desk of one form, without drafts and without a next one. */
function deskOf({ form, entry }: ReturnType<typeof useCorrection>, act: EntryDesk['act']): EntryDesk {
  const session = { current: entry, parked: [], inFlight: null, lastSaved: null, savedToday: 0, failure: null }
  const nothing = (): void => undefined
  return { form, session, draftStatus: 'kept', surveySaved: 0, savedAtMs: [], act, resume: nothing, discard: nothing }
}

function ReasonCard({ correction }: { correction: ReturnType<typeof useCorrection> }) {
  const { t } = useTranslation('responses')
  const [reason, setReason] = useState('')
  const [isTried, setIsTried] = useState(false)
  const box = useRef<HTMLTextAreaElement>(null)
  useEffect(() => box.current?.focus(), [])
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setIsTried(true)
    if (reason.trim() !== '') correction.save(reason.trim())
  }
  return (
    <Card title={t('correction.reasonTitle')}>
      <form className={styles.reason} onSubmit={submit}>
        <p className="secondary">{t('correction.reasonHint')}</p>
        <Textarea
          ref={box}
          label={t('reason')}
          value={reason}
          maxLength={500}
          error={isTried && reason.trim() === '' ? t('reasonMissing') : null}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {correction.error !== null && (
          <p role="alert" className="field-error">
            {errorText(correction.error)}
          </p>
        )}
        <Button type="submit" loading={correction.isSaving}>
          {t('correction.save')}
        </Button>
      </form>
    </Card>
  )
}
