import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, Redirect, useSearchParams } from 'wouter'
import { trpc } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { Page } from '../../components/page.tsx'
import { EmptyState, QueryView } from '../../components/states.tsx'
import { VerifyDesk } from './verify-desk.tsx'

/** Keying the forms of one batch a second time. What the store says at opening holds for the whole sitting. */
export function VerifyScreen({ surveyId }: { surveyId: number }) {
  const { t } = useTranslation('verify')
  const [search] = useSearchParams()
  const batchId = Number(search.get('batch'))
  const serial = search.get('serial')
  const isBatch = Number.isInteger(batchId) && batchId > 0
  const opening = useQuery({
    ...trpc.verification.open.queryOptions({ surveyId, batchId }, { gcTime: 0, staleTime: Number.POSITIVE_INFINITY }),
    enabled: isBatch,
  })
  if (!isBatch) return <Redirect to={`/surveys/${surveyId}/batches`} replace />
  if (opening.data?.survey.state === 'open') {
    return <VerifyDesk key={`${batchId} ${serial}`} opening={opening.data} serial={serial} />
  }
  return (
    <Page title={t('title')}>
      <Card>
        <QueryView query={opening}>
          {() => (
            <EmptyState
              title={t('closed.title')}
              hint={t('closed.hint')}
              action={
                <Button component={Link} href={`/surveys/${surveyId}/batches`}>
                  {t('closed.button')}
                </Button>
              }
            />
          )}
        </QueryView>
      </Card>
    </Page>
  )
}
