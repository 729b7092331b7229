import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { trpc } from '../../api-client.ts'
import { Page } from '../../components/page.tsx'
import { Loading } from '../../components/states.tsx'
import { CorrectDesk } from './correct-desk.tsx'
import { ReadFailure } from './read-failure.tsx'

/** A saved form back on the desk: the keys of entry, and a reason before it is saved again. */
export function CorrectScreen({ surveyId, id }: { surveyId: number; id: string }) {
  const { t } = useTranslation('responses')
  const survey = useQuery(trpc.survey.get.queryOptions({ id: surveyId }))
  // What is being corrected must not change under the clerk's hands: read once, fresh.
  const response = useQuery(
    trpc.response.get.queryOptions({ surveyId, id }, { gcTime: 0, staleTime: Number.POSITIVE_INFINITY }),
  )
  const questionnaire = useQuery({
    ...trpc.questionnaire.get.queryOptions({
      code: survey.data?.questionnaireCode ?? '',
      version: response.data?.questionnaireVersion ?? 1,
    }),
    enabled: survey.data !== undefined && response.data !== undefined,
  })
  const failed = [survey, response, questionnaire].find((query) => query.error !== null)
  if (survey.data !== undefined && response.data !== undefined && questionnaire.data !== undefined) {
    return (
      <CorrectDesk survey={survey.data} response={response.data} questionnaire={questionnaire.data.questionnaire} />
    )
  }
  return (
    <Page title={t('correct')}>
      {failed === undefined ? (
        <Loading />
      ) : (
        <ReadFailure surveyId={surveyId} error={failed.error} onRetry={() => void failed.refetch()} />
      )}
    </Page>
  )
}
