import { Button, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, type KeyboardEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '../api-client.ts'
import { Dialog } from './dialog.tsx'

interface ReasonDialogProps {
  title: string
  hint: string
  confirm: string
  isRed?: boolean
  /** Closes by itself once this has succeeded. */
  onConfirm: (reason: string) => Promise<unknown>
  onClose: () => void
}

/** Asks why before something is settled: Enter confirms, Shift+Enter breaks the line, Escape closes. */
export function ReasonDialog({ title, hint, confirm, isRed = false, onConfirm, onClose }: ReasonDialogProps) {
  const { t } = useTranslation()
  const form = useId()
  const [reason, setReason] = useState('')
  const [isTried, setIsTried] = useState(false)
  const settle = useMutation({ mutationFn: onConfirm, meta: { isShownInPlace: true }, onSuccess: onClose })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setIsTried(true)
    if (reason.trim() !== '' && !settle.isPending) settle.mutate(reason.trim())
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.repeat || event.nativeEvent.isComposing) return
    submit(event)
  }
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button type="submit" form={form} color={isRed ? 'red' : 'blue'} loading={settle.isPending}>
            {confirm}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('reason.leave')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="stack">
        <p className="secondary">{hint}</p>
        <Textarea
          label={t('reason.label')}
          autoFocus
          value={reason}
          maxLength={500}
          error={isTried && reason.trim() === '' ? t('reason.missing') : null}
          onChange={(event) => setReason(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        {settle.error !== null && (
          <p role="alert" className="field-error">
            {errorText(settle.error)}
          </p>
        )}
      </form>
    </Dialog>
  )
}
