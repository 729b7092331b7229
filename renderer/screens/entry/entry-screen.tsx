import { useTranslation } from 'react-i18next'
import { Page } from '../../components/page.tsx'
import { SurveySwitch } from '../../components/survey-gate.tsx'

export function EntryScreen({ surveyId }: { surveyId: number }) {
  const { t } = useTranslation()
  return (
    <Page title={t('nav.entry')} context={<SurveySwitch surveyId={surveyId} section="entry" />}>
      {null}
    </Page>
  )
}
