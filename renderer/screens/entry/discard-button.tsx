import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './side-panel.module.css'

/** Asks once more in its own place: keyed work isn't thrown away by a slip. */
export function DiscardButton({ onConfirmed }: { onConfirmed: () => void }) {
  const { t } = useTranslation('entry')
  const [isAsking, setIsAsking] = useState(false)
  return (
    <button
      type="button"
      className={isAsking ? styles.danger : styles.quiet}
      onBlur={() => setIsAsking(false)}
      onClick={() => (isAsking ? onConfirmed() : setIsAsking(true))}
    >
      {t(isAsking ? 'discardSure' : 'discard')}
    </button>
  )
}
