import { useTranslation } from 'react-i18next'
import { Page } from '../../components/page.tsx'
import { SurveySwitch } from '../../components/survey-gate.tsx'

export function ResultsScreen({ surveyId }: { surveyId: number }) {
  const { t } = useTranslation()
  return (
    <Page title={t('nav.results')} context={<SurveySwitch surveyId={surveyId} section="results" />}>
      {null}
    </Page>
  )
}
