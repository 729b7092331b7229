import { Button } from '@mantine/core'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { REPORT_FORMATS, type ReportFormat } from '../../../src/core/report/report-request.ts'
import { Card } from '../../components/card.tsx'
import { notifyDone } from '../../notices.ts'
import { followLink } from './follow-link.ts'
import { Progress } from './progress.tsx'
import styles from './report.module.css'
import { type ReportChoice, reportLink } from './report-choice.ts'
import { useReport } from './use-report.ts'

interface FilesCardProps {
  surveyCode: string
  choice: ReportChoice
  /** Prints the preview; null while there is none. */
  onPrint: (() => void) | null
}

/** The report as a file by one click, and on paper. */
export function FilesCard({ surveyCode, choice, onPrint }: FilesCardProps) {
  const { t } = useTranslation('report')
  const { making, make, cancel } = useReport()
  const pressed = useRef<HTMLButtonElement | null>(null)
  const save = (format: ReportFormat): void => {
    const link = reportLink(surveyCode, choice, format)
    void make(link, (name) => {
      followLink(link)
      notifyDone(t('files.done', { name }))
    })
  }
  const stop = (): void => {
    cancel()
    pressed.current?.focus() // the button to stop goes
  }
  return (
    <Card title={t('files.title')}>
      <div className={styles.files}>
        {REPORT_FORMATS.map((format) => (
          <Button
            key={format}
            variant={format === 'docx' ? 'filled' : 'default'}
            onClick={(event) => {
              pressed.current = event.currentTarget
              save(format)
            }}
          >
            {t(`files.${format}`)}
          </Button>
        ))}
        <Button variant="default" disabled={onPrint === null} onClick={onPrint ?? undefined}>
          {t('files.print')}
        </Button>
      </div>
      {making.at === 'making' && <Progress label={t('files.making')} stage={making.stage} onCancel={stop} />}
      {making.at === 'cancelled' && <p className={styles.hint}>{t('files.cancelled')}</p>}
      {making.at === 'failed' && (
        <p className="field-error" role="alert">
          {making.message}
        </p>
      )}
    </Card>
  )
}
