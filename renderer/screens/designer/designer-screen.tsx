import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, Redirect } from 'wouter'
import { client } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { Page } from '../../components/page.tsx'
import { EmptyState, QueryView } from '../../components/states.tsx'
import { useCanDesign } from '../../use-role.ts'
import { Designer } from './designer.tsx'

interface DesignerScreenProps {
  code: string
  version: number
}

/** Opens a draft for whoever may write it; others read the form. */
export function DesignerScreen({ code, version }: DesignerScreenProps) {
  const { t } = useTranslation('designer')
  const canDesign = useCanDesign()
  // Not the shared cache of `questionnaire.get`: a draft is opened as it is in the store, never as it once was.
  const query = useQuery({
    queryKey: ['designer', code, version],
    queryFn: () => client.questionnaire.get.query({ code, version }),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnReconnect: false,
  })
  if (canDesign === false) return <Redirect to={`/questionnaires/${code}/${version}`} replace />
  if (query.data?.state === 'draft') return <Designer draft={query.data} />
  return (
    <Page title={t('title')} isNarrow>
      <Card>
        <QueryView query={query}>
          {() => (
            <EmptyState
              title={t('published.title')}
              hint={t('published.hint')}
              action={
                <Button component={Link} href="/questionnaires">
                  {t('published.toList')}
                </Button>
              }
            />
          )}
        </QueryView>
      </Card>
    </Page>
  )
}
