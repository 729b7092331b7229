import { useTranslation } from 'react-i18next'
import { ControlTabs } from '../../components/control-tabs.tsx'
import { Page } from '../../components/page.tsx'
import { SurveySwitch } from '../../components/survey-gate.tsx'

export function BatchesScreen({ surveyId }: { surveyId: number }) {
  const { t } = useTranslation('control')
  return (
    <Page title={t('title')} context={<SurveySwitch surveyId={surveyId} section="batches" />}>
      <ControlTabs surveyId={surveyId} tab="batches" />
    </Page>
  )
}
