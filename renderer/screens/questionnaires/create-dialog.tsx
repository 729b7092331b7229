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
  const [typed, setTyped] = useState<Typed>({ vi: '', en: '', code: null, from: model === null ? '' : keyOf(model) })
  const [isTried, setIsTried] = useState(false)
  const { create } = useQuestionnaireActs()
  const taken = new Set(questionnaires.map(({ code }) => code))
  const code = typed.code ?? proposeName(typed.vi, taken)
  const problem = taken.has(code) ? 'taken' : isQuestionnaireCode(code) ? null : 'form'
  const save = (event: FormEvent): void => {
    event.preventDefault()
    setIsTried(true)
    const title = { vi: typed.vi.trim(), en: typed.en }
    if (title.vi === '' || problem !== null) return
    const chosen = questionnaires.find((one) => keyOf(one) === typed.from)
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
        <Fields
          {...{ questionnaires, typed, code, problem, isTried }}
          set={(change) => setTyped({ ...typed, ...change })}
        />
        {create.error !== null && (
          <p className="field-error" role="alert">
            {errorText(create.error)}
          </p>
        )}
        {/* Enter in a field submits, as the button outside of the form does. */}
        <button type="submit" hidden />
      </form>
    </Dialog>
  )
}

interface Typed {
  readonly vi: string
  readonly en: string
  /** Null until the proposed one is changed. */
  readonly code: string | null
  /** Key of the version to copy; empty = a blank form. */
  readonly from: string
}

interface FieldsProps {
  questionnaires: readonly Summary[]
  typed: Typed
  code: string
  problem: 'taken' | 'form' | null
  isTried: boolean
  set: (change: Partial<Typed>) => void
}

function Fields({ questionnaires, typed, code, problem, isTried, set }: FieldsProps) {
  const { t } = useTranslation('questionnaire')
  const copies = questionnaires.map((one) => ({
    value: keyOf(one),
    label: t('create.copyOf', { title: localText(one.title), version: one.version }),
  }))
  return (
    <>
      <TextInput
        label={t('create.titleVi')}
        value={typed.vi}
        maxLength={200}
        error={isTried && typed.vi.trim() === '' && t('create.titleMissing')}
        onChange={(event) => set({ vi: event.currentTarget.value })}
      />
      <TextInput
        label={t('create.titleEn')}
        value={typed.en}
        maxLength={200}
        onChange={(event) => set({ en: event.currentTarget.value })}
      />
      <TextInput
        label={t('create.code')}
        description={t('create.codeHint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={code}
        maxLength={40}
        spellCheck={false}
        error={(isTried || code !== '') && problem !== null && t(`create.code-${problem}`)}
        onChange={(event) => set({ code: event.currentTarget.value.trim() })}
      />
      <NativeSelect
        label={t('create.from')}
        value={typed.from}
        onChange={(event) => set({ from: event.currentTarget.value })}
        data={[{ value: '', label: t('create.blank') }, ...copies]}
      />
    </>
  )
}

function keyOf({ code, version }: Summary): string {
  return `${code} ${version}`
}
