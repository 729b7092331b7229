import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText, queryClient, trpc } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { useLeaveDialog } from '../../components/leave-dialog.tsx'
import { notifyDone } from '../../notices.ts'
import styles from './par.module.css'
import { badField, inputOf, newEdit, type ParEdit } from './par-edit.ts'
import { ParFields } from './par-fields.tsx'

interface ParEditorProps {
  year: number
  /** Of the table when its editing began. */
  stamp: string
  first: readonly ParEdit[]
  onClose: () => void
}

/** All components of a year as fields, saved at once. */
export function ParEditor({ year, stamp, first, onClose }: ParEditorProps) {
  const { t } = useTranslation(['par', 'common'])
  const [edits, setEdits] = useState(first)
  const leaving = useLeaveDialog(JSON.stringify(edits) !== JSON.stringify(first), t('unsaved'))
  const [isTried, setIsTried] = useState(false)
  const save = useMutation(
    trpc.par.save.mutationOptions({
      meta: { isShownInPlace: true },
      onSuccess: async () => {
        notifyDone(t('saved', { year }))
        await queryClient.invalidateQueries()
        onClose()
      },
    }),
  )
  const patch = (key: string, change: Partial<ParEdit>): void =>
    setEdits(edits.map((edit) => (edit.key === key ? { ...edit, ...change } : edit)))
  const submit = (): void => {
    setIsTried(true)
    if (edits.some((edit) => badField(edit, edits) !== null)) return
    save.mutate({ year, stamp, components: edits.map(inputOf) })
  }
  const isBad = isTried && edits.some((edit) => badField(edit, edits) !== null)
  return (
    <Card title={t('editTitle', { year })}>
      <p className="caution">{t('check')}</p>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        {edits.map((edit, at) => (
          <ParFields
            key={edit.key}
            edit={edit}
            row={at + 1}
            bad={isTried ? badField(edit, edits) : null}
            onPatch={(change) => patch(edit.key, change)}
            onRemove={() => setEdits(edits.filter(({ key }) => key !== edit.key))}
          />
        ))}
        <div>
          <Button variant="default" onClick={() => setEdits([...edits, newEdit(String(edits.length + 1))])}>
            {t('add')}
          </Button>
        </div>
        {isBad && (
          <p className="field-error" role="alert">
            {t('bad')}
          </p>
        )}
        {save.error !== null && (
          <p className="field-error" role="alert">
            {errorText(save.error)}
          </p>
        )}
        <div className="row">
          <Button type="submit" loading={save.isPending}>
            {t('save')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
        </div>
      </form>
      {leaving}
    </Card>
  )
}
