import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client, errorText, queryClient } from '../../api-client.ts'
import { Dialog } from '../../components/dialog.tsx'
import { formatNumber } from '../../format.ts'
import type { Tag } from './comment-filter.ts'

/** Another name for a tag, or none any more; what it is taken off is told before. */
export function TagDialog({ tag, onClose }: { tag: Tag; onClose: () => void }) {
  const { t } = useTranslation(['comments', 'common'])
  const form = useId()
  const [name, setName] = useState(tag.name)
  const [isSure, setIsSure] = useState(false)
  const settle = useMutation({
    mutationFn: (act: 'rename' | 'remove') =>
      act === 'rename'
        ? client.comment.renameTag.mutate({ id: tag.id, name })
        : client.comment.removeTag.mutate({ id: tag.id }),
    meta: { isShownInPlace: true },
    onSuccess: async () => {
      await queryClient.invalidateQueries()
      onClose()
    },
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (name.trim() !== '' && !settle.isPending) settle.mutate('rename')
  }
  return (
    <Dialog
      title={t('tag.changeOne', { name: tag.name })}
      onClose={onClose}
      actions={
        <>
          <Button type="submit" form={form} loading={settle.isPending} disabled={name.trim() === ''}>
            {t('common:action.save')}
          </Button>
          <Button color="red" variant="outline" onClick={() => (isSure ? settle.mutate('remove') : setIsSure(true))}>
            {t(isSure ? 'tag.removeSure' : 'tag.remove')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="stack">
        <TextInput
          label={t('tag.name')}
          autoFocus
          value={name}
          maxLength={60}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <p className="secondary small">{t('tag.used', { count: formatNumber(tag.count) })}</p>
        {settle.error !== null && (
          <p role="alert" className="field-error">
            {errorText(settle.error)}
          </p>
        )}
      </form>
    </Dialog>
  )
}
