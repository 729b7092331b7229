import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { trpc } from '../../api-client.ts'
import { Page } from '../../components/page.tsx'
import { QueryView } from '../../components/states.tsx'
import { localText } from '../../i18n/i18n.ts'
import { EntryPreview } from '../designer/entry-preview.tsx'

/** One version of a questionnaire, keyed for practice. */
export function TryScreen({ code, version }: { code: string; version: number }) {
  const { t } = useTranslation(['questionnaire', 'common'])
  const [, navigate] = useLocation()
  const back = `/questionnaires/${code}/${version}`
  const query = useQuery(trpc.questionnaire.get.queryOptions({ code, version }))
  return (
    <Page
      title={t('try')}
      context={query.data && localText(query.data.questionnaire.title)}
      isFilled
      actions={
        <Button component={Link} href={back} variant="default">
          {t('common:action.back')}
        </Button>
      }
    >
      <QueryView query={query}>
        {(data) => <EntryPreview questionnaire={data.questionnaire} onLeave={() => navigate(back)} />}
      </QueryView>
    </Page>
  )
}
