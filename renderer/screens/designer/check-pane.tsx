import { CloseButton } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { auditQuestionnaire } from '../../../src/core/questionnaire/audit.ts'
import type { Place, Problem } from '../../../src/core/questionnaire/problem.ts'
import type { Questionnaire } from '../../../src/core/questionnaire/questionnaire.ts'
import { AuditList } from '../../components/audit-list.tsx'
import styles from './designer.module.css'
import { ProblemList } from './problem-list.tsx'

interface CheckPaneProps {
  questionnaire: Questionnaire
  problems: readonly Problem[]
  onGo: (place: Place) => void
  onClose: () => void
}

/** What to mend and what to look at again, in the place of the outline; it stays open while one place after the other is gone to. */
export function CheckPane({ questionnaire, problems, onGo, onClose }: CheckPaneProps) {
  const { t } = useTranslation('designer')
  const findings = useMemo(() => auditQuestionnaire(questionnaire), [questionnaire])
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
        <h3>{t('check.advice', { count: findings.length })}</h3>
        <div className={styles.advice}>
          <AuditList findings={findings} onJump={onGo} />
        </div>
      </div>
    </aside>
  )
}
