import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NAME_LIMIT } from '../../../src/core/input-rules.ts'
import { TEMPLATE_MEGABYTES, TEMPLATE_SCOPES, type TemplateScope } from '../../../src/core/report/template-tags.ts'
import { type Outputs, queryClient, trpc } from '../../api-client.ts'
import { Dialog } from '../../components/dialog.tsx'
import { FileDrop } from '../../components/file-drop.tsx'
import { fileErrorText } from '../../file-refused.ts'
import { notifyDone } from '../../notices.ts'
import { checkTemplate, keepTemplate, previewTemplate } from './template-files.ts'
import { TemplateFindings } from './template-findings.tsx'

interface TemplateUploadProps {
  /** What a new template is for; absent where a file is replaced. */
  scope?: TemplateScope
  replaced?: Outputs['template']['list'][number]
  previewLink: string
  onClose: () => void
}

/** A Word file is chosen, looked over at once, tried where wanted, and kept. */
export function TemplateUpload({ scope: first = 'whole', replaced, previewLink, onClose }: TemplateUploadProps) {
  const { t } = useTranslation(['reportTemplates', 'common'])
  const [file, setFile] = useState<File | null>(null)
  const [name, setName] = useState('')
  const [scope, setScope] = useState(first)
  const form = useId()
  const check = useMutation({ mutationFn: checkTemplate, meta: { isShownInPlace: true } })
  const preview = useMutation({ mutationFn: previewTemplate, meta: { isShownInPlace: true } })
  const keep = useMutation({
    mutationFn: keepTemplate,
    meta: { isShownInPlace: true },
    onSuccess: async () => {
      notifyDone(t('kept', { name: replaced?.name ?? name }))
      onClose()
      await queryClient.invalidateQueries(trpc.template.list.queryFilter())
    },
  })
  const choose = (chosen: File): void => {
    setFile(chosen)
    if (name === '') setName(chosen.name.replace(/\.[^.]+$/, ''))
    keep.reset()
    preview.reset()
    check.mutate(chosen)
  }
  const isReady = file !== null && check.data?.isFillable === true
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (isReady) keep.mutate({ file, ...(replaced === undefined ? { name, scope } : { id: replaced.id }) })
  }
  const failure = keep.error ?? preview.error ?? check.error
  return (
    <Dialog
      title={replaced === undefined ? t('addTitle') : t('replaceTitle', { name: replaced.name })}
      isWide
      onClose={onClose}
      actions={
        <>
          <Button type="submit" form={form} disabled={!isReady} loading={keep.isPending}>
            {t('keep')}
          </Button>
          <Button
            variant="default"
            disabled={!isReady}
            loading={preview.isPending}
            title={t('previewHint')}
            onClick={() => file !== null && preview.mutate({ file, link: previewLink, suffix: t('previewName') })}
          >
            {t('preview')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
        </>
      }
    >
      <form id={form} className="stack" onSubmit={submit}>
        <FileDrop
          file={file}
          accept=".docx"
          label={t('file')}
          hint={t('fileHint', { limit: TEMPLATE_MEGABYTES })}
          isDisabled={keep.isPending}
          onChoose={choose}
        />
        {replaced === undefined && (
          <>
            <TextInput
              label={t('name')}
              value={name}
              maxLength={NAME_LIMIT}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <NativeSelect
              label={t('scope.label')}
              value={scope}
              data={TEMPLATE_SCOPES.map((value) => ({ value, label: t(`scope.${value}`) }))}
              onChange={(event) => setScope(event.currentTarget.value as TemplateScope)} // one of those above
            />
          </>
        )}
      </form>
      {check.isPending && <p role="status">{t('checking')}</p>}
      {failure !== null && (
        <p role="alert" className="field-error">
          {fileErrorText(failure)}
        </p>
      )}
      {check.data !== undefined && <TemplateFindings check={check.data} />}
    </Dialog>
  )
}
