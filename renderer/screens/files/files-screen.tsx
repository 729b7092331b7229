import { Button, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'wouter'
import { type Outputs, trpc } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { Page } from '../../components/page.tsx'
import { EmptyState, QueryView } from '../../components/states.tsx'
import { readSurveyId } from '../../session.ts'
import { ExportCard } from './export-card.tsx'
import styles from './files.module.css'
import { ImportCard } from './import-card.tsx'

export type Survey = Outputs['survey']['list'][number]

/** Responses in and out of one survey. */
export function FilesScreen() {
  const { t } = useTranslation('files')
  const surveys = useQuery(trpc.survey.list.queryOptions())
  return (
    <Page title={t('title')}>
      <QueryView query={surveys}>{(list) => <Choose surveys={list} />}</QueryView>
    </Page>
  )
}

function Choose({ surveys }: { surveys: Survey[] }) {
  const { t } = useTranslation(['files', 'common'])
  const [search, setSearch] = useSearchParams()
  const wanted = Number(search.get('survey') ?? readSurveyId() ?? 0)
  const survey = surveys.find((one) => one.id === wanted) ?? surveys[0]
  if (survey === undefined) {
    return (
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
    )
  }
  return (
    <div className="stack">
      <Card>
        <NativeSelect
          label={t('common:survey.label')}
          className={styles.survey ?? ''}
          value={String(survey.id)}
          data={surveys.map(({ id, code, name }) => ({ value: String(id), label: `${name} (${code})` }))}
          onChange={(event) => setSearch({ survey: event.currentTarget.value }, { replace: true })}
        />
      </Card>
      <div className={styles.columns}>
        <ImportCard key={survey.id} survey={survey} />
        <ExportCard survey={survey} />
      </div>
    </div>
  )
}
