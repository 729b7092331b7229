import { Button, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NAME_LIMIT } from '../../../src/core/input-rules.ts'
import type { TemplateScope } from '../../../src/core/report/template-tags.ts'
import { errorText, type Outputs, queryClient, trpc } from '../../api-client.ts'
import { Dialog } from '../../components/dialog.tsx'
import { QueryView } from '../../components/states.tsx'
import { notifyDone } from '../../notices.ts'
import { TemplateFindings } from './template-findings.tsx'
import { TemplateTagsDialog } from './template-tags-dialog.tsx'
import { TemplateUpload } from './template-upload.tsx'

type Template = Outputs['template']['list'][number]

/** What is being done with the office's templates. */
export type TemplateTask =
  | { readonly at: 'add'; readonly scope: TemplateScope }
  | { readonly at: 'tags' }
  | { readonly at: 'check' | 'replace' | 'rename' | 'remove'; readonly template: Template }

interface TemplateDialogProps {
  task: TemplateTask
  /** The report that is chosen, into a file that isn't kept. */
  previewLink: string
  onClose: () => void
}

export function TemplateDialog({ task, previewLink, onClose }: TemplateDialogProps) {
  switch (task.at) {
    case 'add':
      return <TemplateUpload scope={task.scope} previewLink={previewLink} onClose={onClose} />
    case 'replace':
      return <TemplateUpload replaced={task.template} previewLink={previewLink} onClose={onClose} />
    case 'tags':
      return <TemplateTagsDialog onClose={onClose} />
    case 'check':
      return <CheckDialog template={task.template} onClose={onClose} />
    case 'rename':
      return <RenameDialog template={task.template} onClose={onClose} />
    case 'remove':
      return <RemoveDialog template={task.template} onClose={onClose} />
  }
}

interface OneProps {
  template: Template
  onClose: () => void
}

function CheckDialog({ template: { id, name }, onClose }: OneProps) {
  const { t } = useTranslation(['reportTemplates', 'common'])
  const check = useQuery(trpc.template.check.queryOptions({ id }))
  return (
    <Dialog
      title={t('checkTitle', { name })}
      isWide
      onClose={onClose}
      actions={
        <Button variant="default" onClick={onClose}>
          {t('common:action.close')}
        </Button>
      }
    >
      <QueryView query={check}>{(found) => <TemplateFindings check={found} />}</QueryView>
    </Dialog>
  )
}

function RenameDialog({ template: { id, name }, onClose }: OneProps) {
  const { t } = useTranslation(['reportTemplates', 'common'])
  const [written, setWritten] = useState(name)
  const form = useId()
  const rename = useMutation({
    ...trpc.template.rename.mutationOptions(),
    meta: { isShownInPlace: true },
    onSuccess: async () => {
      notifyDone(t('renamed'))
      onClose()
      await queryClient.invalidateQueries(trpc.template.list.queryFilter())
    },
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    rename.mutate({ id, name: written })
  }
  return (
    <Dialog
      title={t('rename')}
      onClose={onClose}
      actions={
        <>
          <Button type="submit" form={form} loading={rename.isPending}>
            {t('common:action.save')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit}>
        <TextInput
          label={t('name')}
          value={written}
          maxLength={NAME_LIMIT}
          error={rename.error === null ? undefined : errorText(rename.error)}
          onChange={(event) => setWritten(event.currentTarget.value)}
        />
      </form>
    </Dialog>
  )
}

function RemoveDialog({ template: { id, name, fileName }, onClose }: OneProps) {
  const { t } = useTranslation(['reportTemplates', 'common'])
  const remove = useMutation({
    ...trpc.template.remove.mutationOptions(),
    onSuccess: () => notifyDone(t('removed', { name })),
    onSettled: async () => {
      onClose()
      await queryClient.invalidateQueries(trpc.template.list.queryFilter())
    },
  })
  return (
    <Dialog
      title={t('removeTitle', { name })}
      onClose={onClose}
      actions={
        <>
          <Button color="red" loading={remove.isPending} onClick={() => remove.mutate({ id })}>
            {t('common:action.remove')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
        </>
      }
    >
      <p>{t('removeHint', { file: fileName })}</p>
    </Dialog>
  )
}
