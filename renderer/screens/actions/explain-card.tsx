import { Button, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Card } from '../../components/card.tsx'
import { DayBox } from '../../components/day-box.tsx'
import { formatIsoDate } from '../../format.ts'
import { notifyDone } from '../../notices.ts'
import styles from './actions.module.css'
import type { Explanation } from './use-explanation.tsx'

/** Who has to do it by when, why the criterion is weak, and what is done about it. */
export function ExplainCard({ explanation, canEdit }: { explanation: Explanation; canEdit: boolean }) {
  const { t } = useTranslation('actions')
  return (
    <Card title={t('case.explain')}>
      {canEdit ? <Form explanation={explanation} /> : <Texts explanation={explanation} />}
    </Card>
  )
}

function Form({ explanation }: { explanation: Explanation }) {
  const { t } = useTranslation('actions')
  const { texts, change, isChanged, save } = explanation
  const [isSaving, setIsSaving] = useState(false)
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    // A day half typed is no day: it would take the deadline away.
    const wrong = event.currentTarget.querySelector<HTMLElement>('[aria-invalid="true"]')
    if (wrong !== null) return wrong.focus()
    setIsSaving(true)
    const saved = await save()
    setIsSaving(false)
    if (saved !== null) notifyDone(t('case.saved'))
  }
  return (
    <form className="stack" onSubmit={(event) => void submit(event)}>
      <div className={styles.fields}>
        <TextInput
          label={t('case.assignee')}
          maxLength={300}
          value={texts.assignee}
          onChange={({ currentTarget: { value } }) => change({ assignee: value })}
        />
        <DayBox label={t('case.due')} day={texts.dueOn} onChange={(dueOn) => change({ dueOn })} look="field" />
      </div>
      {(['cause', 'remedy'] as const).map((key) => (
        <Textarea
          key={key}
          label={t(`case.${key}`)}
          rows={4}
          maxLength={10_000}
          value={texts[key]}
          onChange={({ currentTarget: { value } }) => change({ [key]: value })}
        />
      ))}
      <div className="row">
        <Button type="submit" variant="default" loading={isSaving} disabled={!isChanged}>
          {t('case.save')}
        </Button>
        {isChanged && (
          <span className="secondary" role="status">
            {t('case.unsaved')}
          </span>
        )}
      </div>
    </form>
  )
}

/** To be read: by a verifier, or once the case is over. */
function Texts({ explanation: { texts } }: { explanation: Explanation }) {
  const { t } = useTranslation('actions')
  const rows = [
    [t('case.assignee'), texts.assignee],
    [t('case.due'), texts.dueOn === null ? '' : formatIsoDate(texts.dueOn)],
    [t('case.cause'), texts.cause],
    [t('case.remedy'), texts.remedy],
  ] as const
  return (
    <dl className={styles.texts}>
      {rows.map(([name, text]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{text === '' ? <span className="secondary">{t('case.empty')}</span> : text}</dd>
        </div>
      ))}
    </dl>
  )
}
