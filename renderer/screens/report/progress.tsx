import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { REPORT_STAGES, type ReportStage } from '../../../src/core/report/report-request.ts'
import styles from './report.module.css'

/** How far a report is, and the way to stop it; seen only where it takes a moment. */
export function Progress({ label, stage, onCancel }: { label: string; stage: ReportStage; onCancel: () => void }) {
  const { t } = useTranslation('report')
  return (
    <div className={styles.progress}>
      <progress aria-label={label} value={REPORT_STAGES.indexOf(stage) + 1} max={REPORT_STAGES.length + 1} />
      <span role="status">{t(`files.stage.${stage}`)}</span>
      <Button variant="default" size="compact-sm" onClick={onCancel}>
        {t('files.cancel')}
      </Button>
    </div>
  )
}
