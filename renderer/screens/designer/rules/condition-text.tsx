import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { type AppError, errorMessage } from '../../../../src/core/errors.ts'
import type { Problem } from '../../../../src/core/questionnaire/problem.ts'
import { currentLanguage } from '../../../i18n/i18n.ts'
import styles from './rules.module.css'

interface ConditionTextProps {
  /** Its name among the fields of the question, for example `askIf`. */
  field: string
  source: string
  /** What is wrong with it as it stands; null for nothing. */
  fault: AppError | null
  longest: number
  /** What the whole form has against the rule. */
  problems: readonly Problem[]
  onChange: (source: string) => void
}

/** The condition as it is stored. What is wrong with it is said while it is typed, and where it begins to be wrong. */
export function ConditionText({ field, source, fault, longest, problems, onChange }: ConditionTextProps) {
  const { t } = useTranslation('rules')
  const id = useId()
  const position = Number(fault?.code === 'bad-condition' ? fault.params.position : 0)
  const others = problems.filter(({ code }) => code !== fault?.code)
  const told = [...(fault === null ? [] : [fault]), ...others]
  return (
    <div className={styles.text}>
      <label htmlFor={`${id}-source`}>{t('text')}</label>
      <textarea
        id={`${id}-source`}
        data-field={field}
        className={styles.source}
        aria-invalid={told.length > 0}
        aria-describedby={id}
        rows={1}
        placeholder={t('textExample')}
        maxLength={longest}
        spellCheck={false}
        value={source}
        onChange={({ target }) => onChange(target.value)}
      />
      <div id={id} role="status">
        {position > 0 && (
          <code className={styles.marked}>
            {source.slice(0, position - 1)}
            <mark>{source.slice(position - 1, position) || '⎵'}</mark>
            {source.slice(position)}
          </code>
        )}
        {told.map(({ code, params }) => (
          <p key={code} className={styles.problem}>
            {errorMessage(code, params, currentLanguage())}
          </p>
        ))}
      </div>
    </div>
  )
}
