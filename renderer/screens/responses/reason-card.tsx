import { Button, Textarea } from '@mantine/core'
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import styles from './responses.module.css'
import type { Correction } from './use-correction.ts'

/** Why the form is corrected: Enter, as Ctrl+Enter, saves; Shift+Enter breaks the line. */
export function ReasonCard({ correction }: { correction: Correction }) {
  const { t } = useTranslation('responses')
  const [reason, setReason] = useState('')
  const [isTried, setIsTried] = useState(false)
  const box = useRef<HTMLTextAreaElement>(null)
  useEffect(() => box.current?.focus(), [])
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setIsTried(true)
    if (reason.trim() !== '' && !correction.isSaving) correction.save(reason.trim())
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.repeat || event.nativeEvent.isComposing) return
    submit(event)
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
          onKeyDown={onKeyDown}
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
