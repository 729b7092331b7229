import { Button, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client, errorText, queryClient } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { notifyDone } from '../../notices.ts'
import type { ResponseDetail, SurveyDetail } from './response-types.ts'
import styles from './responses.module.css'

interface ChangeStateProps {
  survey: SurveyDetail
  response: ResponseDetail
  isOpen: boolean
  onOpen: (isOpen: boolean) => void
}

/** Takes a form out of the index, or back in, always with a reason. The form itself is never deleted. */
export function ChangeState({ survey, response, isOpen, onOpen }: ChangeStateProps) {
  const { t } = useTranslation('responses')
  const [reason, setReason] = useState('')
  const [isTried, setIsTried] = useState(false)
  const action = response.state === 'valid' ? 'void' : 'restore'
  const change = useMutation({
    mutationFn: () =>
      client.response[action].mutate({
        surveyId: survey.id,
        id: response.id,
        baseRev: response.rev,
        reason: reason.trim(),
      }),
    meta: { isShownInPlace: true },
    onSuccess: async () => {
      await queryClient.invalidateQueries()
      notifyDone(t(`${action}.done`, { serial: response.serial }))
      setReason('')
      setIsTried(false)
      onOpen(false)
    },
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setIsTried(true)
    if (reason.trim() !== '') change.mutate()
  }
  if (!isOpen) {
    return (
      <Button variant="default" onClick={() => onOpen(true)}>
        {t(`${action}.open`)}
      </Button>
    )
  }
  return (
    <Card title={t(`${action}.title`)}>
      <form className={styles.reason} onSubmit={submit}>
        <p className="secondary">{t(`${action}.hint`)}</p>
        <Textarea
          label={t('reason')}
          autoFocus
          value={reason}
          maxLength={500}
          error={isTried && reason.trim() === '' ? t('reasonMissing') : null}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {change.error !== null && (
          <p role="alert" className="field-error">
            {errorText(change.error)}
          </p>
        )}
        <div className="row">
          <Button type="submit" color={action === 'void' ? 'red' : 'blue'} loading={change.isPending}>
            {t(`${action}.confirm`)}
          </Button>
          <Button variant="default" onClick={() => onOpen(false)}>
            {t('leave')}
          </Button>
        </div>
      </form>
    </Card>
  )
}
