import { useTranslation } from 'react-i18next'
import { applyLanguage, currentLanguage, type Language } from '../i18n/i18n.ts'
import { keepLanguage } from '../session.ts'

const LANGUAGES: readonly Language[] = ['vi', 'en']

/** The program's language, kept for the person keying. */
export function LanguageSwitch() {
  const { t } = useTranslation()
  const choose = (language: Language): void => {
    applyLanguage(language)
    keepLanguage(language)
  }
  return (
    <select
      className="quiet-select"
      aria-label={t('language.label')}
      value={currentLanguage()}
      onChange={(event) => choose(event.target.value === 'en' ? 'en' : 'vi')}
    >
      {LANGUAGES.map((language) => (
        <option key={language} value={language} lang={language}>
          {t(`language.${language}`)}
        </option>
      ))}
    </select>
  )
}
