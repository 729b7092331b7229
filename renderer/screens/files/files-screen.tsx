import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'wouter'
import { trpc } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { Page } from '../../components/page.tsx'
import { EmptyState, QueryView } from '../../components/states.tsx'
import { SurveySwitch } from '../../components/survey-gate.tsx'
import { readSurveyId } from '../../session.ts'
import { ExportCard } from './export-card.tsx'
import styles from './files.module.css'
import { ImportCard } from './import-card.tsx'

/** Responses in and out of one survey. */
export function FilesScreen() {
  const { t } = useTranslation(['files', 'common'])
  const surveys = useQuery(trpc.survey.list.queryOptions())
  const [search] = useSearchParams()
  const wanted = Number(search.get('survey') ?? readSurveyId() ?? 0)
  const survey = surveys.data?.find((one) => one.id === wanted) ?? surveys.data?.[0]
  return (
    <Page title={t('title')} context={survey && <SurveySwitch surveyId={survey.id} section="files" />}>
      <QueryView query={surveys}>
        {() =>
          survey === undefined ? (
            <Card>
              <EmptyState
                title={t('common:survey.noneTitle')}
                hint={t('common:survey.noneHint')}
                action={
                  <Button component={Link} href="/surveys/new">
                    {t('common:survey.create')}
                  </Button>
                }
              />
            </Card>
          ) : (
            <div className={styles.columns}>
              <ImportCard key={survey.id} survey={survey} />
              <ExportCard survey={survey} />
            </div>
          )
        }
      </QueryView>
    </Page>
  )
}
