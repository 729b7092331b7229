import { useTranslation } from 'react-i18next'
import type { Text } from '../../../../src/core/questionnaire/questionnaire.ts'
import styles from './scheme.module.css'

interface TextPairProps {
  label: string
  value: Text
  onChange: (value: Text) => void
}

/** One text in both languages, Vietnamese first. */
export function TextPair({ label, value, onChange }: TextPairProps) {
  const { t } = useTranslation('common')
  return (
    <>
      {(['vi', 'en'] as const).map((language) => (
        <label key={language} className={styles.field}>
          {`${label} (${t(`language.${language}`)})`}
          <input
            className={styles.input}
            lang={language}
            maxLength={2000}
            value={value[language]}
            aria-invalid={language === 'vi' && value.vi === ''}
            onChange={({ target }) => onChange({ ...value, [language]: target.value })}
          />
        </label>
      ))}
    </>
  )
}
