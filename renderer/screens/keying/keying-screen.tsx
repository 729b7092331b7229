import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { trpc } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { Page } from '../../components/page.tsx'
import { EmptyState, QueryView } from '../../components/states.tsx'
import { SurveySwitch } from '../../components/survey-gate.tsx'
import { ControlTabs } from '../../components/tabs.tsx'
import { Figures } from './figures.tsx'
import styles from './keying.module.css'

/** What keying takes: one's own for a keyer, everybody's for who leads the work. For training, never a ranking. */
export function KeyingScreen({ surveyId }: { surveyId: number }) {
  const { t } = useTranslation(['control', 'keying'])
  const figures = useQuery(trpc.keying.figures.queryOptions({ surveyId }))
  return (
    <Page title={t('title')} context={<SurveySwitch surveyId={surveyId} section="keying" />}>
      <ControlTabs surveyId={surveyId} tab="keying" />
      <QueryView query={figures}>
        {(data) =>
          data.days.length === 0 ? (
            <Card className={styles.screen}>
              <EmptyState
                title={t(data.isOfAll ? 'keying:none.title' : 'keying:none.own')}
                hint={t('keying:none.hint')}
                action={
                  <Button component={Link} href={`/surveys/${surveyId}/entry`}>
                    {t('keying:none.button')}
                  </Button>
                }
              />
            </Card>
          ) : (
            <Figures surveyId={surveyId} figures={data} />
          )
        }
      </QueryView>
    </Page>
  )
}
