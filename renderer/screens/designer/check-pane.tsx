import { CloseButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Place, Problem } from '../../../src/core/questionnaire/problem.ts'
import styles from './designer.module.css'
import { ProblemList } from './problem-list.tsx'

interface CheckPaneProps {
  problems: readonly Problem[]
  onGo: (place: Place) => void
  onClose: () => void
}

/** What to mend, in the place of the outline; it stays open while one place after the other is gone to. */
export function CheckPane({ problems, onGo, onClose }: CheckPaneProps) {
  const { t } = useTranslation(['designer', 'common'])
  return (
    <aside className={styles.check} aria-labelledby="designer-check">
      <div className={styles.propertiesHead}>
        <h2 id="designer-check">{t('check.title')}</h2>
        <CloseButton size="sm" aria-label={t('check.close')} onClick={onClose} />
      </div>
      <div className={styles.checkBody}>
        <h3>{t('problems.title', { count: problems.length })}</h3>
        {problems.length === 0 ? (
          <p className="secondary small">{t('problems.none')}</p>
        ) : (
          <ProblemList problems={problems} onGo={onGo} />
        )}
      </div>
    </aside>
  )
}
