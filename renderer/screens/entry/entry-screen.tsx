import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'wouter'
import { trpc } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { Page } from '../../components/page.tsx'
import { EmptyState, Loading, QueryView } from '../../components/states.tsx'
import { SurveySwitch } from '../../components/survey-gate.tsx'
import { EntryDesk } from './entry-desk.tsx'
import { usePreferencesQuery } from './use-preferences.ts'
import { useTypeAhead } from './use-type-ahead.ts'

/** Keying the paper forms of one survey. What the store says at opening holds for the whole sitting. */
export function EntryScreen({ surveyId }: { surveyId: number }) {
  const { t } = useTranslation('entry')
  const [search] = useSearchParams()
  // `?form=`: an older version of the survey's form, for paper printed in it; `?serial=`: the paper at hand; `?batch=`: the heap it lies in.
  const form = search.get('form')
  const serial = search.get('serial')
  const batch = search.get('batch')
  const opening = useQuery(
    trpc.entry.open.queryOptions(
      { surveyId, ...(form !== null && { surveyVersionId: Number(form) }) },
      { gcTime: 0, staleTime: Number.POSITIVE_INFINITY },
    ),
  )
  const { isPending } = usePreferencesQuery()
  const survey = opening.data?.survey
  const isReady = opening.data !== undefined && !isPending
  useTypeAhead(isReady || opening.error !== null)
  if (isReady && survey?.state === 'open' && survey.agencies.length > 0) {
    const given = { serial, batchId: batch === null ? null : Number(batch) }
    return <EntryDesk key={`${survey.versionId} ${serial} ${batch}`} opening={opening.data} given={given} />
  }
  return (
    <Page title={t('title')} context={<SurveySwitch surveyId={surveyId} section="entry" />}>
      <Card>
        <QueryView query={opening}>
          {(data) => {
            if (isPending) return <Loading />
            const why = data.survey.state === 'open' ? 'noAgencies' : 'closed'
            const edit = (
              <Button component={Link} href={`/surveys/${surveyId}/edit`}>
                {t(`${why}.button`)}
              </Button>
            )
            return <EmptyState title={t(`${why}.title`)} hint={t(`${why}.hint`)} action={edit} />
          }}
        </QueryView>
      </Card>
    </Page>
  )
}
