import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client, errorText, queryClient } from '../../api-client.ts'
import { Dialog } from '../../components/dialog.tsx'
import { notifyDone } from '../../notices.ts'
import { type BatchDraft, draftOf, NEW_DRAFT, problemsOf, settingsOf, verifySettings } from './batch-draft.ts'
import { PaperFields, VerifyFields } from './batch-fields.tsx'
import type { BatchSummary } from './batch-state.ts'

interface BatchDialogProps {
  surveyId: number
  /** Null makes a new one. */
  batch: BatchSummary | null
  onClose: () => void
}

/** Makes a batch or changes one; of the batch without a code, only how its forms are keyed again. */
export function BatchDialog({ surveyId, batch, onClose }: BatchDialogProps) {
  const { t } = useTranslation('batches')
  const formId = useId()
  const [draft, setDraft] = useState<BatchDraft>(batch === null ? NEW_DRAFT : draftOf(batch))
  const problems = problemsOf(draft)
  const isFirst = batch?.code === ''
  const isSound = !problems.expected && !problems.clean && !problems.share && problems.range === null
  const isReady = isSound && (isFirst || draft.code.trim() !== '')
  const save = useMutation({
    mutationFn: () => saveBatch(surveyId, batch, draft),
    meta: { isShownInPlace: true },
    onSuccess: async () => {
      await queryClient.invalidateQueries()
      notifyDone(t(batch === null ? 'made' : 'saved', { code: draft.code.trim() }))
      onClose()
    },
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (isReady && !save.isPending) save.mutate()
  }
  const title = batch === null ? t('form.titleNew') : t('form.titleChange', { code: batch.code })
  return (
    <Dialog
      title={isFirst ? t('form.titleFirst') : title}
      onClose={onClose}
      actions={
        <>
          <Button type="submit" form={formId} disabled={!isReady || save.isPending}>
            {t('save')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          {batch !== null && !isFirst && <RemoveButton surveyId={surveyId} batch={batch} onRemoved={onClose} />}
        </>
      }
    >
      <form id={formId} className="stack" onSubmit={submit}>
        {!isFirst && <PaperFields draft={draft} problems={problems} isNew={batch === null} onChange={setDraft} />}
        <VerifyFields draft={draft} problems={problems} onChange={setDraft} />
        {save.error !== null && (
          <p role="alert" className="field-error">
            {errorText(save.error)}
          </p>
        )}
      </form>
    </Dialog>
  )
}

async function saveBatch(surveyId: number, batch: BatchSummary | null, draft: BatchDraft): Promise<unknown> {
  if (batch === null) {
    return client.batch.create.mutate({ surveyId, batches: [{ code: draft.code.trim(), ...settingsOf(draft) }] })
  }
  const settings = batch.code === '' ? verifySettings(draft) : settingsOf(draft)
  return client.batch.update.mutate({ surveyId, batchId: batch.id, ...settings })
}

interface RemoveButtonProps {
  surveyId: number
  batch: BatchSummary
  onRemoved: () => void
}

/** Offered where nothing is keyed; the program knows of drafts and printed forms, too, and says why it refuses. */
function RemoveButton({ surveyId, batch, onRemoved }: RemoveButtonProps) {
  const { t } = useTranslation('batches')
  const remove = useMutation({
    mutationFn: () => client.batch.remove.mutate({ surveyId, batchId: batch.id }),
    onSuccess: async () => {
      onRemoved()
      notifyDone(t('removed', { code: batch.code }))
      await queryClient.invalidateQueries()
    },
  })
  if (batch.forms.valid + batch.forms.void > 0) return null
  return (
    <Button variant="subtle" color="red" disabled={remove.isPending} onClick={() => remove.mutate()}>
      {t('remove')}
    </Button>
  )
}
