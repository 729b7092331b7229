import { useTranslation } from 'react-i18next'
import styles from './paper.module.css'

/** At the foot of what is signed on paper: who checked at the left, who is in charge at the right. */
export function Signatures() {
  const { t } = useTranslation('quality')
  return (
    <footer className={styles.signatures}>
      {(['checker', 'responsible'] as const).map((who) => (
        <div key={who}>
          <p className="strong">{t(`paper.${who}`)}</p>
          <p className={styles.sign}>{t('paper.sign')}</p>
        </div>
      ))}
    </footer>
  )
}
