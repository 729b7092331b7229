import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import styles from './control-tabs.module.css'

/** What stands between keying and results: is everything keyed, keyed right, and sound? */
const TABS = ['batches', 'discrepancies', 'quality', 'keying'] as const
type ControlTab = (typeof TABS)[number]

export function ControlTabs({ surveyId, tab }: { surveyId: number; tab: ControlTab }) {
  const { t } = useTranslation('control')
  return (
    <nav className={styles.tabs} aria-label={t('label')}>
      {TABS.map((one) => (
        <Link key={one} href={`/surveys/${surveyId}/${one}`} aria-current={one === tab ? 'page' : undefined}>
          {t(`tab.${one}`)}
        </Link>
      ))}
    </nav>
  )
}
