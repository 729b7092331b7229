import { useTranslation } from 'react-i18next'
import styles from './paper.module.css'

/** At the foot of what is signed on paper: who checked or reported at the left, who is in charge at the right. */
export function Signatures({ left = 'checker' }: { left?: 'checker' | 'reporter' }) {
  const { t } = useTranslation()
  return (
    <footer className={styles.signatures}>
      {[left, 'responsible' as const].map((who) => (
        <div key={who}>
          <p className="strong">{t(`signature.${who}`)}</p>
          <p className={styles.sign}>{t('signature.sign')}</p>
        </div>
      ))}
    </footer>
  )
}
