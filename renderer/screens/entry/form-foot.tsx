import { useTranslation } from 'react-i18next'
import type { EntryForm } from '../../../src/core/entry/entry-form.ts'
import type { EntrySession } from '../../../src/core/entry/entry-session.ts'
import { localText } from '../../i18n/i18n.ts'
import type { DraftStatus } from './draft-writer.ts'
import styles from './form-foot.module.css'
import { isAnswerRefused, useProblemWords } from './problem-words.ts'
import { usePreferences } from './use-preferences.ts'

interface FootProps {
  readonly form: EntryForm
  readonly session: Pick<EntrySession, 'current' | 'failure'>
  /** Null: nothing is kept. */
  readonly draftStatus: DraftStatus | null
}

/** What the codes of the current list mean, or why a key was refused; and whether the draft is kept. */
export function FormFoot({ form, session, draftStatus }: FootProps) {
  const { t } = useTranslation('entry')
  const { current, failure } = session
  const { hasColor, hasText } = usePreferences()
  const isRefused = isAnswerRefused(current.problem)
  const words = useProblemWords(form, current)
  const problem = isRefused && !hasText ? null : words
  const isAsking = current.phase === 'confirming'
  // Before the form begins, its header tells it.
  const isPlain = isRefused && !hasColor && failure === null
  const message =
    failure !== null
      ? t(failure.kind === 'save' ? 'notSaved' : 'notUndone', { ...failure })
      : current.phase === 'header'
        ? null
        : problem
  return (
    <div
      className={`${styles.foot} ${message ? (isAsking ? styles.asking : isPlain ? styles.plain : styles.problem) : ''}`}
    >
      <div className={styles.message} role="status">
        {message}
      </div>
      {!message && <Legend form={form} session={session} />}
      {draftStatus !== null && (
        <span className={draftStatus === 'failed' ? styles.unkept : styles.kept}>
          {draftStatus === 'failed' ? t('draft.failed') : t('draft.kept')}
        </span>
      )}
    </div>
  )
}

function Legend({ form, session }: Pick<FootProps, 'form' | 'session'>) {
  const { t } = useTranslation('entry')
  const { current } = session
  if (current.phase === 'header') return <span className={styles.legend}>{t('legend.header')}</span>
  const field = form.fields[current.at]
  if (field === undefined) return <span className={styles.legend}>{t('legend.end')}</span>
  if (field.kind !== 'choice' || !field.isScale)
    return <span className={styles.legend}>{t(`legend.${field.kind}`)}</span>
  return (
    <span className={styles.legend}>
      {field.choices.map((choice) => (
        <span key={choice.code}>
          {choice.code} {localText(choice.label)}
        </span>
      ))}
    </span>
  )
}
