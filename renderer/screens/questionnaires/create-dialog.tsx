import { Button, NativeSelect, TextInput } from '@mantine/core'
import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '../../api-client.ts'
import { Dialog } from '../../components/dialog.tsx'
import { localText } from '../../i18n/i18n.ts'
import { isQuestionnaireCode, proposeName } from './propose-name.ts'
import { type Summary, useQuestionnaireActs } from './use-questionnaire-acts.ts'

interface CreateDialogProps {
  questionnaires: readonly Summary[]
  /** The version to begin from; null = a blank form. */
  model: Summary | null
  onClose: () => void
}

/** A new questionnaire: its title, a code proposed from it, blank or as a copy. */
export function CreateDialog({ questionnaires, model, onClose }: CreateDialogProps) {
  const { t } = useTranslation(['questionnaire', 'common'])
  const form = useId()
  const [title, setTitle] = useState({ vi: '', en: '' })
  const [typedCode, setTypedCode] = useState<string | null>(null)
  const [from, setFrom] = useState(model === null ? '' : keyOf(model))
  const [isTried, setIsTried] = useState(false)
  const { create } = useQuestionnaireActs()
  const taken = new Set(questionnaires.map(({ code }) => code))
  const code = typedCode ?? proposeName(title.vi, taken)
  const problem = taken.has(code) ? 'taken' : isQuestionnaireCode(code) ? null : 'form'
  const save = (event: FormEvent): void => {
    event.preventDefault()
    setIsTried(true)
    if (title.vi.trim() === '' || problem !== null) return
    const chosen = questionnaires.find((one) => keyOf(one) === from)
    create.mutate(
      chosen === undefined
        ? { from: 'nothing', code, title }
        : { from: 'copy', of: chosen.code, version: chosen.version, code, title },
    )
  }
  return (
    <Dialog
      title={t('create.title')}
      onClose={onClose}
      actions={
        <>
          <Button type="submit" form={form} loading={create.isPending}>
            {t('create.create')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
        </>
      }
    >
      <form id={form} className="stack" onSubmit={save}>
        <TextInput
          label={t('create.titleVi')}
          value={title.vi}
          maxLength={200}
          error={isTried && title.vi.trim() === '' && t('create.titleMissing')}
          onChange={(event) => setTitle({ ...title, vi: event.currentTarget.value })}
        />
        <TextInput
          label={t('create.titleEn')}
          value={title.en}
          maxLength={200}
          onChange={(event) => setTitle({ ...title, en: event.currentTarget.value })}
        />
        <TextInput
          label={t('create.code')}
          description={t('create.codeHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={code}
          maxLength={40}
          spellCheck={false}
          error={(isTried || typedCode !== null || code !== '') && problem !== null && t(`create.code-${problem}`)}
          onChange={(event) => setTypedCode(event.currentTarget.value.trim())}
        />
        <NativeSelect
          label={t('create.from')}
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
          data={[
            { value: '', label: t('create.blank') },
            ...questionnaires.map((one) => ({
              value: keyOf(one),
              label: t('create.copyOf', { title: localText(one.title), version: one.version }),
            })),
          ]}
        />
        {create.error !== null && (
          <p className="field-error" role="alert">
            {errorText(create.error)}
          </p>
        )}
        <button type="submit" hidden />
      </form>
    </Dialog>
  )
}

function keyOf({ code, version }: Summary): string {
  return `${code} ${version}`
}
