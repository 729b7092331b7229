import { skipToken, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { surveyBefore } from '../../../src/core/survey-period.ts'
import { type Outputs, trpc } from '../../api-client.ts'
import { formatIndex } from '../../format.ts'
import styles from './results.module.css'
import type { Survey } from './results-filter.ts'

type Listed = Outputs['survey']['list'][number]

/** How the overall index stands to the survey before with the same questionnaire, with the difference's interval. */
export function SincePrevious({ survey, node }: { survey: Survey; node: string }) {
  const { t } = useTranslation('results')
  const surveys = useQuery(trpc.survey.list.queryOptions())
  const previous = previousOf(survey, surveys.data ?? [])
  const asked = previous && { a: { surveyId: survey.id }, b: { surveyId: previous.id }, nodes: [node] }
  const comparison = useQuery(trpc.compare.get.queryOptions(asked ?? skipToken))
  const [row] = comparison.data?.rows ?? []
  if (previous === null || row === undefined || row.difference === null || row.lower95 === null) return null
  const words = {
    name: previous.name,
    points: formatIndex(Math.abs(row.difference)),
    lower: formatIndex(row.lower95),
    upper: formatIndex(row.upper95),
  }
  return <div className={styles.label}>{t(`since.${row.verdict ?? 'unsure'}`, words)}</div>
}

/** With forms, and asked by the same questionnaire. */
function previousOf(survey: Survey, surveys: readonly Listed[]): Listed | null {
  const alike = surveys.filter((one) => one.questionnaireCode === survey.questionnaireCode && one.validCount > 0)
  return surveyBefore(survey, alike)
}
