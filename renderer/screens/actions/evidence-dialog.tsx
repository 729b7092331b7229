import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EVIDENCE_MEGABYTES } from '../../../src/core/action/evidence.ts'
import { AppError } from '../../../src/core/errors.ts'
import { operatorHeaders, queryClient } from '../../api-client.ts'
import { DayBox } from '../../components/day-box.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { FileDrop } from '../../components/file-drop.tsx'
import { answerTo, fileErrorText, refusalOf } from '../../file-refused.ts'
import { notifyDone } from '../../notices.ts'
import styles from './actions.module.css'

interface Written {
  readonly title: string
  readonly document: string
  readonly datedOn: string | null
  readonly file: File | null
}

const NOTHING: Written = { title: '', document: '', datedOn: null, file: null }

/** A document by its number and date, a file, or both. */
export function EvidenceDialog({ caseId, onClose }: { caseId: string; onClose: () => void }) {
  const { t } = useTranslation(['actions', 'common'])
  const form = useId()
  const [written, setWritten] = useState(NOTHING)
  const write = (changes: Partial<Written>): void => setWritten({ ...written, ...changes })
  const save = useMutation({
    mutationFn: () => send(caseId, written),
    meta: { isShownInPlace: true },
    onSuccess: async () => {
      notifyDone(t('case.evidenceSaved'))
      onClose()
      await queryClient.invalidateQueries()
    },
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (!save.isPending) save.mutate()
  }
  return (
    <Dialog
      title={t('case.evidenceAdd')}
      onClose={onClose}
      actions={
        <>
          <Button type="submit" form={form} loading={save.isPending}>
            {t('case.evidenceSave')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="stack">
        <TextInput
          label={t('case.evidenceTitle')}
          autoFocus
          maxLength={300}
          value={written.title}
          onChange={({ currentTarget: { value } }) => write({ title: value })}
        />
        <div className={styles.fields}>
          <TextInput
            label={t('case.evidenceDocument')}
            maxLength={300}
            value={written.document}
            onChange={({ currentTarget: { value } }) => write({ document: value })}
          />
          <DayBox
            label={t('case.evidenceDate')}
            day={written.datedOn}
            onChange={(datedOn) => write({ datedOn })}
            look="field"
          />
        </div>
        <FileDrop
          file={written.file}
          accept=""
          label={t('case.evidenceFile')}
          hint={t('case.evidenceFileHint', { limit: EVIDENCE_MEGABYTES })}
          isDisabled={save.isPending}
          onChoose={(file) => write({ file, title: written.title === '' ? nameOf(file) : written.title })}
        />
        {save.error !== null && (
          <p role="alert" className="field-error">
            {fileErrorText(save.error)}
          </p>
        )}
      </form>
    </Dialog>
  )
}

function nameOf({ name }: File): string {
  return name.replace(/\.[^.]+$/, '')
}

/** The file as it is, or nothing but its document's number. Too large a file isn't even sent. */
async function send(caseId: string, { title, document, datedOn, file }: Written): Promise<void> {
  if (file !== null && file.size > EVIDENCE_MEGABYTES * 1_000_000) {
    throw new AppError('evidence-too-large', { limit: EVIDENCE_MEGABYTES })
  }
  const query = new URLSearchParams({
    case: caseId,
    title,
    document,
    ...(datedOn === null ? {} : { datedOn }),
    ...(file === null ? {} : { name: file.name }),
  })
  const headers = { ...operatorHeaders(), 'content-type': 'application/octet-stream' }
  const sending = fetch(`/files/evidence?${query}`, { method: 'POST', headers, body: file })
  const response = await (file === null ? sending : answerTo(file, sending))
  if (!response.ok) throw await refusalOf(response)
}
