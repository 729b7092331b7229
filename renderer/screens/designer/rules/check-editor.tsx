import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Dictionary, Variable } from '../../../../src/core/questionnaire/dictionary.ts'
import type { Spot } from '../../../../src/core/questionnaire/edit/spot.ts'
import type { Problem } from '../../../../src/core/questionnaire/problem.ts'
import { type Check, type Questionnaire, SEVERITIES } from '../../../../src/core/questionnaire/questionnaire.ts'
import { Icon } from '../../../components/icons.tsx'
import { ConditionEditor } from './condition-editor.tsx'
import { problemsAt } from './problems-at.ts'
import styles from './rules.module.css'

interface CheckEditorProps {
  questionnaire: Questionnaire
  dictionary: Dictionary
  offered: readonly Variable[]
  spot: Spot
  /** Among the checks of its question, from 0. */
  place: number
  check: Check
  problems: readonly Problem[]
  onChange: (check: Check, typing: string | null) => void
  onRemove: () => void
}

/** One check: what must hold, how grave it is when it doesn't, and what the clerk is told then. */
export function CheckEditor({ place, check, spot, problems, onChange, onRemove, ...over }: CheckEditorProps) {
  const { t } = useTranslation('rules')
  const { t: common } = useTranslation('common')
  const id = useId()
  const number = place + 1
  const untold = problemsAt(problems, spot, `checks.${place}.message.vi`).length > 0
  return (
    <fieldset className={styles.check}>
      <legend>{t('check', { number })}</legend>
      <button type="button" className={styles.removeCheck} aria-label={t('removeCheck', { number })} onClick={onRemove}>
        <Icon name="cross" size={14} />
      </button>
      <div className={styles.severity}>
        {SEVERITIES.map((severity) => (
          <label key={severity}>
            <input
              type="radio"
              name={`${id}-severity`}
              checked={check.severity === severity}
              onChange={() => onChange({ ...check, severity }, null)}
            />
            {t(`severity.${severity}`)}
          </label>
        ))}
      </div>
      {check.severity === 'hard' && <p className={styles.severityHint}>{t('hardHint')}</p>}
      <ConditionEditor
        {...over}
        field={`checks.${place}.condition`}
        source={check.condition}
        say={(condition) => t('mustHold', { condition })}
        nothing={t('nothingMust')}
        problems={problemsAt(problems, spot, `checks.${place}.condition`)}
        onChange={(condition, isTyped) => onChange({ ...check, condition }, isTyped ? 'condition' : null)}
      />
      <div className={styles.pair}>
        {(['vi', 'en'] as const).map((language) => (
          <label key={language} className={styles.text}>
            {t('message', { language: common(`language.${language}`) })}
            <textarea
              data-field={`checks.${place}.message.${language}`}
              className={styles.message}
              lang={language}
              rows={2}
              maxLength={2000}
              value={check.message[language]}
              aria-invalid={language === 'vi' && (untold || check.message.vi === '')}
              onChange={({ target }) =>
                onChange({ ...check, message: { ...check.message, [language]: target.value } }, `message.${language}`)
              }
            />
          </label>
        ))}
      </div>
      {check.message.vi === '' && <p className={styles.problem}>{t('messageMissing')}</p>}
    </fieldset>
  )
}
