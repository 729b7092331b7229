import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { reportAddress } from '../../results-address.ts'
import { useCanReport } from '../../use-role.ts'
import type { ResultsFilter } from './results-filter.ts'

/** From results to their report, for those who make reports. */
export function ReportButton({ surveyId, filter }: { surveyId: number; filter: ResultsFilter }) {
  const { t } = useTranslation('results')
  if (useCanReport() !== true) return null
  return (
    <Button component={Link} href={reportAddress(surveyId, filter)} variant="default">
      {t('report')}
    </Button>
  )
}
