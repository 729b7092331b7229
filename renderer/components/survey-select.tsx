import { useTranslation } from 'react-i18next'
import { StatusPill } from './status-pill.tsx'
import styles from './survey-select.module.css'

interface SurveySelectProps {
  surveys: readonly { id: number; name: string; isDemonstration: boolean }[]
  value: number
  onChange: (id: number) => void
}

/** Which survey a screen that isn't a survey's own looks at, in the grey words of the header. */
export function SurveySelect({ surveys, value, onChange }: SurveySelectProps) {
  const { t } = useTranslation()
  const current = surveys.find(({ id }) => id === value)
  return (
    <span className={styles.switch}>
      {surveys.length < 2 ? (
        <span className={styles.name} title={current?.name}>
          {current?.name}
        </span>
      ) : (
        <select
          className={`quiet-select ${styles.name}`}
          aria-label={t('survey.label')}
          value={value}
          onChange={(event) => onChange(Number(event.target.value))}
        >
          {surveys.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
      {current?.isDemonstration === true && <StatusPill tone="unsure">{t('survey.demonstration')}</StatusPill>}
    </span>
  )
}
