import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText, trpc } from '../../api-client.ts'
import { DayBox } from '../../components/day-box.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { formatNumber } from '../../format.ts'
import { notifyDone } from '../../notices.ts'

interface AssignDialogProps {
  cases: readonly { readonly id: string; readonly rev: number }[]
  onDone: () => Promise<void>
  onClose: () => void
}

/** Gives several cases to somebody, or a deadline, or both; what is left empty stays as it is. */
export function AssignDialog({ cases, onDone, onClose }: AssignDialogProps) {
  const { t } = useTranslation(['actions', 'common'])
  const form = useId()
  const [assignee, setAssignee] = useState('')
  const [dueOn, setDueOn] = useState<string | null>(null)
  const [isTried, setIsTried] = useState(false)
  const count = formatNumber(cases.length)
  const assign = useMutation({
    ...trpc.action.assign.mutationOptions(),
    meta: { isShownInPlace: true },
    onSuccess: async () => {
      notifyDone(t('assign.done', { count }))
      onClose()
      await onDone()
    },
  })
  const isEmpty = assignee.trim() === '' && dueOn === null
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setIsTried(true)
    if (isEmpty || assign.isPending) return
    assign.mutate({
      cases: cases.map(({ id, rev }) => ({ id, rev })),
      ...(assignee.trim() === '' ? {} : { assignee }),
      ...(dueOn === null ? {} : { dueOn }),
    })
  }
  return (
    <Dialog
      title={t('assign.title', { count })}
      onClose={onClose}
      actions={
        <>
          <Button type="submit" form={form} loading={assign.isPending}>
            {t('assign.save')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="stack">
        <TextInput
          label={t('assign.who')}
          description={t('assign.whoHint')}
          autoFocus
          maxLength={300}
          value={assignee}
          onChange={(event) => setAssignee(event.currentTarget.value)}
        />
        <div>
          <DayBox label={t('assign.due')} day={dueOn} onChange={setDueOn} look="field" />
          <p className="secondary small">{t('assign.dueHint')}</p>
        </div>
        {isTried && isEmpty && (
          <p role="alert" className="field-error">
            {t('assign.nothing')}
          </p>
        )}
        {assign.error !== null && (
          <p role="alert" className="field-error">
            {errorText(assign.error)}
          </p>
        )}
      </form>
    </Dialog>
  )
}
