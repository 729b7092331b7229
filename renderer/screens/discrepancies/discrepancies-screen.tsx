import { useTranslation } from 'react-i18next'
import { ControlTabs } from '../../components/control-tabs.tsx'
import { Page } from '../../components/page.tsx'
import { SurveySwitch } from '../../components/survey-gate.tsx'

export function DiscrepanciesScreen({ surveyId }: { surveyId: number }) {
  const { t } = useTranslation('control')
  return (
    <Page title={t('title')} context={<SurveySwitch surveyId={surveyId} section="discrepancies" />}>
      <ControlTabs surveyId={surveyId} tab="discrepancies" />
    </Page>
  )
}
